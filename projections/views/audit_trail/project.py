"""How the audit trail follows the log: it takes every event, known to this code or not.

The rows never pass through Python: one statement takes them from the log. Only the
events that say whose thing a stream is are read, to give each row its subject; keys
and rulesets are no cooperative's, and only who sees the whole country sees them.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from domain.assessment.events import AssessmentOpened
from domain.cooperative.events import CooperativeProfileChanged, CooperativeRegistered
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow
from projections.engine.projection import Batch, Projection

SQL = statements(__file__)


class Subject(NamedTuple):
    """A stream belongs to a cooperative, and to the offices of an area, from *since* on."""

    stream: UUID
    since: int
    cooperative_id: UUID
    membership_area: str


def fold(facts: Iterable[EventRow], before: Mapping[UUID, Subject]) -> list[Subject]:
    """Return the subjects that *facts* establish; *before* holds those known already."""
    subjects = dict(before)
    new: list[Subject] = []
    for fact in facts:
        known, found = subjects.get(fact.stream), _subject(fact)
        if known is None or (known.since < found.since and known[2:] != found[2:]):
            subjects[fact.stream] = found
            new.append(found)
    return new


def _subject(fact: EventRow) -> Subject:
    """Return what *fact* says of its stream."""
    if fact.kind is AssessmentOpened:
        owner = fact.event.cooperative, fact.event.membership_area
    else:
        owner = fact.stream, fact.event.profile.membership_area
    return Subject(fact.stream, fact.position, *owner)


async def apply(connection: Connection, batch: Batch) -> None:
    """Add the log_slice of the log that *batch* covers."""
    streams = list({fact.stream for fact in batch.facts})
    if streams:
        known = await SQL["subjects"].rows(connection, streams=streams)
        new = fold(batch.facts, {row["stream"]: Subject(*row) for row in known})
        await connection.copy_records_to_table("audit_subjects", records=new)
    await SQL["add_events"].run(connection, after=batch.after, up_to=batch.up_to)


PROJECTION = Projection(
    name="audit_trail",
    version=1,
    tables=("audit_trail", "audit_subjects"),
    reads=frozenset(
        {
            CooperativeRegistered,
            CooperativeProfileChanged,
            AssessmentOpened,
        }
    ),
    apply=apply,
    whole_log=True,
)
