"""What is done to the servers and to their PostgreSQL, one thing in a round."""

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import msgspec
import psutil

from infrastructure.embedded_postgres.postmaster import is_postgres
from tests.chaos.supervisor import Supervised

CHUNK = 1 << 20


class Victims(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a harm may meet: *servers* on the folder *data*; *dice* choose, *longest* in seconds."""

    servers: Sequence[Supervised]
    data: Path
    dice: Random
    longest: float

    def postmaster(self) -> list[psutil.Process]:
        """Return the main process of PostgreSQL, if one runs."""
        try:
            number = (self.data / "postgres" / "postmaster.pid").read_text().split()[0]
        except (FileNotFoundError, IndexError):
            return []
        return [psutil.Process(int(number))] if is_postgres(number) else []

    def backends(self) -> list[psutil.Process]:
        """Return the other processes of PostgreSQL."""
        return [child for each in self.postmaster() for child in each.children()]

    def helpers(self) -> list[psutil.Process]:
        """Return what the servers started: guardians, and who hashes passwords."""
        found: list[psutil.Process] = []
        for each in self.servers:
            with suppress(psutil.NoSuchProcess):
                found += each.process.children()
        return found

    def one(self, of: Sequence[psutil.Process]) -> list[psutil.Process]:
        """Return one *of* them, or none where there is none."""
        return [self.dice.choice(of)] if of else []

    async def a_while(self) -> None:
        """Let some time pass."""
        await asyncio.sleep(self.dice.uniform(self.longest / 5, self.longest))


Harm = Callable[[Victims], Awaitable[None]]


def kill(them: Sequence[psutil.Process]) -> None:
    """Kill *them* where they stand."""
    for each in them:
        with suppress(psutil.NoSuchProcess):
            each.kill()


async def a_server(victims: Victims) -> None:
    """Kill one server."""
    kill([victims.dice.choice(victims.servers).process])


async def all_servers(victims: Victims) -> None:
    """Kill every server."""
    kill([each.process for each in victims.servers])


async def a_server_is_stopped(victims: Victims) -> None:
    """Ask one server to stop."""
    victims.dice.choice(victims.servers).process.terminate()


async def the_postmaster(victims: Victims) -> None:
    """Kill the main process of PostgreSQL."""
    kill(victims.postmaster())


async def a_backend(victims: Victims) -> None:
    """Kill one process of PostgreSQL that is not the main one."""
    kill(victims.one(victims.backends()))


async def all_backends(victims: Victims) -> None:
    """Kill all of them."""
    kill(victims.backends())


async def everything(victims: Victims) -> None:
    """Kill PostgreSQL, the servers and whatever they started, as a power cut does."""
    servers = [each.process for each in victims.servers]
    kill([*victims.helpers(), *servers, *victims.postmaster(), *victims.backends()])


async def a_helper(victims: Victims) -> None:
    """Kill a guardian, or who hashes passwords."""
    kill(victims.one(victims.helpers()))


async def a_server_hangs(victims: Victims) -> None:
    """Hold one server, which may be the one that leads."""
    await _held(victims, [victims.dice.choice(victims.servers).process])


async def a_backend_hangs(victims: Victims) -> None:
    """Hold one process of PostgreSQL, which may be the leader's or the one that writes."""
    await _held(victims, victims.one(victims.backends()))


async def the_disk_is_full(victims: Victims) -> None:
    """Fill the disk of the data folder, and free it again."""
    await _full(victims, victims.a_while)


async def killed_on_a_full_disk(victims: Victims) -> None:
    """Kill PostgreSQL while it has no room to recover."""
    await _full(victims, lambda: _killed_for_a_while(victims, victims.postmaster()))


async def all_killed_on_a_full_disk(victims: Victims) -> None:
    """Kill PostgreSQL and the servers while there is no room to start."""
    them = [*(each.process for each in victims.servers), *victims.postmaster()]
    await _full(victims, lambda: _killed_for_a_while(victims, them))


HARMS: Mapping[str, Harm] = {
    harm.__name__: harm
    for harm in (
        a_server,
        all_servers,
        a_server_is_stopped,
        the_postmaster,
        a_backend,
        all_backends,
        everything,
        a_helper,
        a_server_hangs,
        a_backend_hangs,
    )
}
ON_A_DISK_OF_ITS_OWN: Mapping[str, Harm] = {
    harm.__name__: harm
    for harm in (the_disk_is_full, killed_on_a_full_disk, all_killed_on_a_full_disk)
}


async def _killed_for_a_while(victims: Victims, them: Sequence[psutil.Process]) -> None:
    kill(them)
    await victims.a_while()


async def _held(victims: Victims, them: Sequence[psutil.Process]) -> None:
    for each in them:
        with suppress(psutil.NoSuchProcess):
            each.suspend()
    try:
        await victims.a_while()
    finally:
        for each in them:
            with suppress(psutil.NoSuchProcess):
                each.resume()


async def _full(victims: Victims, meanwhile: Callable[[], Awaitable[None]]) -> None:
    ballast = victims.data / "ballast"
    try:
        await asyncio.to_thread(_fill, ballast)
        await meanwhile()
    finally:
        ballast.unlink()


def _fill(ballast: Path) -> None:
    """Write *ballast* until there is no room for another byte."""
    with ballast.open("wb", buffering=0) as out:
        for size in (CHUNK, 4_096, 1):
            try:
                while os.write(out.fileno(), bytes(size)) == size:
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
