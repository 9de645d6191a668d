"""What a projection reads: rows of the log, decoded only as far as views need.

A score's document is half the bytes of the log and no view stores it, so the views
read scores through a narrower type. They still come through the one mapper, with its
upcasters; only the type at the end is smaller.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentScored,
    ComponentsEntered,
    LoanDataEntered,
    ManagementAnswersEntered,
    RulingGiven,
    ScoreChangeKind,
    StatementsEntered,
)
from domain.kernel.events import Event
from domain.scoring.predicates import Predicate

Kind = type[Event]


class ScoreHead(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of a score document."""

    ruleset: str
    total: Decimal
    predicate_before: Predicate
    predicate: Predicate


class ScoreDecided(Event, frozen=True, kw_only=True):
    """`AssessmentScored` without the working behind it."""

    kind: ScoreChangeKind
    document: ScoreHead
    supersedes: int | None = None
    reason: str | None = None


NARROW: Mapping[Kind, Kind] = {AssessmentScored: ScoreDecided}
"""Events that views read through a smaller type."""

UNREAD: frozenset[Kind] = frozenset(
    {
        StatementsEntered,
        LoanDataEntered,
        ManagementAnswersEntered,
        ComponentsEntered,
        RulingGiven,
        AdjustmentsRecorded,
        AssessmentCorrected,
    }
)
"""Events of which views only need to know that they happened: never decoded.

They say how far a stream is, so the last of them says it all, unless another event of
the stream comes after it.
"""


class EventRow(msgspec.Struct, frozen=True, gc=False):
    """One recorded event on its way into the views, in the order of the log's columns.

    *kind* is the event's own class. *event* is the event, one of the `NARROW` types,
    or None for the `UNREAD`.
    """

    position: int
    stream: UUID
    version: int
    kind: Kind
    event: Any
    recorded_at: datetime
    actor: str
    office: str | None
    effective_on: date | None
