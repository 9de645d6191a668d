"""A server that is started again whenever it ends: all the help that anything here gets."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket

import httpx
import msgspec
import psutil

SERVE = ("-c", "from sokoguru import main; main()", "serve", "--data-dir")
QUIET = {
    "SOKOGURU_HUMAN_CHECK": "off",
    "SOKOGURU_RATE_LIMIT": "1000000",
    "SOKOGURU_LOG_FORMAT": "json",
}
GLANCE = 0.1  # seconds between two looks


class Supervised(msgspec.Struct):
    """A server at *address*; *process* is the one that runs now, *starts* counts them."""

    address: str
    process: psutil.Popen
    starts: int = 1

    async def is_ready(self, client: httpx.AsyncClient) -> bool:
        """Say whether the server answers, with views that keep up."""
        try:
            answer = await client.get(f"{self.address}/health/ready", timeout=5)
        except httpx.TransportError:
            return False
        return answer.status_code == 200


@asynccontextmanager
async def supervised(
    data: Path, log: Path, environment: Mapping[str, str]
) -> AsyncIterator[Supervised]:
    """Keep a server on *data* running until the block ends; what it says goes to *log*."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *SERVE, str(data), "--port", str(port)]

    def start() -> psutil.Popen:
        with log.open("ab") as out:
            return psutil.Popen(
                command,
                env={**environment, **QUIET},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    async def watch(server: Supervised) -> None:
        while True:
            await asyncio.sleep(GLANCE)
            if server.process.poll() is not None:
                server.process = start()
                server.starts += 1

    server = Supervised(f"http://127.0.0.1:{port}", start())
    watching = asyncio.create_task(watch(server))
    try:
        yield server
    finally:
        watching.cancel()
        server.process.terminate()
        await asyncio.to_thread(server.process.wait, 120)
