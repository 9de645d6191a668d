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
from api.connections import After, Before, Connection, First, Last, connect, page_request
from api.context import Info
from api.describe import answers, optional, takes
from api.enums import Direction
from api.moments import AsOfInput, position_of
from api.nodes import MalformedId, read_id, uuid_of
from api.scalars import AreaCode
from application.replay import recompute, replay
from projections import audit_trail as view
from projections.audit_trail import AuditFilter


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


UpTo = Annotated[AsOfInput | None, takes("Only as far as this position or moment.")]


@strawberry.type
class AuditQueries:
    """The part of Query that is for auditors."""

    @answers("The audit trail: who did what, when, why, on which evidence. Latest first.")
    async def audit_trail(
        self,
        info: Info,
        filter: Annotated[AuditFilterInput | None, takes("Which events.")] = None,
        direction: Annotated[Direction, takes("Which way.")] = Direction.DESC,
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

    @answers("The whole story of one stream, in order; empty when it is not for you.")
    async def stream(
        self,
        info: Info,
        id: Annotated[strawberry.ID, takes("Id of a thing, or `stream` of an audit entry.")],
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

    @answers("An assessment told step by step, each with the score as it stood after it.")
    async def replay(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, takes("Id of the assessment.")],
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

    @answers("The recorded score beside the one that follows from the events; null without one.")
    async def recompute(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, takes("Id of the assessment.")],
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
