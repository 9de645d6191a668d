"""Writes a national history through the real store as fast as it goes, in its own process.

Each event is a command of its own, with an id and an outcome, so that the log, the table of
commands and the views get the same rows as from people, only faster.
"""

import asyncio
from collections.abc import Iterator
from itertools import islice
from uuid import UUID, uuid4

import uvloop

from bench._history import Told, history
from domain.kernel.log import Append, NewEvent
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import server_pool
from infrastructure.settings.settings import Settings

AT_ONCE = 256
YEARS = 5
EVENTS_EACH = 3 + YEARS * 8  # of one cooperative, at least


def write_history(database: str, events: int) -> None:
    """Write so many *events* into the log of *database*."""
    uvloop.run(_write(database, events))


async def _write(database: str, events: int) -> None:
    commands = _commands(events)
    async with (
        server_pool(database, Settings()) as pool,
        AsyncpgEventStore(pool, Mapper()) as store,
    ):
        while group := list(islice(commands, AT_ONCE)):
            await asyncio.gather(*(store.append(command) for command in group))


def _commands(events: int) -> Iterator[Append]:
    """Yield so many commands of one event; those of one stream come in order."""
    versions: dict[UUID, int] = {}
    for told in islice(history(events // EVENTS_EACH + 1, YEARS), events):
        stream = told[0]
        versions[stream] = version = versions.get(stream, 0) + 1
        yield _command(told, version)


def _command(told: Told, version: int) -> Append:
    stream, event, actor = told
    return Append(
        command_id=uuid4(),
        fingerprint=stream.bytes * 2,
        actor=actor,
        office="33.74",
        events=[NewEvent(stream, version, event)],
        outcome=b'{"position":1}',
    )
