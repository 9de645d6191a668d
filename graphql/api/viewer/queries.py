"""Who is asking, and any thing by its id."""

from typing import Annotated

import strawberry

from api.building.describe import argument, attribute, object_type, query
from api.building.scalars import AreaCode
from api.edges import OfViewer
from api.execution.context import Context, Info
from api.execution.faults import PageTooLarge
from api.names import area_name, office_name
from api.relay.accounts import account
from api.relay.node_types import Node
from api.relay.nodes import MalformedId, opaque, read_id
from api.viewer.nodes import resolve
from application.authorisation.table import ANYBODY, WITH_ITS_ROW
from application.kernel.zones import zone_of_actor
from domain.kernel.actors import Actor, Role
from domain.kernel.time_zones import TimeZone

MOST_NODES = 100


@object_type("Whoever sent this request.", right=WITH_ITS_ROW)
class Viewer:
    """The caller."""

    account = account(
        "The account that asks, as mutations take it; the word guest for a guest.", "account"
    )
    role: Role = attribute("What the account does here.")
    name: str = attribute("Name of the person or program.")
    own_account = OfViewer.own_account
    office: str | None = attribute("Code of the office it works for.")
    office_name = office_name()
    own_office = OfViewer.own_office
    territory: AreaCode | None = attribute("The area it works for.")
    territory_name = area_name("territory", "Name of that area.")

    @query(
        "The zone by whose clock its days count: that of its office, or of the area of the "
        "cooperative it acts for; Jakarta's for anybody else."
    )
    @staticmethod
    async def time_zone(root: strawberry.Parent[Actor], info: Info) -> TimeZone:
        """Look the office or the cooperative up."""
        return await zone_of_actor(info.context.services.store, root)

    @query("The cooperative it acts for.")
    @staticmethod
    def cooperative(root: strawberry.Parent[Actor]) -> strawberry.ID | None:
        """Name the cooperative."""
        return opaque("Cooperative", root.cooperative) if root.cooperative else None


@strawberry.type
class ViewerQueries:
    """The part of Query that is about the caller, and about anything by its id."""

    @query("Who sent this request; a guest without a token.", right=ANYBODY, shows=Viewer)
    def viewer(self, info: Info) -> Actor:
        """Show the actor."""
        return info.context.actor

    @query(
        "Anything by its id; null when it does not exist or is not for you.",
        right=ANYBODY,
        shows=Node | None,
    )
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]
    ) -> object | None:
        """Look one up."""
        return await resolve(info.context, read_id(id), "id")

    @query(
        "Several things by their ids, in order; null for each that does not exist or is not for "
        "you, and for one that is no id at all, with an error of its own.",
        right=ANYBODY,
        shows=list[Node | None],
    )
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], argument("Their ids; at most 100.")]
    ) -> list[object | None]:
        """Look several up."""
        if len(ids) > MOST_NODES:
            raise PageTooLarge(field="ids", limit=MOST_NODES, given=len(ids))
        return [await _found(info.context, each, f"ids[{place}]") for place, each in enumerate(ids)]


async def _found(context: Context, text: str, field: str) -> object | None:
    """Return the row of the thing *text*; a refusal of it is an error of this item alone."""
    try:
        return await resolve(context, read_id(text, field=field), field)
    except MalformedId as refusal:
        return refusal
