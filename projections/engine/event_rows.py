"""What a projection reads: rows of the log, decoded only as far as views need.

A score's document is half the bytes of the log and no view stores it, so the views
read scores through a narrower type. They still come through the one mapper, with its
upcasters; only the type at the end is smaller.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
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
from infrastructure.mapper import Mapper
from infrastructure.mapper.topics import TOPICS
from infrastructure.mapper.upcasters import UPCASTERS, Upcaster

Kind = type[Event]
Decode = Callable[[bytes], Any]


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


class EventReader:
    """Turns rows of the log into `EventRow`; one for each set of topics."""

    def __init__(
        self,
        topics: Mapping[str, Kind] = TOPICS,
        upcasters: Mapping[str, Upcaster] = UPCASTERS,
    ) -> None:
        whole = Mapper(topics, upcasters)
        self._kinds = {topic: kind for kind in topics.values() for topic in whole.topics_of(kind)}
        narrow = {topic: NARROW.get(kind, kind) for topic, kind in topics.items()}
        decoder = Mapper(narrow, upcasters).decoder
        self._decoders = {topic: decoder(topic) for topic in self._kinds}

    def topics_of(self, kinds: Collection[Kind]) -> tuple[str, ...]:
        """Return every topic, of every version, of events of *kinds*."""
        return tuple(topic for topic, kind in self._kinds.items() if kind in kinds)

    def read(self, rows: Iterable[Any]) -> list[EventRow]:
        """Return *rows* of the log decoded; topics that this code does not know are left out.

        They are other programs': a view that could make something of them would know them.
        """
        known = [row for row in rows if row[3] in self._kinds]
        try:
            return self._rows(known, self._decoders)
        except msgspec.MsgspecError:
            careful = {topic: _careful(decode) for topic, decode in self._decoders.items()}
            return self._rows(known, careful)

    def _rows(self, rows: Iterable[Any], decoders: Mapping[str, Decode]) -> list[EventRow]:
        kinds = self._kinds
        return [
            EventRow(
                position,
                stream,
                version,
                kinds[topic],
                None if state is None else decoders[topic](state),
                recorded_at,
                actor,
                office,
                effective_on,
            )
            for (
                position,
                stream,
                version,
                topic,
                state,
                recorded_at,
                actor,
                office,
                effective_on,
            ) in rows
        ]


def _careful(decode: Decode) -> Decode:
    """Return *decode* such that what cannot be decoded says so when it is looked into."""

    def decode_or_keep(state: bytes) -> Any:  # noqa: ANN401 - an event, or what stands for one
        try:
            return decode(state)
        except msgspec.MsgspecError as error:
            return Undecodable(error)

    return decode_or_keep


class Undecodable:
    """An event whose bytes make no sense: whoever asks it for anything gets the error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it has no attribute of any type
        raise self._error
