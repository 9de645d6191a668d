"""A registration is entered by anybody and decided by an officer who did not enter it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cooperative import refusals
from domain.cooperative.commands import (
    ConfirmRegistrant,
    RegisterCooperative,
    RejectRegistration,
    VerifyRegistration,
)
from domain.cooperative.events import (
    Contacts,
    CooperativeRegistered,
    CooperativeRelocated,
    Coordinates,
    LegalNumber,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.cooperative.legal_number import key_of
from domain.cooperative.state import Active, Rejected, Waiting
from domain.kernel.actors import GUEST
from domain.kernel.common_refusals import NothingChanged, OutOfTurn
from domain.kernel.contacts import MalformedContact
from domain.kernel.refusals import Refusal
from domain.kernel.wording import Blank, TooLong, Unprintable
from tests.support.given import COLLEAGUE, OFFICER, by
from tests.unit.domain.cooperative.papers import (
    HANDAYANI,
    LOCATION,
    PROFILE,
    REGISTER,
    claimed,
    cooperative,
    holding,
    register,
    registered,
    released,
    settle,
    verified,
)

VERIFY = VerifyRegistration(cooperative=HANDAYANI)
REJECT = RejectRegistration(cooperative=HANDAYANI, reason="Akta tidak terbaca")


def test_anybody_may_register_and_it_waits() -> None:
    """A guest enters KPRI Handayani, which holds its legal number; an officer has yet to look."""
    cooperative.when(REGISTER, actor=GUEST).then(registered, claimed())
    assert isinstance(cooperative.given(registered).state, Waiting)


def test_texts_are_stored_tidy_and_the_area_is_filled_in() -> None:
    """Without a membership area the village's regency is meant."""
    untidy = register(
        name=" KPRI  Handayani ",
        membership_area=" ",
        nik="",
        contacts=Contacts(phone=" 024-3584077 ", email=" ", website="https://handayani.id"),
    )
    untidy = replace(untidy, location=replace(LOCATION, village=" 33.74.01.1001 "))
    tidy = replace(
        PROFILE,
        nik=None,
        contacts=Contacts(phone="024-3584077", website="https://handayani.id"),
    )
    cooperative.when(untidy).then(CooperativeRegistered(profile=tidy, location=LOCATION), claimed())


def test_a_logo_that_was_uploaded_is_taken() -> None:
    """The logo is named by its digest."""
    with_logo = register(logo="sha256:logo")
    event = CooperativeRegistered(profile=with_logo.profile, location=LOCATION)
    cooperative.when(with_logo).then(event, claimed())


@pytest.mark.parametrize(
    ("command", "kind", "field"),
    [
        (register(name=" "), Blank, "name"),
        (register(name="K" * 201), TooLong, "name"),
        (register(name="KPRI\x00"), Unprintable, "name"),
        (register(name="KPRI \ud800"), Unprintable, "name"),
        (register(nik="\x7f1"), refusals.MalformedNik, "nik"),
        (register(legal_number=LegalNumber(number=" ")), Blank, "legalNumber"),
        (register(legal_number=LegalNumber(number="1/BH", type="")), Blank, "legalNumberType"),
        (
            register(legal_number=LegalNumber(number="1/BH", date=date(2026, 11, 23))),
            refusals.LegalDateAhead,
            "legalNumberDate",
        ),
        (register(membership_area="33.7"), refusals.MalformedArea, "membershipArea"),
        (register(membership_area="99"), refusals.UnknownArea, "membershipArea"),
        (register(logo="sha256:other"), refusals.UnknownLogo, "logo"),
        (register(contacts=Contacts(email="at home")), MalformedContact, "email"),
        (register(contacts=Contacts(email="a@b.id,c@d.id")), MalformedContact, "email"),
        (register(contacts=Contacts(email="a@b.id,c")), MalformedContact, "email"),
        (register(contacts=Contacts(website="https://a.id@b.id")), MalformedContact, "website"),
        (register(contacts=Contacts(website='https://a.id/"x')), MalformedContact, "website"),
        (register(contacts=Contacts(phone="call me")), MalformedContact, "phone"),
        (register(contacts=Contacts(website="handayani")), MalformedContact, "website"),
        (register(contacts=Contacts(website="https://a.id/\x00")), Unprintable, "website"),
        (register(contacts=Contacts(website="https://a.id/" + "a" * 200)), TooLong, "website"),
        (settle(address=""), Blank, "address"),
        (settle(village="33.74.01"), refusals.MalformedVillage, "village"),
        (settle(village="33.74.01.9999"), refusals.UnknownArea, "village"),
        (
            settle(coordinates=Coordinates(latitude=Decimal("110.41"), longitude=Decimal("-6.98"))),
            refusals.OffTheMap,
            "coordinates",
        ),
        (
            settle(coordinates=Coordinates(latitude=Decimal("NaN"), longitude=Decimal(110))),
            refusals.OffTheMap,
            "coordinates",
        ),
    ],
)
def test_a_wrong_field_is_named(
    command: RegisterCooperative, kind: type[Refusal], field: str
) -> None:
    """Each wrong entry is refused by a code of its own, with the field."""
    assert cooperative.when(command).then_refused(kind).field == field


def test_every_wrong_field_is_named_at_once() -> None:
    """A form with two mistakes hears of both."""
    wrong = replace(register(name=""), location=replace(LOCATION, address=" "))
    cooperative.when(wrong).then_refused(Blank, Blank)


def test_a_whole_country_is_a_membership_area() -> None:
    """A cooperative whose members span provinces belongs to the ministry."""
    national = register(membership_area="ID")
    event = CooperativeRegistered(profile=national.profile, location=LOCATION)
    cooperative.when(national).then(event, claimed())


def test_a_legal_number_belongs_to_one_cooperative() -> None:
    """927/BH/M.KUKM.2/X/2010 cannot be registered twice."""
    theirs = {key_of(PROFILE.legal_number): UUID(int=8)}
    refusal = cooperative.when(REGISTER, holders=theirs).then_refused(refusals.LegalNumberTaken)
    assert (refusal.field, "927/BH" in refusal.message.id) == ("legalNumber", True)


def test_an_id_is_used_once() -> None:
    """The id of a registered cooperative cannot be registered again."""
    cooperative.given(registered).when(REGISTER).then_refused(refusals.AlreadyRegistered)


def test_an_officer_verifies_a_registration() -> None:
    """Verified, it is active."""
    command = replace(VERIFY, note="Akta asli diperiksa")
    waiting = cooperative.given(registered)
    waiting.when(command, actor=COLLEAGUE).then(RegistrationVerified(note="Akta asli diperiksa"))
    assert isinstance(waiting.given(verified).state, Active)


def test_an_officer_rejects_a_registration_for_a_reason() -> None:
    """Rejected, it stays listed with the reason, and its legal number is free again."""
    waiting = holding.given(registered)
    rejected = RegistrationRejected(reason="Akta tidak terbaca")
    waiting.when(REJECT, actor=COLLEAGUE).then(rejected, released())
    state = waiting.given(rejected).state
    assert isinstance(state, Rejected)
    assert state.reason == "Akta tidak terbaca"


def test_a_rejection_without_a_reason_is_refused() -> None:
    """Whoever is rejected may know why."""
    refusal = (
        cooperative.given(registered)
        .when(replace(REJECT, reason=""), actor=COLLEAGUE)
        .then_refused(Blank)
    )
    assert refusal.field == "reason"


@pytest.mark.parametrize("command", [VERIFY, REJECT])
def test_an_officer_does_not_decide_on_an_own_registration(
    command: VerifyRegistration | RejectRegistration,
) -> None:
    """The officer who entered it asks a colleague."""
    waiting = cooperative.given(*by(OFFICER, registered))
    waiting.when(command, actor=OFFICER).then_refused(refusals.OwnRegistration)


@pytest.mark.parametrize("command", [VERIFY, REJECT])
def test_a_registration_is_decided_once(command: VerifyRegistration | RejectRegistration) -> None:
    """A verified cooperative is not verified or rejected again."""
    refusal = cooperative.given(registered, verified).when(command).then_refused(OutOfTurn)
    assert refusal.code == "wrong_state"
    assert "is verified and active" in refusal.message.en


STATED = replace(VERIFY, source="Ketuanya datang", not_the_registrant=True)
CONFIRM = ConfirmRegistrant(
    cooperative=HANDAYANI, source="Ketuanya datang", not_the_registrant=True
)
confirmed = RegistrantConfirmed(source="Ketuanya datang")
from_guest = cooperative.given(*by(GUEST, registered))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (VERIFY, "source"),
        (replace(STATED, not_the_registrant=False), "notTheRegistrant"),
        (replace(STATED, source=" "), "source"),
        (replace(CONFIRM, not_the_registrant=False), "notTheRegistrant"),
        (replace(CONFIRM, source=""), "source"),
    ],
)
def test_a_guest_is_accepted_with_a_statement_only(
    command: VerifyRegistration | ConfirmRegistrant, field: str
) -> None:
    """That it was not the officer, and from whom the office knows it."""
    refused = from_guest.when(command).refusals
    assert {each.code for each in refused} == {"registrant_unconfirmed"}
    assert field in {each.field for each in refused}


def test_the_statement_stands_before_the_verification() -> None:
    """Both are written together."""
    from_guest.when(STATED).then(confirmed, verified)


def test_where_it_came_from_the_officer_a_colleague_confirms() -> None:
    """One's own statement does not count for two."""
    near = {"same_origin": True}
    from_guest.when(STATED, **near).then_refused(refusals.SecondOfficerNeeded)
    mine = from_guest.given(*by(OFFICER, confirmed))
    mine.when(STATED, actor=OFFICER, **near).then_refused(refusals.SecondOfficerNeeded)
    theirs = from_guest.given(*by(COLLEAGUE, confirmed))
    theirs.when(STATED, actor=OFFICER, **near).then(confirmed, verified)


def test_a_colleague_confirms_once_and_not_an_own_edit() -> None:
    """Twice is nothing new; who edited the registration had a hand in it."""
    from_guest.when(CONFIRM).then(confirmed)
    mine = from_guest.given(*by(OFFICER, confirmed))
    mine.when(CONFIRM, actor=OFFICER).then_refused(NothingChanged)
    moved = CooperativeRelocated(location=LOCATION, reason="Pindah")
    edited = from_guest.given(*by(OFFICER, moved))
    edited.when(CONFIRM, actor=OFFICER).then_refused(refusals.OwnRegistration)


def test_where_an_account_registered_nothing_is_to_be_stated() -> None:
    """The log knows who it was."""
    known = cooperative.given(*by(OFFICER, registered))
    known.when(CONFIRM, actor=COLLEAGUE).then_refused(refusals.RegistrantKnown)
    known.when(STATED, actor=COLLEAGUE, same_origin=True).then(verified)
