"""The documents behind scores: the whole working of each, read from the log where it is signed."""

from collections.abc import Mapping, Sequence

from domain.assessment.events import AssessmentScored
from domain.scoring.document import ScoreDocument
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)
MAPPER = Mapper()


async def by_positions(
    database: Database, *, positions: Sequence[int]
) -> Mapping[int, ScoreDocument]:
    """Return the score documents of rows that were read before (and so may be seen)."""
    rows = await SQL["score_events"].rows(database, positions=list(positions))
    events = {row["position"]: MAPPER.decode(row["topic"], row["state"]) for row in rows}
    return {
        position: event.document
        for position, event in events.items()
        if isinstance(event, AssessmentScored)
    }
