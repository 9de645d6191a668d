"""What is wrong with a profile or a location, field by field, all at once.

Everything is checked before anything is refused, so that a form marks every field in
one go. Fields are named as the API names them.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.cooperative.events import Contacts, Coordinates, LegalNumber, Location, Profile
from domain.cooperative.refusals import (
    LegalDateAhead,
    MalformedArea,
    MalformedLegalNumber,
    MalformedVillage,
    OffTheMap,
    UnknownArea,
    UnknownLogo,
)
from domain.kernel.area_codes import NATIONAL, well_formed
from domain.kernel.contacts import malformed_contact
from domain.kernel.days import out_of_range
from domain.kernel.refusals import Refusal
from domain.kernel.wording import PARAGRAPH, written

_VILLAGE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", re.ASCII)
_LATITUDES = (Decimal("-11.1"), Decimal("6.1"))
_LONGITUDES = (Decimal("94.9"), Decimal("141.1"))


def problems_with_profile(
    profile: Profile, *, today: date, areas: frozenset[str], documents: frozenset[str]
) -> Iterator[Refusal]:
    """Yield what is wrong with *profile*; *areas* and *documents* are those that exist."""
    yield from written(profile.name, "name")
    yield from _problems_with_legal_number(profile.legal_number, today)
    yield from _problems_with_area(profile.membership_area, "membershipArea", areas)
    yield from _problems_with_contacts(profile.contacts)
    if profile.logo is not None and profile.logo not in documents:
        yield UnknownLogo(field="logo", value=profile.logo)


def problems_with_location(location: Location, *, areas: frozenset[str]) -> Iterator[Refusal]:
    """Yield what is wrong with *location*; *areas* are the area codes that exist."""
    yield from written(location.address, "address", PARAGRAPH)
    if not _VILLAGE.fullmatch(location.village):
        yield MalformedVillage(field="village", value=location.village)
    elif location.village not in areas:
        yield UnknownArea(field="village", value=location.village)
    if location.coordinates is not None and not _in_indonesia(location.coordinates):
        place = f"{location.coordinates.latitude}, {location.coordinates.longitude}"
        yield OffTheMap(field="coordinates", value=place)


def _problems_with_legal_number(legal: LegalNumber, today: date) -> Iterator[Refusal]:
    unfit = written(legal.number, "legalNumber")
    yield from unfit
    if not unfit and not any(map(str.isdecimal, legal.number)):
        yield MalformedLegalNumber(field="legalNumber", value=legal.number)
    yield from written(legal.type, "legalNumberType")
    yield from (early := out_of_range(legal.date, "legalNumberDate"))
    if not early and legal.date is not None and legal.date > today:
        yield LegalDateAhead(field="legalNumberDate", date=legal.date)


def _problems_with_area(code: str, field: str, areas: frozenset[str]) -> Iterator[Refusal]:
    if not well_formed(code):
        yield MalformedArea(field=field, value=code)
    elif code != NATIONAL and code not in areas:
        yield UnknownArea(field=field, value=code)


def _problems_with_contacts(contacts: Contacts) -> Iterator[Refusal]:
    yield from malformed_contact(contacts.email, "email")
    yield from malformed_contact(contacts.phone, "phone")
    yield from malformed_contact(contacts.website, "website")


def _in_indonesia(place: Coordinates) -> bool:
    """Say whether *place* is in the box around the country; NaN is nowhere."""
    return all(
        value.is_finite() and low <= value <= high
        for value, (low, high) in (
            (place.latitude, _LATITUDES),
            (place.longitude, _LONGITUDES),
        )
    )
