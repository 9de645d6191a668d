"""What Kota Semarang adds: its own table of 2015, and the one case that was published.

KPRI Handayani and its scores of 2015 were printed in a study of the office; address and
numbers of the cooperative are invented here. The office enters such scores directly.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import msgspec

from cli.demonstration import cases
from cli.demonstration.cases import Case
from cli.demonstration.cast import first_officer, operator_of, second_officer
from cli.demonstration.names import address_of, contacts_of
from cli.demonstration.places import SEMARANG, place_in
from cli.demonstration.registrations import Subject
from cli.demonstration.story import Step, Story, invented
from domain.assessment.commands import EnterComponents
from domain.assessment.events import ComponentEntry
from domain.cooperative.commands import RegisterCooperative, VerifyRegistration
from domain.cooperative.events import Kind, LegalNumber, Location, Profile
from domain.scoring.ruleset import Ruleset

HANDAYANI = 999
"""The number that stands for KPRI Handayani, beyond those that are invented."""

LEGAL_NUMBER = LegalNumber(number="79999/BH/PAD/KWK.11-30/X/96", date=date(1996, 10, 21))

PUBLISHED_SCORES: Mapping[str, Decimal] = {
    key: Decimal(score)
    for key, score in {
        "1a": "1.50",
        "1b": "6.00",
        "1c": "2.25",
        "2a": "10.00",
        "2b": "4.00",
        "2c": "5.00",
        "2d": "5.00",
        "manajemen_umum": "2.75",
        "manajemen_kelembagaan": "3.00",
        "manajemen_permodalan": "3.00",
        "manajemen_aktiva": "3.00",
        "manajemen_likuiditas": "3.00",
        "4a": "4.00",
        "4b": "3.00",
        "4c": "2.00",
        "5a": "2.50",
        "5b": "3.75",
        "6a": "0.75",
        "6b": "3.00",
        "6c": "4.00",
        "7a": "7.00",
        "7b": "3.00",
    }.items()
}
"""The 22 scores as printed; they sum to 81.50, which is SEHAT."""

OVERLAP_REASON = "Rasio 9% tercantum di dua baris; dipakai baris yang lebih hati-hati."
_LOCAL_RATIOS: Mapping[str, int] = {
    "1a": 14,
    "1b": 62,
    "1c": 9,
    "2a": 82,
    "2b": 6,
    "2c": 70,
    "2d": 12,
    "4a": 66,
    "4b": 8,
    "4c": 4,
    "5a": 128,
    "5b": 210,
    "6a": 6,
    "6b": 8,
    "6c": 130,
    "7a": 40,
    "7b": 9,
}


def by_local_table(case: Case) -> Iterator[Step]:
    """Yield an assessment by ratios, one of which two rows of the city's table claim."""
    yield cases.opened(case, case.first)
    yield cases.direct_entry(case, {key: Decimal(it) for key, it in _LOCAL_RATIOS.items()})
    yield cases.answers(case, case.first)
    yield cases.submitted(case, case.first)
    yield cases.ruled(case, "1c", 75, OVERLAP_REASON)
    yield cases.verified(case)


def handayani(rulesets: Mapping[str, Ruleset]) -> Story:
    """Return the published case: registered, entered directly, verified, 81.50."""
    place = place_in(SEMARANG, HANDAYANI)
    cooperative = invented("cooperative", HANDAYANI)
    operator = msgspec.structs.replace(
        operator_of(0, cooperative),
        user_name="pengurus.handayani",
        full_name="Pengurus KPRI Handayani",
    )
    subject = Subject(number=HANDAYANI, cooperative=cooperative, place=place, operator=operator)
    case = Case(subject=subject, year=2015, ruleset=rulesets["semarang-2015"])
    steps = (*_registered(subject), *_scored(case))
    return Story(key="kpri-handayani", steps=steps)


def _registered(subject: Subject) -> Iterator[Step]:
    first, second = first_officer(SEMARANG).actor, second_officer(SEMARANG).actor
    profile = Profile(
        name="KPRI Handayani",
        kind=Kind.USP,
        legal_number=LEGAL_NUMBER,
        membership_area=SEMARANG,
        contacts=contacts_of(0),
    )
    location = Location(
        address=address_of(HANDAYANI, subject.place.village_name),
        village=subject.place.village,
        coordinates=subject.place.coordinates,
    )
    cooperative = subject.cooperative
    yield Step(
        name="register",
        command=RegisterCooperative(cooperative=cooperative, profile=profile, location=location),
        actor=first,
    )
    yield Step(name="verify", command=VerifyRegistration(cooperative=cooperative), actor=second)
    yield subject.operator.invited(second_officer(SEMARANG))


def _scored(case: Case) -> Iterator[Step]:
    entries = {key: ComponentEntry(score=score) for key, score in PUBLISHED_SCORES.items()}
    command = EnterComponents(assessment=case.assessment, components=entries)
    yield cases.opened(case, case.first)
    yield case.step("components", command, case.first, after=4)
    yield cases.submitted(case, case.first)
    yield cases.verified(case)
