"""The audit trail, line by line: one event each, as the log holds it."""

from datetime import date, datetime

import msgspec
import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import JSON, AreaCode, Position
from api.names import account_name, area_name, office_name
from api.relay.accounts import account_if_any
from api.relay.node_types import Node, node_type
from api.relay.nodes import opaque
from application.authorisation.table import WITH_ITS_ROW
from projections.views.audit_trail.questions import AuditRow


@object_type("What a change rests on: a letter or minutes.", right=WITH_ITS_ROW)
class Evidence:
    """A piece of evidence."""

    description: str = attribute("What it is.")
    document: str | None = attribute("Digest of the document, where there is one.")


@node_type(
    "One event of the log: who did what, when and why.",
    row=AuditRow,
    key="position",
    right=WITH_ITS_ROW,
)
class AuditEntry(Node):
    """A line of the audit trail."""

    position: Position = attribute("Where it stands in the log.")
    recorded_at: datetime = attribute("When it was recorded, by the database's clock.")
    effective_on: date | None = attribute("The day from which it counts, where that differs.")
    actor = account_if_any("The account that did it; null for a foreign writer.", "actor")
    office: str | None = attribute("The office on whose behalf.")
    office_name = office_name()
    topic: str = attribute('What happened, as a stable name such as "assessment.scored.v1".')

    @query("The stream it belongs to; give it to `stream`.")
    @staticmethod
    def stream(root: strawberry.Parent[AuditRow]) -> strawberry.ID:
        """Name the stream."""
        return opaque("Stream", root.stream)

    version: int = attribute("Its number in that stream, from 1.")

    @query("Id of the cooperative it concerns, if any.")
    @staticmethod
    def cooperative_id(root: strawberry.Parent[AuditRow]) -> strawberry.ID | None:
        """Name the cooperative."""
        return opaque("Cooperative", root.cooperative_id) if root.cooperative_id else None

    membership_area: AreaCode | None = attribute("The area whose case it is, if any.")
    membership_area_name = area_name("membership_area", "Name of that area.")
    reason: str | None = attribute("Why, in the words of whoever did it.")
    evidence: list[Evidence] = attribute("What it rests on.")

    @query("The event itself.", shows=JSON)
    @staticmethod
    def event(root: strawberry.Parent[AuditRow]) -> object:
        """Read the event, which the row holds as text."""
        return msgspec.json.decode(root.event)

    actor_name = account_name("actor", "The user name of the account that did it.")
