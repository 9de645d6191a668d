"""A cooperative as the tests of this folder know it: KPRI Handayani of Semarang."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from domain.cooperative import COOPERATIVE
from domain.cooperative.commands import RegisterCooperative
from domain.cooperative.events import (
    Contacts,
    CooperativeRegistered,
    Coordinates,
    Kind,
    LegalNumber,
    LegalNumberClaimed,
    LegalNumberReleased,
    Location,
    NikClaimed,
    NikReleased,
    Profile,
    RegistrationVerified,
)
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.legal_number import key_of
from domain.cooperative.nik import nik_key
from domain.kernel.decider import PendingEvent
from tests.support.given import NOW, OFFICER, Given, on

HANDAYANI = UUID(int=7)
NIK = "3374010020001"
PROFILE = Profile(
    name="KPRI Handayani",
    kind=Kind.KSP,
    legal_number=LegalNumber(number="927/BH/M.KUKM.2/X/2010", date=date(2010, 10, 4)),
    membership_area="33.74",
    contacts=Contacts(phone="024-3584077", email="pengurus@handayani.co.id"),
)
LOCATION = Location(
    address="Jl. Pemuda 148",
    village="33.74.01.1001",
    coordinates=Coordinates(latitude=Decimal("-6.98"), longitude=Decimal("110.41")),
)
REGISTER = RegisterCooperative(cooperative=HANDAYANI, profile=PROFILE, location=LOCATION)
registered = CooperativeRegistered(profile=PROFILE, location=LOCATION)
verified = RegistrationVerified()


def claimed(number: str = PROFILE.legal_number.number) -> PendingEvent:
    """Return the claim of a legal number, in the number's own stream."""
    key = key_of(LegalNumber(number=number))
    return on(key, LegalNumberClaimed(cooperative=HANDAYANI, number=number))


def released(number: str = PROFILE.legal_number.number) -> PendingEvent:
    """Return the release of a legal number, in the number's own stream."""
    return on(key_of(LegalNumber(number=number)), LegalNumberReleased(cooperative=HANDAYANI))


nik_claimed = on(nik_key(NIK), NikClaimed(cooperative=HANDAYANI, nik=NIK))
nik_released = on(nik_key(NIK), NikReleased(cooperative=HANDAYANI))
OWN = {key_of(PROFILE.legal_number): HANDAYANI}


FACTS = CooperativeFacts(
    at=NOW,
    actor=OFFICER,
    areas=frozenset({"33", "33.74", "33.73", "33.74.01.1001", "33.74.01.1002"}),
    documents=frozenset({"sha256:logo"}),
)
cooperative = Given(COOPERATIVE, FACTS)
holding = Given(COOPERATIVE, replace(FACTS, holders=OWN))
"""A cooperative whose legal number is its own."""


def register(**profile: object) -> RegisterCooperative:
    """Return the registration with other entries in its profile."""
    return replace(REGISTER, profile=replace(PROFILE, **profile))


def settle(**location: object) -> RegisterCooperative:
    """Return the registration with other entries in its location."""
    return replace(REGISTER, location=replace(LOCATION, **location))
