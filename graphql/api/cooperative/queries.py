"""Questions about the register and about new registrations."""

from typing import Annotated

import strawberry

from api.building.as_of import AsOf, position_of
from api.building.asked import area_asked, one_of, said, search_asked
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.rights import scope_of
from api.building.scalars import AreaCode
from api.cooperative.types import Cooperative, Registration
from api.execution.context import Context, Info
from api.relay.nodes import opaque, uuid_of
from api.relay.paging import PagedQuery, connection, paged, sort_by
from application.authorisation import ViewScope
from application.authorisation.table import CASES, REGISTRY
from domain.cooperative.events import Kind
from domain.cooperative.nik import malformed_nik, tidied_nik
from domain.cooperative.refusals import NumberHeldByMany
from domain.kernel.refusals import refuse_all
from domain.scoring.predicates import Predicate
from projections.views.cooperatives import questions as view
from projections.views.cooperatives.questions import (
    CooperativeFilter,
    CooperativeOrder,
    CooperativeRow,
    CooperativeStatus,
)
from projections.views.registrations import questions as registration_view
from projections.views.registrations.questions import (
    RegistrationFilter,
    RegistrationRow,
    RegistrationStatus,
)


@strawberry.input(description="Which cooperatives; what is left out does not narrow.")
class CooperativeFilterInput:
    """A filter."""

    search: str | None = optional(
        "Words of the name or the legal number, each from its beginning, in any order."
    )
    kinds: list[Kind] | None = optional("Any of these kinds.")
    statuses: list[CooperativeStatus] | None = optional("Any of these states.")
    predicate: list[Predicate] | None = optional(
        "Any of these predicates of the standing score of its latest assessed book year."
    )
    area: AreaCode | None = optional("Membership area lies in this area.")
    ours: bool | None = optional("Only those of your own territory, or your own.")

    def scope(self, seen: ViewScope) -> ViewScope:
        """Return what is left of *seen*."""
        return seen.own if self.ours else seen

    async def where(self, context: Context) -> CooperativeFilter:
        """Return the filter of the view."""
        return CooperativeFilter(
            search=search_asked(self.search, "filter.search"),
            kinds=tuple(self.kinds or ()),
            statuses=tuple(self.statuses or ()),
            predicates=tuple(self.predicate or ()),
            area=await area_asked(context, self.area, "filter.area"),
        )


@strawberry.input(description="How to sort cooperatives.")
class CooperativeOrderInput:
    """An order."""

    by: CooperativeOrder = strawberry.field(
        default=CooperativeOrder.NAME, description="What to sort by."
    )
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.type
class CooperativeQueries:
    """The part of Query that is about cooperatives."""

    @connection(
        "Cooperatives. Everybody sees verified ones, offices all of their territory as well, an "
        "operator its own.",
        right=REGISTRY,
        of=Cooperative,
    )
    async def cooperatives(
        self,
        info: Info,
        filter: Annotated[CooperativeFilterInput | None, argument("Which ones.")] = None,
        order_by: Annotated[CooperativeOrderInput | None, argument("In which order.")] = None,
        as_of: AsOf = None,
    ) -> PagedQuery[CooperativeRow]:
        """Ask the register."""
        return paged(
            info,
            view,
            sort=sort_by(order_by or CooperativeOrderInput()),
            scope=filter.scope(scope_of(info)) if filter else scope_of(info),
            where=await filter.where(info.context) if filter else view.ALL,
            as_of=await position_of(info.context, as_of),
        )

    @query(
        "One cooperative by its id, its legal number or its NIK; give one of the three. A number "
        "that several hold is refused with their names and ids.",
        right=REGISTRY,
        shows=Cooperative | None,
    )
    async def cooperative(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, argument("Its id.")] = None,
        legal_number: Annotated[
            str | None, argument("Its legal number, however it is typed.")
        ] = None,
        nik: Annotated[str | None, argument("Its national cooperative number.")] = None,
        as_of: AsOf = None,
    ) -> CooperativeRow | None:
        """Look one up."""
        one_of(id=id, legalNumber=legal_number, nik=nik)
        views, seen = info.context.services.views, scope_of(info)
        position = await position_of(info.context, as_of)
        if id is not None:
            key = uuid_of(id, "Cooperative", field="id")
            return await view.by_id(views, scope=seen, cooperative=key, as_of=position)
        try:
            if legal_number is not None:
                number = said(legal_number, "legalNumber")
                return await view.by_legal_number(
                    views, scope=seen, legal_number=number, as_of=position
                )
            number = tidied_nik(nik) or ""
            refuse_all(malformed_nik(number))
            return await view.by_nik(views, scope=seen, nik=number, as_of=position)
        except view.HeldByMany as many:
            field = "nik" if legal_number is None else "legalNumber"
            named = ", ".join(
                f"{row.name} ({opaque('Cooperative', row.id)})" for row in many.holders
            )
            raise NumberHeldByMany(field=field, holders=named) from many

    @connection(
        "New registrations, the oldest first. Offices of their territory.",
        right=CASES,
        of=Registration,
    )
    async def registrations(
        self,
        info: Info,
        status: Annotated[
            list[RegistrationStatus] | None, argument("Any of these; all when left out.")
        ] = None,
        area: Annotated[AreaCode | None, argument("Membership area lies in this area.")] = None,
    ) -> PagedQuery[RegistrationRow]:
        """Ask the list of registrations."""
        where = RegistrationFilter(
            statuses=tuple(status or ()), area=await area_asked(info.context, area, "area")
        )
        return paged(info, registration_view, scope=scope_of(info), where=where)
