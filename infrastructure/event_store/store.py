"""The port `EventStore` on PostgreSQL.

An `append` that returned is on disk and found exactly once. One that was cancelled while it
waited may still be written: what decides is the command id, never the caller's patience.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from domain.kernel.events import Event
from domain.kernel.log import Append, Appended, Recorded
from infrastructure.event_store.connection_writer import Observed, unobserved
from infrastructure.event_store.entry import Entry, Line, heads_of
from infrastructure.event_store.group_commit import PATIENCE, WRITERS, GroupWriter
from infrastructure.event_store.lost import reading_the_log
from infrastructure.mapper import Mapper
from infrastructure.postgres.gathering import Gathering
from infrastructure.postgres.sql import Pool, Record, statements

SQL = statements(__file__)

# The author of an event that one of the library's recorders wrote, which knows no actors.
UNRECORDED = "unrecorded"


class AsyncpgEventStore:
    """The log in *pool*'s database, its bytes read and written by *mapper*.

    A database that is lost while writing has *patience* seconds to come back. Each of so many
    *writers* keeps a connection of *pool*; with one, commands that share no stream come into the
    log in the order in which they were given. *observed* hears how many were written together.
    """

    def __init__(
        self,
        pool: Pool,
        mapper: Mapper,
        *,
        patience: float = PATIENCE,
        writers: int = WRITERS,
        observed: Observed = unobserved,
    ) -> None:
        self._pool = pool
        self._mapper = mapper
        self._writer = GroupWriter(pool, writers=writers, patience=patience, observed=observed)
        self._whole = Gathering(self._read)

    async def open(self) -> None:
        """Begin to take appends."""
        self._writer.start()

    async def close(self) -> None:
        """Write what was taken and take no more."""
        await self._writer.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def append(self, append: Append) -> Appended:
        """Write all events of *append* or none, and return when they are durable.

        Raises `Conflict`, `CommandReused`, `LogUnavailable` or `OutcomeUnknown`.
        """
        encode = self._mapper.encode
        lines = [Line(new.stream, new.version, *encode(new.event)) for new in append.events]
        heads = heads_of(lines)
        entry = Entry(
            answer=asyncio.get_running_loop().create_future(),
            lines=lines,
            keys=[append.command_id.int, *[head.stream.int for head in heads]],
            continued=[head for head in heads if head.version > 1],
            command_id=append.command_id,
            fingerprint=append.fingerprint,
            outcome=append.outcome,
            actor=append.actor,
            office=append.office,
            causation=append.causation,
            effective_on=append.effective_on,
            private=append.private,
        )
        return await self._writer.submit(entry)

    async def outcome_of(self, command_id: UUID) -> Appended | None:
        """Return what a command came to, None when it was never carried out."""
        with reading_the_log():
            row = await SQL["outcome_of"].row(self._pool, command_id=command_id)
        if row is None:
            return None
        return Appended(position=row["position"], outcome=row["outcome"], repeated=True)

    async def read(
        self, streams: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Return the events of each stream in order, up to position *up_to*."""
        if up_to is not None:
            return await self._read(streams, up_to)
        found = await self._whole.ask(streams)
        return {stream: found[stream] for stream in streams}

    async def read_log(
        self, *, after: int, limit: int, topics: Sequence[str] = ()
    ) -> Sequence[Recorded[Event]]:
        """Return at most *limit* events after position *after*, in order."""
        asked: dict[str, object] = {"after": after, "limit": limit}
        if topics:
            asked["topics"] = topics
        with reading_the_log():
            rows = await SQL["read_topics" if topics else "read_log"].rows(self._pool, **asked)
        return [self._recorded(row) for row in rows]

    async def last_position(self) -> int:
        """Return the position of the newest event, 0 for an empty log."""
        with reading_the_log():
            position: int = await SQL["last_position"].value(self._pool)
        return position

    async def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before *moment*, 0 if none."""
        with reading_the_log():
            position: int = await SQL["position_at"].value(self._pool, moment=moment)
        return position

    async def _read(
        self, streams: Sequence[UUID], up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        found: dict[UUID, list[Recorded[Event]]] = {stream: [] for stream in streams}
        with reading_the_log():
            rows = await SQL["read_streams"].rows(self._pool, streams=streams, up_to=up_to)
        for row in rows:
            found[row["originator_id"]].append(self._recorded(row))
        return found

    def _recorded(self, row: Record) -> Recorded[Event]:
        """Return the event of *row*, decoded."""
        position, stream, version, topic, state, recorded_at, actor, *rest = row
        office, command_id, causation, effective_on = rest
        return Recorded(
            position=position,
            stream=stream,
            version=version,
            topic=topic,
            event=self._mapper.decode(topic, state),
            recorded_at=recorded_at,
            actor=actor or UNRECORDED,
            office=office,
            command_id=command_id,
            causation=causation,
            effective_on=effective_on,
        )
