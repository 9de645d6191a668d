"""A PostgreSQL server of a test's own, which it may kill and start again."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from infrastructure.embedded_postgres.cluster import Cluster
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.embedded_postgres.programs import find_programs
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.settings import Settings

# Surviving a killed process does not need the disk, only the operating system.
OPTIONS = {"fsync": "off"}


class Server:
    """The server in *folder*, reached at *url*."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self._folder = folder
        self._cluster = Cluster(folder=folder / "postgres", programs=find_programs())

    def kill(self) -> None:
        """Kill every process of the server where it stands."""
        pid = int((self._folder / "postgres" / "postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(pid)
        postmaster.suspend()
        family = [*postmaster.children(recursive=True), postmaster]
        for process in family:
            process.kill()
        psutil.wait_procs(family)

    def start(self) -> None:
        """Start the server again; it recovers from what it had written ahead."""
        self._cluster.ensure_running(OPTIONS)

    async def restart(self) -> None:
        """Kill the server and start it again, without holding up the event loop."""
        await asyncio.to_thread(self.kill)
        await asyncio.to_thread(self.start)


@contextmanager
def own_server(folder: Path) -> Iterator[Server]:
    """Lend a server in *folder* with nothing in it."""
    with embedded_postgres(folder, OPTIONS, watch=False) as url:
        yield Server(folder, url)


async def prepare(url: str) -> None:
    """Make the tables in the database at *url*."""
    async with owner_connection(url, Settings()) as connection:
        await migrate(connection)
