"""The command `sokoguru` as a person runs it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SOKOGURU = Path(sys.executable).with_name("sokoguru")


def environment(**more: str) -> dict[str, str]:
    """Return this environment without Sokoguru's own settings, and with *more*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOKOGURU_")}
    return {**kept, **more}


def sokoguru(
    *arguments: str | Path, env: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end, and return what it printed."""
    return subprocess.run(
        [SOKOGURU, *arguments],
        env=environment() if env is None else env,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
