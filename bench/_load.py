"""A closed loop of requests from a process of its own: each connection asks again once answered.

`wrk` where this machine has it, because it costs least; else this module as a program, which
keeps up with servers of a few thousand requests a second.
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import uvloop

from bench._client import Client

SCRIPT = """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {token}"
wrk.body = {body}
"""
RATE = re.compile(r"^Requests/sec: +([\d.]+)$", re.MULTILINE)


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent to *address* (`/graphql` there) on so many *connections*."""

    address: str
    body: bytes
    token: str
    connections: int

    def per_second(self, seconds: float) -> float:
        """Return how many answers came in a second, over so many *seconds*."""
        wrk = shutil.which("wrk")
        return self._by_wrk(wrk, seconds) if wrk else self._by_program(seconds)

    async def ask(self) -> bytes:
        """Return one answer."""
        async with Client(self.address, self.token) as client:
            return await client.post(self.body)

    def _by_wrk(self, wrk: str, seconds: float) -> float:
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            body = "[==[" + self.body.decode() + "]==]"
            script.write(SCRIPT.format(token=self.token, body=body))
            script.flush()
            size = ("-t1", f"-c{self.connections}", f"-d{seconds:.0f}s", "--timeout", "30s")
            said = _run(wrk, *size, "-s", script.name, f"{self.address}/graphql")
        assert "Non-2xx" not in said, said
        assert "Socket errors" not in said, said
        found = RATE.search(said)
        assert found is not None, said
        return float(found[1])

    def _by_program(self, seconds: float) -> float:
        command = (sys.executable, "-m", "bench._load")
        return float(_run(*command, str(seconds), given=msgspec.json.encode(self)))


def client_name() -> str:
    """Say which client asks on this machine."""
    return "wrk, one thread" if shutil.which("wrk") else "bench._load, asyncio and uvloop"


def _run(*command: str, given: bytes | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - our own words
        command, input=given, capture_output=True, check=True, cwd=Path(__file__).parents[1]
    )
    return done.stdout.decode()


async def _loop(load: Load, seconds: float) -> float:
    began = time.perf_counter()
    counts = await asyncio.gather(
        *(_connection(load, began + seconds) for _ in range(load.connections))
    )
    return sum(counts) / (time.perf_counter() - began)


async def _connection(load: Load, until: float) -> int:
    count = 0
    async with Client(load.address, load.token) as client:
        while time.perf_counter() < until:
            await client.post(load.body)
            count += 1
    return count


if __name__ == "__main__":
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    print(uvloop.run(_loop(asked, float(sys.argv[1]))))
