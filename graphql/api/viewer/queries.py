"""Who is asking, and any thing by its id."""

from typing import Annotated

import strawberry

from api.account.nodes import resolve_access
from api.assessment.types import show_assessment
from api.audit.types import show_entry
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import argument, attribute, query
from api.building.scalars import AreaCode
from api.cooperative.types import show_cooperative
from api.execution.context import Context, Info
from api.execution.faults import PageTooLarge
from api.relay.nodes import Node, NodeId, opaque, read_id
from api.score.types import show_score
from domain.kernel.actors import Role
from projections.views.audit_trail import questions as audit_trail

MOST_NODES = 100


@strawberry.type(description="Whoever sent this request.")
class Viewer:
    """The caller."""

    account: str = attribute("The account, as the log records it.")
    role: Role = attribute("What the account does here.")
    name: str = attribute("Name of the person or program.")
    office: str | None = attribute("The office it works for.")
    territory: AreaCode | None = attribute("The area it works for.")
    cooperative: strawberry.ID | None = attribute("The cooperative it acts for.")


@strawberry.type
class ViewerQueries:
    """The part of Query that is about the caller, and about anything by its id."""

    @query("Who sent this request; a guest without a token.")
    def viewer(self, info: Info) -> Viewer:
        """Show the actor."""
        actor = info.context.actor
        own = actor.cooperative
        return Viewer(
            account=actor.account,
            role=actor.role,
            name=actor.name,
            office=actor.office,
            territory=AreaCode(actor.territory) if actor.territory else None,
            cooperative=opaque("Cooperative", own) if own else None,
        )

    @query("Anything by its id; null when it does not exist or is not for you.")
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]
    ) -> Node | None:
        """Look one up."""
        return await resolve(info.context, read_id(id))

    @query("Several things by their ids, in order; null for each that is not for you.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], argument("Their ids; at most 100.")]
    ) -> list[Node | None]:
        """Look several up."""
        if len(ids) > MOST_NODES:
            raise PageTooLarge(field="ids", limit=MOST_NODES, given=len(ids))
        return [await resolve(info.context, read_id(each, field="ids")) for each in ids]


async def resolve(context: Context, wanted: NodeId) -> Node | None:
    """Return the thing *wanted*, if the caller may see it."""
    loaders = context.loaders
    match wanted.kind:
        case "Cooperative":
            cooperative = await loaders.cooperative(wanted.uuid("id"))
            return show_cooperative(cooperative) if cooperative else None
        case "Assessment":
            assessment = await loaders.assessment(wanted.uuid("id"))
            return show_assessment(assessment) if assessment else None
        case "Score":
            score = await loaders.score(wanted.number("id"))
            return show_score(score) if score else None
        case "AuditEntry":
            return await _entry(context, wanted.number("id"))
    return await resolve_access(context, wanted)


async def _entry(context: Context, position: int) -> Node | None:
    found = await audit_trail.by_positions(
        context.services.views,
        scope=context.loaders.scope("Query.auditTrail"),
        positions=[position],
    )
    return show_entry(found[position]) if position in found else None
