"""What was entered for one assessment, each figure with the event that brought it.

It is no table: the working paper is folded from the log by the domain's own rule at
the moment of asking, so it can be asked for as of any position.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentOpened,
    ComponentsEntered,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    RulingGiven,
    StatementsEntered,
)
from domain.assessment.paper import Paper
from domain.assessment.state import UNOPENED, Assessment, Opened, evolve
from domain.kernel.log import Recorded
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Database, Record, statements
from projections.views.assessments import questions as assessments

SQL = statements(__file__)
MAPPER = Mapper()

TOPICS = MAPPER.topics_of(
    AssessmentOpened,
    StatementsEntered,
    LoanDataEntered,
    ManagementAnswersEntered,
    ComponentsEntered,
    DocumentAttached,
    RulingGiven,
    AdjustmentsRecorded,
    AssessmentCorrected,
)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The event that an entry came from: who entered it and when."""

    version: int
    position: int
    recorded_at: datetime
    actor: str


class EnteredData(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that counts for one assessment.

    *paper* names for each entry the version of its event; *sources* has that event's
    circumstances by version.
    """

    paper: Paper
    sources: Mapping[int, Source]


async def entered(
    database: Database, *, scope: ViewScope, assessment: UUID, up_to: int | None = None
) -> EnteredData | None:
    """Return what was entered up to position *up_to*; None when it may not be seen."""
    if await assessments.by_id(database, scope=scope, assessment=assessment) is None:
        return None
    rows = await SQL["paper_events"].rows(
        database, assessment=assessment, topics=TOPICS, up_to=up_to
    )
    return read(rows, assessment)


def read(rows: Sequence[Record], assessment: UUID) -> EnteredData | None:
    """Fold *rows* of the log into what was entered, None before the opening."""
    state: Assessment = UNOPENED
    for row in rows:
        state = evolve(state, _recorded(row, assessment))
    if not isinstance(state, Opened):
        return None
    return EnteredData(
        paper=state.paper,
        sources={row["version"]: _source(row) for row in rows},
    )


def _recorded(row: Record, assessment: UUID) -> Recorded[Any]:
    return Recorded(
        position=row["position"],
        stream=assessment,
        version=row["version"],
        topic=row["topic"],
        event=MAPPER.decode(row["topic"], row["state"]),
        recorded_at=row["recorded_at"],
        actor=row["actor"],
    )


def _source(row: Record) -> Source:
    return Source(
        version=row["version"],
        position=row["position"],
        recorded_at=row["recorded_at"],
        actor=row["actor"],
    )
