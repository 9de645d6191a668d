"""The audit trail, line by line: one event each, as the log holds it."""

from datetime import date, datetime

import msgspec
import strawberry

from api.building.describe import attribute, query
from api.building.scalars import JSON, AreaCode, Position
from api.execution.context import Info
from api.relay.nodes import Node, opaque
from domain.assessment.events import Evidence as EvidenceGiven
from projections.views.audit_trail.questions import AuditRow


@strawberry.type(description="What a change rests on: a letter or minutes.")
class Evidence:
    """A piece of evidence."""

    description: str = attribute("What it is.")
    document: str | None = attribute("Digest of the document, where there is one.")


def show_evidence(given: EvidenceGiven) -> Evidence:
    """Show one piece of evidence."""
    return Evidence(description=given.description, document=given.document)


@strawberry.type(description="One event of the log: who did what, when and why.")
class AuditEntry(Node):
    """A line of the audit trail."""

    position: Position = attribute("Where it stands in the log.")
    recorded_at: datetime = attribute("When it was recorded, by the database's clock.")
    effective_on: date | None = attribute("The day from which it counts, where that differs.")
    actor: str | None = attribute("The account that did it; null for a foreign writer.")
    office: str | None = attribute("The office on whose behalf.")
    topic: str = attribute('What happened, as a stable name such as "assessment.scored.v1".')
    stream: strawberry.ID = attribute("The stream it belongs to; give it to `stream`.")
    version: int = attribute("Its number in that stream, from 1.")
    cooperative_id: strawberry.ID | None = attribute("Id of the cooperative it concerns, if any.")
    membership_area: AreaCode | None = attribute("The area whose case it is, if any.")
    reason: str | None = attribute("Why, in the words of whoever did it.")
    evidence: list[Evidence] = attribute("What it rests on.")
    event: JSON = attribute("The event itself.")

    @query("The user name of the account that did it.")
    async def actor_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.actor)


def show_entry(row: AuditRow) -> AuditEntry:
    """Show *row*."""
    concerned = row.cooperative_id
    return AuditEntry(
        id=opaque("AuditEntry", row.position),
        position=Position(row.position),
        recorded_at=row.recorded_at,
        effective_on=row.effective_on,
        actor=row.actor,
        office=row.office,
        topic=row.topic,
        stream=strawberry.ID(str(row.stream)),
        version=row.version,
        cooperative_id=opaque("Cooperative", concerned) if concerned else None,
        membership_area=AreaCode(row.membership_area) if row.membership_area else None,
        reason=row.reason,
        evidence=[show_evidence(given) for given in row.evidence],
        event=JSON(msgspec.json.decode(row.event)),
    )
