"""How facts change the list of registrations.

The list keeps what was entered at first: a later change of the profile is the
register's business, not that of the registration.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from domain.cooperative.events import (
    CooperativeRegistered,
    RegistrationRejected,
    RegistrationVerified,
)
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow
from projections.engine.projection import Batch, Projection, Row, add_rows
from projections.views.registrations.questions import RegistrationStatus

SQL = statements(__file__)

COLUMNS = (
    "cooperative_id",
    "position",
    "name",
    "kind",
    "legal_number",
    "membership_area",
    "village",
    "status",
    "registered_at",
    "registered_by",
    "decided_at",
    "decided_by",
    "reason",
)


def fold(facts: Iterable[EventRow], known: Collection[UUID]) -> tuple[list[Row], list[Row]]:
    """Return new registrations, and the decisions on those *known* before."""
    entered: dict[UUID, Row] = {}
    decided: list[Row] = []
    for fact in facts:
        if fact.kind is CooperativeRegistered:
            if fact.stream not in known:
                entered[fact.stream] = _entered(fact)
        elif fact.stream in entered:
            entered[fact.stream] |= _decision(fact)
        else:
            decided.append(_decision(fact))
    return list(entered.values()), decided


def _entered(fact: EventRow) -> Row:
    profile = fact.event.profile
    return {
        "cooperative_id": fact.stream,
        "position": fact.position,
        "name": profile.name,
        "kind": profile.kind,
        "legal_number": profile.legal_number.number,
        "membership_area": profile.membership_area,
        "village": fact.event.location.village,
        "status": RegistrationStatus.WAITING,
        "registered_at": fact.recorded_at,
        "registered_by": fact.actor,
        "decided_at": None,
        "decided_by": None,
        "reason": None,
    }


def _decision(fact: EventRow) -> Row:
    verified = fact.kind is RegistrationVerified
    return {
        "cooperative_id": fact.stream,
        "status": RegistrationStatus.VERIFIED if verified else RegistrationStatus.REJECTED,
        "decided_at": fact.recorded_at,
        "decided_by": fact.actor,
        "reason": fact.event.note if verified else fact.event.reason,
    }


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the facts of *batch* change."""
    new = [fact.stream for fact in batch.facts if fact.kind is CooperativeRegistered]
    known = await SQL["known_registrations"].rows(connection, cooperatives=new) if new else []
    entered, decided = fold(batch.facts, {row["cooperative_id"] for row in known})
    await add_rows(connection, "registrations", COLUMNS, entered)
    if decided:
        await SQL["decide_registrations"].run(
            connection,
            cooperatives=[row["cooperative_id"] for row in decided],
            statuses=[row["status"] for row in decided],
            times=[row["decided_at"] for row in decided],
            actors=[row["decided_by"] for row in decided],
            reasons=[row["reason"] for row in decided],
        )


PROJECTION = Projection(
    name="registrations",
    version=1,
    tables=("registrations",),
    reads=frozenset({CooperativeRegistered, RegistrationVerified, RegistrationRejected}),
    apply=apply,
)
