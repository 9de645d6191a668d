"""One reactor on its way along the log: react to an event, move the cursor, then the next.

The cursor moves after the reaction and is on disk before the next event is looked at. So a
crash repeats one event at most, and skips none.
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
MOST_DOUBLINGS = 10


class Cursor:
    """Moves *reactor* along the log in *database*."""

    def __init__(self, database: Database, reactor: Reactor, reader: EventReader) -> None:
        self._database = database
        self._reactor = reactor
        self._reader = reader
        self._topics = reader.topics_of(reactor.reads)

    async def advance(self) -> float | None:
        """React to everything up to the end of the log.

        When a reaction fails, stop there and return in how many seconds to try it again.
        """
        name = self._reactor.tracking_name
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
        return None

    async def _react_to(self, rows: Sequence[Any]) -> float | None:
        """React to the events of *rows* in order, until one reaction fails."""
        for row, recorded in zip(rows, self._reader.read(rows), strict=True):
            try:
                await self._reactor.react(self._database, recorded)
            except Exception as error:  # noqa: BLE001 - whatever it is, it comes again
                return await self._failed(row, error)
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
        LOG.error(
            "reaction_failed",
            reactor=self._reactor.name,
            attempts=attempts,
            position=row["position"],
            topic=row["topic"],
            stream=str(row["stream"]),
            exc_info=error,
        )
        return float(min(FIRST_RETRY * 2 ** min(attempts - 1, MOST_DOUBLINGS), LAST_RETRY))
