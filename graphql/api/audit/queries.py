"""Questions of auditors: the trail, one stream's story, a score replayed and recomputed."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.audit.replay import (
    Recomputation,
    ReplayStep,
    show_recomputation,
    show_step,
)
from api.audit.types import AuditEntry, show_entry
from api.building.as_of import AsOfInput, position_of
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import MalformedId, read_id, uuid_of
from application.scoring.replay import recompute, replay
from projections.views.audit_trail import questions as view
from projections.views.audit_trail.questions import AuditFilter


@strawberry.input(description="Which events; what is left out does not narrow.")
class AuditFilterInput:
    """A filter."""

    actor: str | None = optional("Done by this account.")
    office: str | None = optional("Done on behalf of this office.")
    topics: list[str] | None = optional(
        'Any of these topics; without a version, "assessment.scored", all of them.'
    )
    since: datetime | None = optional("Recorded at or after this moment.")
    until: datetime | None = optional("Recorded before this moment.")
    cooperative: strawberry.ID | None = optional("Concerning this cooperative.")
    assessment: strawberry.ID | None = optional("Concerning this assessment.")
    area: AreaCode | None = optional("Whose membership area lies in this area.")

    def where(self) -> AuditFilter:
        """Return the filter of the view."""
        of, case = self.cooperative, self.assessment
        return AuditFilter(
            actor=self.actor,
            office=self.office,
            topics=tuple(self.topics or ()),
            since=self.since,
            until=self.until,
            cooperative=uuid_of(of, "Cooperative", field="cooperative") if of else None,
            stream=uuid_of(case, "Assessment", field="assessment") if case else None,
            area=self.area,
        )


UpTo = Annotated[AsOfInput | None, argument("Only as far as this position or moment.")]


@strawberry.type
class AuditQueries:
    """The part of Query that is for auditors."""

    @query("The audit trail: who did what, when, why, on which evidence. Latest first.")
    async def audit_trail(
        self,
        info: Info,
        filter: Annotated[AuditFilterInput | None, argument("Which events.")] = None,
        direction: Annotated[Direction, argument("Which way.")] = Direction.DESC,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AuditEntry]:
        """Ask the trail."""
        views, seen = info.context.services.views, info.context.loaders.scope("Query.auditTrail")
        where = filter.where() if filter else view.ALL
        page = await view.page(
            views,
            scope=seen,
            where=where,
            descending=direction is Direction.DESC,
            request=page_request(first, after, last, before),
        )
        return connect(page, show_entry, lambda: view.count(views, scope=seen, where=where))

    @query("The whole story of one stream, in order; empty when it is not for you.")
    async def stream(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("Id of a thing, or `stream` of an audit entry.")],
        up_to: UpTo = None,
    ) -> list[AuditEntry]:
        """Read the stream."""
        rows = await view.stream_story(
            info.context.services.views,
            scope=info.context.loaders.scope("Query.stream"),
            stream=_stream(id),
            up_to=await position_of(info.context, up_to),
        )
        return [show_entry(row) for row in rows]

    @query("An assessment told step by step, each with the score as it stood after it.")
    async def replay(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        up_to: UpTo = None,
    ) -> list[ReplayStep]:
        """Replay the events."""
        row = await info.context.loaders.assessment(
            uuid_of(assessment, "Assessment", field="assessment")
        )
        if row is None:
            return []
        position = await position_of(info.context, up_to)
        steps = await replay(info.context.services.store, row.id, up_to=position)
        ruleset = await info.context.loaders.ruleset(row.ruleset)
        return [show_step(step, ruleset, info.context.language) for step in steps]

    @query("The recorded score beside the one that follows from the events; null without one.")
    async def recompute(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        up_to: UpTo = None,
    ) -> Recomputation | None:
        """Compute the score again."""
        row = await info.context.loaders.assessment(
            uuid_of(assessment, "Assessment", field="assessment")
        )
        if row is None:
            return None
        position = await position_of(info.context, up_to)
        found = await recompute(info.context.services.store, row.id, up_to=position)
        return show_recomputation(found) if found else None


def _stream(text: str) -> UUID:
    """Return the stream that *text* names: a UUID, or the id of a thing."""
    try:
        return UUID(text)
    except ValueError:
        pass
    found = read_id(text)
    if found.kind not in {"Cooperative", "Assessment"}:
        raise MalformedId(field="id", kind="stream")
    return found.uuid("id")
