"""A writer: one connection that writes one group of entries after another.

When the connection is lost while a group is being written, the group may have been committed
or not. The writer then asks a new connection which of the command ids are in the log and appends
only the others, under the same ids: the database would know them again in any case.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from asyncpg.prepared_stmt import PreparedStatement

from domain.kernel.log import LogUnavailable, OutcomeUnknown
from infrastructure.event_store.batch import arguments, recognise, settle
from infrastructure.event_store.commit_queue import CommitQueue
from infrastructure.event_store.entry import Entry
from infrastructure.event_store.lost import LOST, in_words_of_the_log
from infrastructure.postgres.sql import Connection, Pool, Record, statements

SQL = statements(__file__)

PAUSE = 0.05  # seconds between two attempts to reach the database

Observed: TypeAlias = Callable[[int], None]


def unobserved(_commands: int) -> None:
    """Hear the size of a group and forget it."""


class ConnectionWriter:
    """Write what waits in *queue* to the log of *pool*'s database, group after group.

    A lost database has *patience* seconds to come back; after that the group is answered with
    `OutcomeUnknown` or `LogUnavailable`. *observed* hears how many commands each group has.
    """

    def __init__(
        self, pool: Pool, queue: CommitQueue, patience: float, observed: Observed = unobserved
    ) -> None:
        self._pool = pool
        self._queue = queue
        self._patience = patience
        self._observed = observed
        self._connection: PoolConnectionProxy[Record] | None = None
        self._append: PreparedStatement[Record] | None = None
        self._broken = False  # the connection was lost while it was in use
        self._sent = False  # the group was sent once, so it may be in the log

    async def run(self) -> None:
        """Write group after group until the queue is closed and empty."""
        while group := await self._queue.take():
            self._observed(len(group))
            try:
                await self._write(group)
            finally:
                self._queue.release(group)
            await asyncio.sleep(0)  # callers that were answered come first, and make the next group
        await self._hang_up()

    async def _write(self, group: Sequence[Entry]) -> None:
        """Write *group*, over as many connections as it takes, and answer every entry."""
        clock = asyncio.get_running_loop().time
        until = clock() + self._patience
        self._sent = False
        while unanswered := [entry for entry in group if not entry.answer.done()]:
            try:
                await self._attempt(unanswered)
            except LOST:
                if clock() > until or self._pool.is_closing():
                    self._give_up(unanswered)
                self._broken = True
                await asyncio.sleep(PAUSE)
            except Exception as error:  # noqa: BLE001 - whatever it is, callers wait for an answer
                await self._write_apart(unanswered, error)

    async def _attempt(self, group: Sequence[Entry]) -> None:
        """Write *group* in one call, less what an earlier attempt turns out to have written."""
        if self._broken:
            await self._hang_up()
        connection = self._connection = self._connection or await self._reach()
        append = self._append = self._append or await connection.prepare(SQL["append_events"].sql)
        if self._sent:
            group = await _unknown_of(connection, group)
        if group:
            self._sent = True
            settle(group, await append.fetch(*arguments(group)))

    async def _reach(self) -> "PoolConnectionProxy[Record]":
        """Return a connection; whatever keeps us from one was no answer, and is tried again."""
        try:
            return await self._pool.acquire()
        except LOST:
            raise
        except Exception as error:
            raise ConnectionError(f"{type(error).__name__}: {error}") from error

    async def _write_apart(self, group: Sequence[Entry], error: Exception) -> None:
        """Write each of *group* alone: the database refused them together with *error*."""
        if len(group) == 1:
            group[0].fail(in_words_of_the_log(error))
            return
        for entry in group:
            await self._write([entry])

    def _give_up(self, group: Sequence[Entry]) -> None:
        """Answer *group*, and all that wait behind it, that the database is gone."""
        gone = LogUnavailable("The database does not answer.")
        for entry in group:
            entry.fail(OutcomeUnknown(entry.command_id) if self._sent else gone)
        self._queue.dismiss(gone)

    async def _hang_up(self) -> None:
        """Give the connection back; a broken one is closed first, if it does not know it is."""
        connection, self._connection, self._append = self._connection, None, None
        broken, self._broken = self._broken, False
        if connection is None:
            return
        if broken:
            with suppress(asyncpg.InterfaceError):
                connection.terminate()
        await self._pool.release(connection)


async def _unknown_of(connection: Connection, group: Sequence[Entry]) -> Sequence[Entry]:
    """Answer what is in the log of *group*, and return the rest."""
    ids = [entry.command_id for entry in group if entry.command_id is not None]
    return recognise(group, await SQL["carried_out"].rows(connection, command_ids=ids))
