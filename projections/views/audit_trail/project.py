"""How the audit trail follows the log: it takes every event, known to this code or not.

The rows never pass through Python: one statement takes them from the log. Only the
events that say whose thing a stream is are read, to give each row its owner; keys
and rulesets are no cooperative's, and only who sees the whole country sees them.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias
from uuid import UUID

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentEvent,
    AssessmentOpened,
    AssessmentReturned,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    AssessmentVoided,
    ComponentsEntered,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ObjectionResolved,
    RulingGiven,
    StatementsEntered,
)
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Projection, ignoring
from projections.engine.tables import tables

SQL = statements(__file__)

Whose: TypeAlias = tuple[UUID, str]


class StreamOwner(NamedTuple):
    """A stream belongs to a cooperative, and to the offices of an area, from *since* on."""

    stream: UUID
    since: int
    cooperative_id: UUID
    membership_area: str


def fold(events: Iterable[EventRow], before: Mapping[UUID, StreamOwner]) -> list[StreamOwner]:
    """Return the owners that *events* establish; *before* holds those known already."""
    owners = dict(before)
    new: list[StreamOwner] = []
    for recorded in events:
        known = owners.get(recorded.stream)
        found = StreamOwner(recorded.stream, recorded.position, *OWNERS[recorded.kind](recorded))
        if known is None or (known.since < found.since and known[2:] != found[2:]):
            owners[recorded.stream] = found
            new.append(found)
    return new


def _of_cooperative(recorded: EventRow) -> Whose:
    return recorded.stream, recorded.event.profile.membership_area


def _of_assessment(recorded: EventRow) -> Whose:
    return recorded.event.cooperative, recorded.event.membership_area


OWNERS: Mapping[Kind, Callable[[EventRow], Whose]] = {
    CooperativeRegistered: _of_cooperative,
    CooperativeProfileChanged: _of_cooperative,
    AssessmentOpened: _of_assessment,
}
"""The cooperative and the membership area that an event gives its stream."""


async def apply(connection: Connection, batch: Batch) -> None:
    """Add the slice of the log that *batch* covers."""
    streams = list({recorded.stream for recorded in batch.events})
    if streams:
        known = await SQL["owners"].rows(connection, streams=streams)
        new = fold(batch.events, {row["stream"]: StreamOwner(*row) for row in known})
        await connection.copy_records_to_table("audit_subjects", records=new)
    await SQL["add_events"].run(connection, after=batch.after, up_to=batch.up_to)


PROJECTION = Projection(
    name="audit_trail",
    version=1,
    tables=tables(__file__),
    unions=(CooperativeEvent, AssessmentEvent),
    reads=frozenset(OWNERS),
    ignores=ignoring(
        "Its row comes from the log; whose thing the stream is stays as it was.",
        RegistrantConfirmed,
        RegistrationVerified,
        RegistrationRejected,
        CooperativeRelocated,
        CooperativeDeactivated,
        CooperativeReactivated,
        StatementsEntered,
        LoanDataEntered,
        ManagementAnswersEntered,
        ComponentsEntered,
        DocumentAttached,
        AssessmentSubmitted,
        AssessmentReturned,
        RulingGiven,
        AdjustmentsRecorded,
        AssessmentVerified,
        AssessmentCorrected,
        AssessmentScored,
        AssessmentVoided,
        ObjectionRaised,
        ObjectionResolved,
    ),
    apply=apply,
    whole_log=True,
)
