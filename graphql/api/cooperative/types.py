"""A cooperative of the register, and a registration that waits for an officer.

The types of the subjects lead to each other, so their modules are imported whole and
looked into only when a field is resolved.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.assessment import types as assessments
from api.audit import types as audits
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.as_of import AsOfInput, position_of
from api.building.describe import argument, attribute, query
from api.building.scalars import AreaCode, Position
from api.execution.context import Info
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import Node, opaque
from api.score import types as scores
from domain.cooperative.events import Kind
from projections.views.assessments import questions as assessment_view
from projections.views.assessments.questions import AssessmentFilter
from projections.views.audit_trail import questions as audit_trail
from projections.views.audit_trail.questions import AuditFilter
from projections.views.cooperatives.questions import CooperativeRow, CooperativeStatus
from projections.views.registrations.questions import RegistrationRow, RegistrationStatus
from projections.views.scores import questions as score_view
from projections.views.scores.questions import ScoreFilter

if TYPE_CHECKING:
    from api.assessment.types import Assessment
    from api.audit.types import AuditEntry
    from api.score.types import Score


@strawberry.type(description="A point on the map in WGS 84 degrees.")
class Coordinates:
    """Latitude and longitude."""

    latitude: Decimal = attribute("North of the equator; south is negative.")
    longitude: Decimal = attribute("East of Greenwich.")


@strawberry.type(description="The number of a legal entity (badan hukum).")
class LegalNumber:
    """Number, type and date."""

    number: str = attribute("As printed on the deed.")
    type: str = attribute("Whose numbering it is, such as BH, PAD or AHU.")
    date: "date | None" = attribute("The day of the deed, where known.")


@strawberry.type(description="How the office reaches a cooperative (the organisation).")
class Contacts:
    """Phone, e-mail, website."""

    phone: str | None = attribute("Telephone number.")
    email: str | None = attribute("E-mail address.")
    website: str | None = attribute("Web address.")


def legal_number(row: CooperativeRow) -> LegalNumber:
    """Return the legal number of *row*."""
    return LegalNumber(
        number=row.legal_number, type=row.legal_number_type, date=row.legal_number_date
    )


def coordinates(row: CooperativeRow) -> Coordinates | None:
    """Return where *row* lies on the map, if that is known."""
    if row.latitude is None or row.longitude is None:
        return None
    return Coordinates(latitude=row.latitude, longitude=row.longitude)


@strawberry.type(description="A cooperative, as it stands in the register.")
class Cooperative(Node):
    """One cooperative."""

    key: strawberry.Private[UUID]
    name: str = attribute("Its name.")
    kind: Kind = attribute("What sort of cooperative it is.")
    legal_number: LegalNumber = attribute("Its legal entity's number (badan hukum).")
    nik: str | None = attribute("National cooperative number, where it has one.")
    membership_area: AreaCode = attribute("The area that holds all its members: whose case it is.")
    address: str = attribute("Street and number.")
    village: AreaCode = attribute("The village it sits in.")
    regency: AreaCode = attribute("The regency or city it sits in.")
    coordinates: Coordinates | None = attribute("Where it lies on the map, where known.")
    contacts: Contacts = attribute("How to reach it.")
    logo: str | None = attribute("Path of its logo, for GET; null without one.")
    status: CooperativeStatus = attribute("Where it stands in the register.")
    status_reason: str | None = attribute("Note or reason of the last decision on its status.")
    registered_at: datetime = attribute("When it was registered.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")
    position: Position = attribute("The position from which this state holds.")

    @query("The standing score of its latest assessed book year. Null when there is none yet.")
    async def current_score(
        self,
        info: Info,
        as_of: Annotated[AsOfInput | None, argument("Ask about the past.")] = None,
    ) -> Annotated["Score", strawberry.lazy("api.score.types")] | None:
        """Load the score."""
        position = await position_of(info.context, as_of)
        row = await info.context.loaders.current_score(self.key, position)
        return scores.show_score(row) if row else None

    @query("Every score it ever had, corrections and voids included; latest book year first.")
    async def score_history(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Annotated["Score", strawberry.lazy("api.score.types")]]:
        """Load the scores."""
        context, where = info.context, ScoreFilter(history=True)
        request = page_request(first, after, last, before)
        page = await context.loaders.score_page(self.key, request, where)

        async def counted() -> int:
            return await score_view.count(
                context.services.views,
                scope=context.loaders.scope("Cooperative.scoreHistory"),
                where=ScoreFilter(history=True, cooperative=self.key),
            )

        return connect(page, scores.show_score, counted)

    @query("Its assessments; latest book year first.")
    async def assessments(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Annotated["Assessment", strawberry.lazy("api.assessment.types")]]:
        """Load the assessments."""
        context, where = info.context, AssessmentFilter()
        request = page_request(first, after, last, before)
        page = await context.loaders.assessment_page(self.key, request, where)

        async def counted() -> int:
            return await assessment_view.count(
                context.services.views,
                scope=context.loaders.scope("Cooperative.assessments"),
                where=AssessmentFilter(cooperative=self.key),
            )

        return connect(page, assessments.show_assessment, counted)

    @query("Everything that was done to it and to its assessments; latest first.")
    async def audit(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Annotated["AuditEntry", strawberry.lazy("api.audit.types")]]:
        """Read the trail."""
        views, where = info.context.services.views, AuditFilter(cooperative=self.key)
        seen = info.context.loaders.scope("Cooperative.audit")
        request = page_request(first, after, last, before)
        page = await audit_trail.page(views, scope=seen, where=where, request=request)
        return connect(
            page,
            audits.show_entry,
            lambda: audit_trail.count(views, scope=seen, where=where),
        )


def show_cooperative(row: CooperativeRow) -> Cooperative:
    """Show *row*."""
    return Cooperative(
        id=opaque("Cooperative", row.id),
        key=row.id,
        name=row.name,
        kind=row.kind,
        legal_number=legal_number(row),
        nik=row.nik,
        membership_area=AreaCode(row.membership_area),
        address=row.address,
        village=AreaCode(row.village),
        regency=AreaCode(row.regency),
        coordinates=coordinates(row),
        contacts=Contacts(phone=row.phone, email=row.email, website=row.website),
        logo=_logo(row),
        status=row.status,
        status_reason=row.status_reason,
        registered_at=row.registered_at,
        changed_at=row.changed_at,
        version=row.stream_version,
        position=Position(row.valid_from),
    )


def _logo(row: CooperativeRow) -> str | None:
    return f"/documents/{row.logo}?of={opaque('Cooperative', row.id)}" if row.logo else None


@strawberry.type(description="A registration, as it was entered, and the decision on it.")
class Registration:
    """One line of the list of new registrations."""

    cooperative_id: strawberry.ID = attribute("Id of the cooperative that was registered.")
    position: Position = attribute(
        "Where the registration stands in the log: the order of the queue."
    )
    name: str = attribute("Name of the cooperative.")
    kind: Kind = attribute("What sort of cooperative it is.")
    legal_number: str = attribute("Number of the legal entity.")
    membership_area: AreaCode = attribute("The area that holds all its members: whose case it is.")
    village: AreaCode = attribute("Where it sits.")
    status: RegistrationStatus = attribute("What became of it.")
    registered_at: datetime = attribute("When it was registered.")
    registered_by: str = attribute("The account that registered it.")
    decided_at: datetime | None = attribute("When an officer decided.")
    decided_by: str | None = attribute("The officer who decided.")
    reason: str | None = attribute("The note or reason of the decision.")


def registration(row: RegistrationRow) -> Registration:
    """Show *row*."""
    return Registration(
        cooperative_id=opaque("Cooperative", row.cooperative_id),
        position=Position(row.position),
        name=row.name,
        kind=row.kind,
        legal_number=row.legal_number,
        membership_area=AreaCode(row.membership_area),
        village=AreaCode(row.village),
        status=row.status,
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
    )
