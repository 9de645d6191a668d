"""A real server for benchmarks: `sokoguru serve`, a process of its own on a database given.

It has a small demonstration, for the sake of accounts that may ask and do something. The
human check is off and the rate limit out of reach: one address asks for everybody here.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import psutil

ENVIRONMENT = {
    "SOKOGURU_HUMAN_CHECK": "off",
    "SOKOGURU_RATE_LIMIT": "1000000",
    "SOKOGURU_LOG_LEVEL": "warning",
}
PATIENCE = 300.0  # seconds until the demonstration must be there
COMMAND = ("from sokoguru import main; main()", "serve", "--port", "0", "--demo", "--cooperatives")


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server is; *tokens* by user name; *process* is what to look at."""

    address: str
    tokens: Mapping[str, str]
    process: psutil.Process


@contextmanager
def running_server(
    database: str, folder: Path, *, cooperatives: int = 20, workers: int = 1
) -> Iterator[Server]:
    """Lend a server on *database*, with so many invented *cooperatives*; *folder* is for it.

    *workers* are the processes that answer.
    """
    folder.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        **ENVIRONMENT,
        "SOKOGURU_DATABASE_URL": database,
        "SOKOGURU_DATA_DIR": str(folder / "server"),
    }
    said = folder / "server.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-c", *COMMAND, str(cooperatives), "--workers", str(workers)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _introduced(process, said)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _introduced(process: "subprocess.Popen[bytes]", said: Path) -> Server:
    """Return the server of *process* once it has *said* where it is, and answers there."""
    until = time.monotonic() + PATIENCE
    while not _answers(text := said.read_text()):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The server did not start:\n{text}")
        time.sleep(0.2)
    guests = re.findall(r"^  ([a-z0-9.-]+) .* (\S+)$", text, re.MULTILINE)
    return Server(
        address=_address(text)[0], tokens=dict(guests), process=psutil.Process(process.pid)
    )


def _address(text: str) -> list[str]:
    """Return the address that *text* tells, if it tells one yet."""
    return re.findall(r"^Sokoguru: (\S+)/graphql$", text, re.MULTILINE)


def _answers(text: str) -> bool:
    """Say whether the server that *text* speaks of is there to be asked."""
    try:
        return any(httpx.get(f"{place}/health/live").status_code == 200 for place in _address(text))
    except httpx.TransportError:
        return False
