"""A cooperative of the register, and a registration that waits for an officer."""

from datetime import date, datetime
from decimal import Decimal

import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import AreaCode, Position
from api.edges import OfCooperative, OfRegistration
from api.names import account_name, area_name
from api.relay.accounts import account, account_if_any
from api.relay.node_types import Node, node_type
from api.relay.nodes import opaque
from application.authorisation.table import CASES, WITH_ITS_ROW
from domain.cooperative.events import Kind
from domain.kernel.area_codes import district_of, province_of, regency_of
from projections.views.cooperatives.questions import CooperativeRow, CooperativeStatus
from projections.views.registrations.questions import RegistrationRow, RegistrationStatus


def _district(row: CooperativeRow | RegistrationRow) -> str:
    return district_of(row.village)


def _regency(row: CooperativeRow | RegistrationRow) -> str:
    return regency_of(row.village)


def _province(row: CooperativeRow | RegistrationRow) -> str:
    return province_of(row.village)


@object_type("A point on the map in WGS 84 degrees.", right=WITH_ITS_ROW)
class Coordinates:
    """Latitude and longitude."""

    latitude: Decimal = attribute("North of the equator; south is negative.")
    longitude: Decimal = attribute("East of Greenwich.")


@object_type("The number of a legal entity (badan hukum).", right=WITH_ITS_ROW)
class LegalNumber:
    """Number, type and date."""

    number: str = attribute("As printed on the deed.")
    type: str = attribute("Whose numbering it is, such as BH, PAD or AHU.")
    date: "date | None" = attribute("The day of the deed, where known.")


@object_type("How the office reaches a cooperative (the organisation).", right=WITH_ITS_ROW)
class Contacts:
    """Phone, e-mail, website."""

    phone: str | None = attribute("Telephone number.")
    email: str | None = attribute("E-mail address.")
    website: str | None = attribute("Web address.")


@node_type("A cooperative, as it stands in the register.", row=CooperativeRow, right=WITH_ITS_ROW)
class Cooperative(Node):
    """One cooperative."""

    name: str = attribute("Its name.")
    kind: Kind = attribute("What sort of cooperative it is.")

    @query("Its legal entity's number (badan hukum).")
    @staticmethod
    def legal_number(root: strawberry.Parent[CooperativeRow]) -> LegalNumber:
        """Gather number, type and date."""
        return LegalNumber(
            number=root.legal_number, type=root.legal_number_type, date=root.legal_number_date
        )

    nik: str | None = attribute("National cooperative number, where it has one.")
    membership_area: AreaCode = attribute("The area that holds all its members: whose case it is.")
    membership_area_name = area_name("membership_area", "Name of the membership area.")
    address: str = attribute("Street and number.")
    village: AreaCode = attribute("The village it sits in.")
    regency: AreaCode = attribute("The regency or city it sits in.")
    village_name = area_name("village", "Name of the village.")
    district_name = area_name(_district, "Name of the district (kecamatan) of the village.")
    regency_name = area_name(_regency, "Name of the regency or city of the village.")
    province_name = area_name(_province, "Name of the province of the village.")

    @query("Where it lies on the map, where known.", shows=Coordinates | None)
    @staticmethod
    def coordinates(root: strawberry.Parent[CooperativeRow]) -> CooperativeRow | None:
        """Show the row, when it holds both halves."""
        return root if root.latitude is not None and root.longitude is not None else None

    @query("How to reach it.", shows=Contacts)
    @staticmethod
    def contacts(root: strawberry.Parent[CooperativeRow]) -> CooperativeRow:
        """Show the row."""
        return root

    @query("Path of its logo, for GET; null without one.")
    @staticmethod
    def logo(root: strawberry.Parent[CooperativeRow]) -> str | None:
        """Return the path, with the id that says whose logo it is."""
        return f"/documents/{root.logo}?of={opaque('Cooperative', root.id)}" if root.logo else None

    status: CooperativeStatus = attribute("Where it stands in the register.")
    status_reason: str | None = attribute(
        "Note or reason of the last decision on its status.", right=CASES
    )
    registered_at: datetime = attribute("When it was registered.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute(
        "Give it as `expectedVersion` to be refused when somebody was faster.",
        source="stream_version",
    )
    position: Position = attribute("The position from which this state holds.", source="valid_from")
    current_score = OfCooperative.current_score
    score_history = OfCooperative.score_history
    assessments = OfCooperative.assessments
    audit = OfCooperative.audit
    likely_duplicates = OfCooperative.likely_duplicates


@object_type(
    "A registration, as it was entered, and the decision on it.",
    right=WITH_ITS_ROW,
    row=RegistrationRow,
)
class Registration:
    """One line of the list of new registrations."""

    @query("Id of the cooperative that was registered.")
    @staticmethod
    def cooperative_id(root: strawberry.Parent[RegistrationRow]) -> strawberry.ID:
        """Name the cooperative."""
        return opaque("Cooperative", root.cooperative_id)

    position: Position = attribute(
        "Where the registration stands in the log: the order of the queue."
    )
    name: str = attribute("Name of the cooperative.")
    kind: Kind = attribute("What sort of cooperative it is.")
    legal_number: str = attribute("Number of the legal entity.")
    membership_area: AreaCode = attribute("The area that holds all its members: whose case it is.")
    membership_area_name = area_name("membership_area", "Name of the membership area.")
    village: AreaCode = attribute("Where it sits.")
    village_name = area_name("village", "Name of the village.")
    district_name = area_name(_district, "Name of the district (kecamatan) of the village.")
    regency_name = area_name(_regency, "Name of the regency or city of the village.")
    province_name = area_name(_province, "Name of the province of the village.")
    status: RegistrationStatus = attribute("What became of it.")
    registered_at: datetime = attribute("When it was registered.")
    registered_by = account("The account that registered it.", "registered_by")
    registered_by_name = account_name("registered_by", "The user name of whoever registered it.")
    decided_at: datetime | None = attribute("When an officer decided.")
    decided_by = account_if_any("The officer who decided.", "decided_by")
    decided_by_name = account_name("decided_by", "The user name of the officer who decided.")
    reason: str | None = attribute("The note or reason of the decision.")
    likely_duplicates = OfRegistration.likely_duplicates
