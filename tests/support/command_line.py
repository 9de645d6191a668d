"""The command `sokoguru` as a person runs it: in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.support.waiting import wait_until

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


def answer_to(address: str, headers: Mapping[str, str], body: bytes) -> Any:
    """Post *body* as soon as somebody listens at *address*, and return the ``data`` answered."""
    request = Request(address, data=body, headers=dict(headers))  # noqa: S310 - our own address
    found: list[Any] = []

    def answered() -> bool:
        try:
            with urlopen(request) as response:  # noqa: S310 - our own address
                found.append(json.load(response)["data"])
        except HTTPError:
            raise
        except URLError:
            return False
        return True

    wait_until(answered)
    return found[0]


class Running:
    """A server in a process of its own; its lines come as it prints them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.printed: list[str] = []

    def read_until(self, said: str) -> str:
        """Read its lines until one holds *said*, and return that one."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip("\n"))
            if said in line:
                return self.printed[-1]
        raise AssertionError(f"{said!r} was never printed, only:\n" + "\n".join(self.printed))

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=60)


@contextmanager
def serving(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Run `sokoguru serve` with *arguments* on a free port until the block ends."""
    with subprocess.Popen(
        [SOKOGURU, "serve", "--port", "0", *arguments],
        env=environment() if env is None else env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        running = Running(process)
        try:
            yield running
        finally:
            if process.poll() is None:
                running.stop()
