"""Questions about the register and about new registrations."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.as_of import AsOfInput, position_of
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.scalars import AreaCode
from api.cooperative.types import Cooperative, Registration, registration, show_cooperative
from api.execution.context import Info
from api.execution.faults import SearchTooLong
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import uuid_of
from domain.cooperative.events import Kind
from projections.views.cooperatives import questions as view
from projections.views.cooperatives.questions import (
    CooperativeFilter,
    CooperativeOrder,
    CooperativeStatus,
)
from projections.views.registrations import questions as registration_view
from projections.views.registrations.questions import RegistrationFilter, RegistrationStatus

LONGEST_SEARCH = 200


@strawberry.input(description="Which cooperatives; what is left out does not narrow.")
class CooperativeFilterInput:
    """A filter."""

    search: str | None = optional("Words of the name, each from its beginning, in any order.")
    kinds: list[Kind] | None = optional("Any of these kinds.")
    statuses: list[CooperativeStatus] | None = optional("Any of these states.")
    area: AreaCode | None = optional("Membership area lies in this area.")

    def where(self) -> CooperativeFilter:
        """Return the filter of the view."""
        if len(self.search or "") > LONGEST_SEARCH:
            raise SearchTooLong(field="search", limit=LONGEST_SEARCH)
        return CooperativeFilter(
            search=self.search,
            kinds=tuple(self.kinds or ()),
            statuses=tuple(self.statuses or ()),
            area=self.area,
        )


@strawberry.input(description="How to sort cooperatives.")
class CooperativeOrderInput:
    """An order."""

    by: CooperativeOrder = strawberry.field(
        default=CooperativeOrder.NAME, description="What to sort by."
    )
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


AsOf = Annotated[AsOfInput | None, argument("Ask about the past.")]


@strawberry.type
class CooperativeQueries:
    """The part of Query that is about cooperatives."""

    @query(
        "Cooperatives. The public sees verified ones, offices all of their territory, an operator "
        "its own."
    )
    async def cooperatives(
        self,
        info: Info,
        filter: Annotated[CooperativeFilterInput | None, argument("Which ones.")] = None,
        order_by: Annotated[CooperativeOrderInput | None, argument("In which order.")] = None,
        as_of: AsOf = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Cooperative]:
        """Ask the register."""
        views, seen = info.context.services.views, info.context.loaders.scope("Query.cooperatives")
        where = filter.where() if filter else view.ALL
        order = order_by or CooperativeOrderInput()
        position = await position_of(info.context, as_of)
        page = await view.page(
            views,
            scope=seen,
            where=where,
            order=order.by,
            descending=order.direction is Direction.DESC,
            request=page_request(first, after, last, before),
            as_of=position,
        )
        return connect(
            page,
            show_cooperative,
            lambda: view.count(views, scope=seen, where=where, as_of=position),
        )

    @query("One cooperative by its id, its legal number or its NIK; give one of the three.")
    async def cooperative(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, argument("Its id.")] = None,
        legal_number: Annotated[str | None, argument("Its legal number, as on the deed.")] = None,
        nik: Annotated[str | None, argument("Its national cooperative number.")] = None,
        as_of: AsOf = None,
    ) -> Cooperative | None:
        """Look one up."""
        views, seen = info.context.services.views, info.context.loaders.scope("Query.cooperative")
        position = await position_of(info.context, as_of)
        if id is not None:
            key = uuid_of(id, "Cooperative", field="id")
            row = await view.by_id(views, scope=seen, cooperative=key, as_of=position)
        elif legal_number is not None:
            row = await view.by_legal_number(
                views, scope=seen, legal_number=legal_number, as_of=position
            )
        else:
            row = await view.by_nik(views, scope=seen, nik=nik or "", as_of=position)
        return show_cooperative(row) if row else None

    @query("New registrations, the oldest first. Offices of their territory.")
    async def registrations(
        self,
        info: Info,
        status: Annotated[
            list[RegistrationStatus] | None, argument("Any of these; all when left out.")
        ] = None,
        area: Annotated[AreaCode | None, argument("Membership area lies in this area.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Registration]:
        """Ask the list of registrations."""
        views = info.context.services.views
        seen = info.context.loaders.scope("Query.registrations")
        statuses: Sequence[RegistrationStatus] = tuple(status or ())
        where = RegistrationFilter(statuses=statuses, area=area)
        page = await registration_view.page(
            views, scope=seen, where=where, request=page_request(first, after, last, before)
        )
        return connect(
            page,
            registration,
            lambda: registration_view.count(views, scope=seen, where=where),
        )
