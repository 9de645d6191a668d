"""How invented cooperatives come into the registry, and what becomes of them there."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from cli.demonstration import names
from cli.demonstration.cast import Operator, first_officer, operator_of, second_officer
from cli.demonstration.dice import Dice
from cli.demonstration.places import Place, place_of
from cli.demonstration.story import Step, invented
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    ConfirmRegistrant,
    ContactsChanges,
    DeactivateCooperative,
    LocationChanges,
    ProfileChanges,
    ReactivateCooperative,
    RegisterCooperative,
    RejectRegistration,
    RelocateCooperative,
    VerifyRegistration,
)
from domain.cooperative.events import Location, Profile
from domain.kernel.actors import GUEST

_SOURCE = "Pengurusnya datang ke kantor dengan akta asli."
_WAITING, _REJECTED, _CLOSED, _REOPENED, _MOVED, _UPDATED = 7, 4, 4, 3, 4, 6


class Fate(StrEnum):
    """What becomes of a registration."""

    WAITING = "waiting"
    REJECTED = "rejected"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    UPDATED = "updated"
    ORDINARY = "ordinary"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """An invented cooperative and the people who deal with it."""

    number: int
    cooperative: UUID
    place: Place
    operator: Operator

    @property
    def is_supervised_by(self) -> str:
        """The territory of the office in charge: where the members are."""
        return self.place.membership_area


def subject_of(number: int) -> Subject:
    """Return the *number*-th invented cooperative."""
    cooperative = invented("cooperative", number)
    return Subject(
        number=number,
        cooperative=cooperative,
        place=place_of(number),
        operator=operator_of(number, cooperative),
    )


def fate_of(number: int) -> Fate:
    """Return what becomes of the *number*-th cooperative; the first one has a quiet life.

    >>> fate_of(0)
    <Fate.ORDINARY: 'ordinary'>
    """
    throw = Dice("fate", number).below(100) if number else 99
    shares = {
        Fate.WAITING: _WAITING,
        Fate.REJECTED: _REJECTED,
        Fate.CLOSED: _CLOSED,
        Fate.REOPENED: _REOPENED,
        Fate.MOVED: _MOVED,
        Fate.UPDATED: _UPDATED,
    }
    for fate, share in shares.items():
        if throw < share:
            return fate
        throw -= share
    return Fate.ORDINARY


def registered(subject: Subject) -> Iterator[Step]:
    """Yield how *subject* gets onto the list, and off the list of new registrations."""
    yield entered(subject)
    match fate_of(subject.number):
        case Fate.WAITING:
            return
        case Fate.REJECTED:
            yield _rejected(subject)
        case fate:
            if fate is Fate.UPDATED:
                yield _confirmed(subject)
            yield verified(subject)
            yield invited(subject)


def entered(subject: Subject) -> Step:
    """Register *subject*, as anybody may."""
    return Step(
        name="register",
        command=RegisterCooperative(
            cooperative=subject.cooperative,
            profile=profile_of(subject),
            location=location_of(subject),
        ),
        actor=GUEST,
        effective_on=date(2021, 11, 1),
    )


def verified(subject: Subject) -> Step:
    """Find the registration of *subject* valid."""
    return Step(
        name="verify",
        command=VerifyRegistration(
            cooperative=subject.cooperative,
            source=_SOURCE,
            not_the_registrant=True,
        ),
        actor=first_officer(subject.is_supervised_by).actor,
        effective_on=date(2021, 11, 8),
    )


def _confirmed(subject: Subject) -> Step:
    """State who is behind the registration, as a colleague of whoever verifies."""
    return Step(
        name="confirm",
        command=ConfirmRegistrant(
            cooperative=subject.cooperative, source=_SOURCE, not_the_registrant=True
        ),
        actor=second_officer(subject.is_supervised_by).actor,
        effective_on=date(2021, 11, 5),
    )


def invited(subject: Subject) -> Step:
    """Make the account of the operator, as the officer who verified does."""
    return subject.operator.invited(first_officer(subject.is_supervised_by))


def _rejected(subject: Subject) -> Step:
    return Step(
        name="reject",
        command=RejectRegistration(
            cooperative=subject.cooperative,
            reason="Akta pendirian yang dilampirkan milik badan hukum lain.",
        ),
        actor=first_officer(subject.is_supervised_by).actor,
        effective_on=date(2026, 2, 10),
    )


def afterwards(subject: Subject) -> Iterator[Step]:
    """Yield what happens to the registration of *subject* after its assessments."""
    match fate_of(subject.number):
        case Fate.CLOSED:
            yield _closed(subject)
        case Fate.REOPENED:
            yield _closed(subject)
            yield _reopened(subject)
        case Fate.MOVED:
            yield _moved(subject)
        case Fate.UPDATED:
            yield _updated(subject)
        case _:
            pass


def profile_of(subject: Subject) -> Profile:
    """Return what *subject* says it is."""
    number, place = subject.number, subject.place
    return Profile(
        name=names.name_of(number),
        kind=names.kind_of(number),
        legal_number=names.legal_number_of(number, place.province),
        membership_area=place.membership_area,
        nik=names.national_number_of(number, place.regency),
        contacts=names.contacts_of(number),
    )


def location_of(subject: Subject) -> Location:
    """Return where *subject* sits."""
    return Location(
        address=names.address_of(subject.number, subject.place.village_name),
        village=subject.place.village,
        coordinates=subject.place.coordinates,
    )


def _closed(subject: Subject) -> Step:
    return Step(
        name="deactivate",
        command=DeactivateCooperative(
            cooperative=subject.cooperative,
            reason="Tidak mengadakan RAT tiga tahun berturut-turut.",
        ),
        actor=first_officer(subject.is_supervised_by).actor,
        effective_on=date(2026, 7, 1),
    )


def _reopened(subject: Subject) -> Step:
    return Step(
        name="reactivate",
        command=ReactivateCooperative(
            cooperative=subject.cooperative,
            reason="RAT luar biasa telah diadakan; berita acara diterima.",
        ),
        actor=first_officer(subject.is_supervised_by).actor,
        effective_on=date(2026, 9, 14),
    )


def _moved(subject: Subject) -> Step:
    moved = names.address_of(subject.number + 1, subject.place.village_name)
    return Step(
        name="relocate",
        command=RelocateCooperative(
            cooperative=subject.cooperative,
            location=LocationChanges(address=moved),
            reason="Kontrak kantor lama berakhir.",
        ),
        actor=subject.operator.actor,
        effective_on=date(2026, 8, 3),
    )


def _updated(subject: Subject) -> Step:
    website = f"https://www.{names.contacts_of(subject.number).email}".replace("kantor@", "")
    return Step(
        name="change-profile",
        command=ChangeCooperativeProfile(
            cooperative=subject.cooperative,
            profile=ProfileChanges(contacts=ContactsChanges(website=website)),
            reason="Situs web baru.",
        ),
        actor=subject.operator.actor,
        effective_on=date(2026, 8, 20),
    )
