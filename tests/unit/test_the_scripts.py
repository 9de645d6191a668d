"""The scripts run on any POSIX shell, or on Python, and say what they want."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())
SHELL, PYTHON = "#!/bin/sh", "#!/usr/bin/env python3"


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    """Return how *command* ended, started at the root of the repository."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_runs_wherever_sokoguru_does(script: Path) -> None:
    """It may be executed, and sh or Python understands it."""
    text = script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)
    assert text.partition("\n")[0] in {SHELL, PYTHON}
    if text.startswith(SHELL):
        assert run("sh", "-n", str(script)).stderr == ""
    else:
        compile(text, script, "exec")


def test_an_unknown_option_of_bootstrap_installs_nothing() -> None:
    """The answer is how it is used."""
    ended = run("script/bootstrap", "--everything")
    assert ended.returncode == 64
    assert "usage: script/bootstrap [--runtime]" in ended.stderr


@pytest.mark.parametrize("words", [(), ("--help",), ("no-such-benchmark",)])
def test_bench_without_a_known_name_lists_them(words: tuple[str, ...]) -> None:
    """Each module of bench/ is a name."""
    ended = run("script/bench", *words)
    assert ended.returncode == 64
    assert "usage: script/bench NAME [--json] [sizes]" in ended.stderr
    names = ended.stderr.partition("one of: ")[2].split()
    assert all((ROOT / "bench" / f"{name}.py").is_file() for name in names)


def test_ci_runs_the_tests_and_nothing_cleverer() -> None:
    """What passes for a developer passes there."""
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec script/test"
