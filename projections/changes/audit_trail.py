"""How the audit trail follows the log: it takes every event, known to this code or not.

The rows never pass through Python: one statement takes them from the log. Only the
events that say whose thing a stream is are read, to give each row its subject.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from domain.assessment.events import AssessmentKeyClaimed, AssessmentOpened
from domain.cooperative.events import (
    CooperativeProfileChanged,
    CooperativeRegistered,
    LegalNumberClaimed,
)
from infrastructure.sql import Connection, statements
from projections.facts import Fact
from projections.projection import Batch, Projection

SQL = statements(__file__)


class Owner(NamedTuple):
    """Whose thing a stream is: the cooperative, and the area that says which office's."""

    cooperative: UUID
    area: str | None


class Subject(NamedTuple):
    """A stream belongs to *owner* from position *since* on."""

    stream: UUID
    since: int
    owner: Owner


def claimed(fact: Fact) -> UUID | None:
    """Return the stream that a key stands for, None when *fact* claims no key."""
    if fact.kind is LegalNumberClaimed:
        cooperative: UUID = fact.event.cooperative
        return cooperative
    if fact.kind is AssessmentKeyClaimed:
        assessment: UUID = fact.event.assessment
        return assessment
    return None


def fold(facts: Iterable[Fact], before: Mapping[UUID, Owner]) -> list[Subject]:
    """Return the subjects that *facts* establish; *before* holds those of claimed things."""
    owners = dict(before)
    subjects: list[Subject] = []
    for fact in facts:
        owner = _owner(fact, owners)
        if owner is not None and owners.get(fact.stream) != owner:
            owners[fact.stream] = owner
            subjects.append(Subject(fact.stream, fact.position, owner))
    return subjects


def _owner(fact: Fact, owners: Mapping[UUID, Owner]) -> Owner | None:
    event = fact.event
    if fact.kind is AssessmentOpened:
        return Owner(event.cooperative, event.membership_area)
    thing = claimed(fact)
    if thing is None:
        return Owner(fact.stream, event.profile.membership_area)
    return owners.get(thing)


async def apply(connection: Connection, batch: Batch) -> None:
    """Add the stretch of the log that *batch* covers."""
    things = {fact.stream for fact in batch.facts}
    things |= {thing for fact in batch.facts if (thing := claimed(fact)) is not None}
    if things:
        known = await SQL["subjects"].rows(connection, streams=list(things))
        owners = {
            row["stream"]: Owner(row["cooperative_id"], row["membership_area"]) for row in known
        }
        await _add_subjects(connection, fold(batch.facts, owners))
    await SQL["add_events"].run(connection, after=batch.after, up_to=batch.up_to)


async def _add_subjects(connection: Connection, subjects: list[Subject]) -> None:
    if subjects:
        await SQL["add_subjects"].run(
            connection,
            streams=[subject.stream for subject in subjects],
            positions=[subject.since for subject in subjects],
            cooperatives=[subject.owner.cooperative for subject in subjects],
            areas=[subject.owner.area for subject in subjects],
        )


PROJECTION = Projection(
    name="audit_trail",
    version=1,
    tables=("audit_trail", "audit_subjects"),
    reads=frozenset(
        {
            CooperativeRegistered,
            CooperativeProfileChanged,
            LegalNumberClaimed,
            AssessmentOpened,
            AssessmentKeyClaimed,
        }
    ),
    apply=apply,
    whole_log=True,
)
