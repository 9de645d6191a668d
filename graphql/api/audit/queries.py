"""Questions of auditors: the trail, one stream's story, a score replayed and recomputed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.audit.replay import Recomputation, ReplayStep, show_step
from api.audit.types import AuditEntry
from api.building.as_of import AsOfInput, position_of
from api.building.asked import area_asked, office_asked
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.rights import scope_of
from api.building.scalars import AreaCode
from api.execution.context import Context, Info
from api.execution.faults import UnknownTopic
from api.relay.accounts import account_asked
from api.relay.nodes import IdOfAnotherKind, read_id, uuid_if_any, uuid_of
from api.relay.paging import PagedQuery, connection, paged
from application.authorisation.table import CASES
from application.scoring import replay as replaying
from projections.views.audit_trail import questions as view
from projections.views.audit_trail.questions import AuditFilter, AuditRow


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

    async def where(self, context: Context) -> AuditFilter:
        """Return the filter of the view."""
        return AuditFilter(
            actor=account_asked(self.actor, field="filter.actor"),
            office=await office_asked(context, self.office, "filter.office"),
            topics=_topics(self.topics or ()),
            since=self.since,
            until=self.until,
            cooperative=uuid_if_any(self.cooperative, "Cooperative", field="filter.cooperative"),
            stream=uuid_if_any(self.assessment, "Assessment", field="filter.assessment"),
            area=await area_asked(context, self.area, "filter.area"),
        )


UpTo = Annotated[AsOfInput | None, argument("Only as far as this position or moment.")]


@strawberry.type
class AuditQueries:
    """The part of Query that is for auditors."""

    @connection(
        "The audit trail: who did what, when, why, on which evidence. Latest first.",
        right=CASES,
        of=AuditEntry,
    )
    async def audit_trail(
        self,
        info: Info,
        filter: Annotated[AuditFilterInput | None, argument("Which events.")] = None,
        direction: Annotated[Direction, argument("Which way.")] = Direction.DESC,
    ) -> PagedQuery[AuditRow]:
        """Ask the trail."""
        where = await filter.where(info.context) if filter else view.ALL
        latest = {"descending": direction is Direction.DESC}
        return paged(info, view, sort=latest, scope=scope_of(info), where=where)

    @query(
        "The whole story of one stream, in order; empty when it is not for you.",
        right=CASES,
        shows=list[AuditEntry],
    )
    async def stream(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument("Id of a thing, or `stream` of an audit entry.")],
        up_to: UpTo = None,
    ) -> tuple[AuditRow, ...]:
        """Read the stream."""
        return await view.stream_story(
            info.context.services.views,
            scope=scope_of(info),
            stream=_stream(id),
            up_to=await position_of(info.context, up_to, "upTo"),
        )

    @query(
        "An assessment told step by step, each with the score as it stood after it.", right=CASES
    )
    async def replay(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        up_to: UpTo = None,
    ) -> list[ReplayStep]:
        """Replay the events."""
        key = uuid_of(assessment, "Assessment", field="assessment")
        row = await info.context.loaders.assessment(key, scope_of(info))
        if row is None:
            return []
        position = await position_of(info.context, up_to, "upTo")
        steps = await replaying.replay(info.context.services.store, row.id, up_to=position)
        ruleset = await info.context.loaders.ruleset(row.ruleset)
        return [show_step(step, ruleset, info.context.language) for step in steps]

    @query(
        "The recorded score beside the one that follows from the events, and every earlier one "
        "likewise; null without one.",
        right=CASES,
        shows=Recomputation | None,
    )
    async def recompute(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        up_to: UpTo = None,
    ) -> replaying.Recomputation | None:
        """Compute the score again."""
        key = uuid_of(assessment, "Assessment", field="assessment")
        row = await info.context.loaders.assessment(key, scope_of(info))
        if row is None:
            return None
        position = await position_of(info.context, up_to, "upTo")
        return await replaying.recompute(info.context.services.store, row.id, up_to=position)


def _stream(text: str) -> UUID:
    """Return the stream that *text* names: its own id, or that of the thing it is about."""
    found = read_id(text)
    if found.kind not in {"Stream", "Cooperative", "Assessment"}:
        raise IdOfAnotherKind(field="id", kind="Stream", found=found.kind)
    return found.uuid("id")


def _topics(names: Sequence[str]) -> tuple[str, ...]:
    """Return *names*, each of which must be a topic, with its version or without."""
    for index, name in enumerate(names):
        if not view.is_topic(name):
            raise UnknownTopic(field=f"filter.topics[{index}]", given=name)
    return tuple(names)
