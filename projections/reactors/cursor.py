"""One reactor on its way along the log: react to an event, move the cursor, then the next.

The cursor moves after the reaction and is on disk before the next event is looked at. So a
crash repeats one event at most, and skips none. What is put off is on disk before the cursor moves.
"""

from collections.abc import Sequence
from typing import Any

import structlog

from infrastructure.postgres.sql import Database, statements
from projections.engine.batches import last_position
from projections.engine.event_reader import EventReader
from projections.engine.follower import LONGEST_ERROR
from projections.engine.tracking import SQL as TRACKING
from projections.reactors.reactor import Reactor

SQL = statements(__file__)
LOG = structlog.get_logger("sokoguru.reactors")

AT_ONCE = 100  # events that are read at a time
FIRST_RETRY = 1.0  # seconds
LAST_RETRY = 300.0
LONGEST_PUT_OFF = 3_600.0
MOST_DOUBLINGS = 12


class Cursor:
    """Moves *reactor* along the log in *database*."""

    def __init__(self, database: Database, reactor: Reactor, reader: EventReader) -> None:
        self._database = database
        self._reactor = reactor
        self._reader = reader
        self._topics = reader.topics_of(reactor.reads)

    async def advance(self) -> float | None:
        """React to everything up to the end of the log.

        When a reaction fails, stop there and return in how many seconds to try it again. A reactor
        whose events are apart puts it off instead, goes on, and returns when the next is due.
        """
        name = self._reactor.tracking_name
        if self._reactor.apart:
            await self._catch_up()
        end = await last_position(self._database)
        position: int = await SQL["cursor"].value(self._database, name=name)
        while position < end:
            rows = await SQL["next_events"].rows(
                self._database, after=position, up_to=end, topics=self._topics, limit=AT_ONCE
            )
            failed = await self._react_to(rows)
            if failed is not None:
                return failed
            position = rows[-1]["position"] if len(rows) == AT_ONCE else end
            await SQL["move"].run(self._database, name=name, position=position)
        due: float | None = await SQL["next_due"].value(self._database, name=name)
        return due

    async def _catch_up(self) -> None:
        """Try what was put off and is due; what fails again is put off for longer."""
        name = self._reactor.tracking_name
        rows = await SQL["due"].rows(self._database, name=name, limit=AT_ONCE)
        for row, recorded in zip(rows, self._reader.read(rows), strict=True):
            try:
                await self._reactor.react(self._database, recorded)
            except Exception as error:  # noqa: BLE001 - whatever it is, it comes again
                await self._put_off(row, error)
            else:
                await SQL["done_after_all"].run(self._database, name=name, position=row["position"])

    async def _put_off(self, row: Any, error: Exception) -> None:  # noqa: ANN401 - a row of the log
        """Let the reaction to the event of *row* come again, ever more rarely."""
        place = {"name": self._reactor.tracking_name, "position": row["position"]}
        attempts: int = 1 + await SQL["attempts"].value(self._database, **place)
        await SQL["put_off"].run(
            self._database,
            **place,
            attempts=attempts,
            seconds=pause_after(attempts, LONGEST_PUT_OFF),
            error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR],
        )
        self._tell(row, error, attempts)

    async def _react_to(self, rows: Sequence[Any]) -> float | None:
        """React to the events of *rows* in order, until one reaction fails."""
        for row, recorded in zip(rows, self._reader.read(rows), strict=True):
            try:
                await self._reactor.react(self._database, recorded)
            except Exception as error:  # noqa: BLE001 - whatever it is, it comes again
                if not self._reactor.apart:
                    return await self._failed(row, error)
                await self._put_off(row, error)
            await SQL["move"].run(
                self._database, name=self._reactor.tracking_name, position=row["position"]
            )
        return None

    async def _failed(self, row: Any, error: Exception) -> float:  # noqa: ANN401 - a row of the log
        """Note that the reaction to the event of *row* failed; return when to try again."""
        attempts: int = await TRACKING["stall"].value(
            self._database,
            name=self._reactor.tracking_name,
            position=row["position"],
            error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR],
        )
        self._tell(row, error, attempts)
        return pause_after(attempts, LAST_RETRY)

    def _tell(self, row: Any, error: Exception, attempts: int) -> None:  # noqa: ANN401 - as above
        LOG.error(
            "reaction_failed",
            reactor=self._reactor.name,
            attempts=attempts,
            position=row["position"],
            topic=row["topic"],
            stream=str(row["stream"]),
            exc_info=error,
        )


def pause_after(attempts: int, longest: float) -> float:
    """Return how many seconds to wait after so many failures, *longest* at most."""
    return float(min(FIRST_RETRY * 2 ** min(attempts - 1, MOST_DOUBLINGS), longest))
