"""A legal number and a NIK are one number each, however they are typed."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cooperative import refusals
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    ClaimNumbers,
    ProfileChanges,
    RejectRegistration,
)
from domain.cooperative.events import (
    CooperativeProfileChanged,
    CooperativeRegistered,
    LegalNumber,
    LegalNumberClaimed,
    LegalNumberReleased,
    NikClaimed,
    NikReleased,
    RegistrationRejected,
)
from domain.cooperative.legal_number import key_of, keys_of
from domain.cooperative.nik import NIK as HOLDER
from domain.cooperative.nik import nik_key
from domain.cooperative.number_form import number_form
from domain.kernel.identifiers import key_stream
from domain.kernel.refusals import Refusal
from tests.support.changes import every_field
from tests.support.given import COLLEAGUE, on, recorded
from tests.unit.domain.cooperative.papers import (
    HANDAYANI,
    LOCATION,
    NIK,
    OWN,
    PROFILE,
    claimed,
    cooperative,
    holding,
    nik_claimed,
    nik_released,
    register,
    registered,
    released,
    verified,
)

OTHER = UUID(int=8)
WITH_NIK = replace(PROFILE, nik=NIK)
LEGAL = PROFILE.legal_number
AS_TYPED = key_stream("legal-number", "927/BH/M.KUKM.2/X/2010")
"""The stream that stood for the number when only spaces and capitals were folded."""

active = holding.given(registered, verified)


def change(**profile: object) -> ChangeCooperativeProfile:
    """Return the change of some entries of the profile."""
    whole = every_field(ProfileChanges, replace(PROFILE, **profile))
    return ChangeCooperativeProfile(cooperative=HANDAYANI, profile=whole)


@pytest.mark.parametrize(
    "typed",
    [
        "3967/BH/KDK.11-1/XI/1998",
        "0003967//BH/KDK.11-1/XI/1998",
        " 3967 / bh / kdk 11 - 1 / xi / 1998 ",
        "No. 3967/BH/KDK.11-1/XI/1998",
        "Nomor: 3967/BH/KDK.11-1/XI/1998",
        "\u2116 3967/BH/KDK.11-1/XI/1998",
        "Badan Hukum No. 3967/BH/KDK.11-1/XI/1998",
        "3967/BH/KDK.11-1/XI/1998 tanggal 12 November 1998",
        "3967/BH/KDK.11-1/XI/1998, tgl. 12-11-1998",
        "3967/BH/KDK.11-1/XI/1998 (tertanggal 12/11/1998)",
        "3967/BH/KDK.11\u20131/XI/1998",
        "3967/BH/KDK.11\u20141/XI/1998",
        "3967\\BH\\KDK.11-1\\XI\\1998",
        "3967/\u0412\u041d/KDK.11-1/XI/1998",
        "3967/BH/\u039aDK.11-1/\u03a7I/1998",
        "\uff13\uff19\uff16\uff17/BH/KDK.11-1/XI/1998",
        "\u0663\u0669\u0666\u0667/BH/KDK.11-1/XI/1998",
    ],
)
def test_one_number_has_one_form(typed: str) -> None:
    """Zeros, signs, dashes, a title, the date, letters that look alike: the same number."""
    assert number_form(typed) == "3967/BH/KDK/11/1/XI/1998"
    theirs = {key_of(LegalNumber(number="3967/BH/KDK.11-1/XI/1998")): OTHER}
    command = register(legal_number=LegalNumber(number=typed))
    cooperative.when(command, holders=theirs).then_refused(refusals.LegalNumberTaken)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1/23/BH", "12/3/BH"),
        ("3967/BH/1998", "3968/BH/1998"),
        ("9297a/BH", "9297b/BH"),
        ("NOTARIS 12", "TARIS 12"),
        ("0/BH", "BH"),
        ("10/BH", "1/BH"),
    ],
)
def test_other_numbers_stay_other_numbers(one: str, other: str) -> None:
    """Zeros count within a number, and a word that begins with "no" is a word."""
    assert number_form(one) != number_form(other)


def test_what_was_typed_is_kept() -> None:
    """Certificates carry it."""
    typed = LegalNumber(number="No. 0927/BH")
    command = register(legal_number=typed)
    cooperative.when(command).then(
        CooperativeRegistered(profile=command.profile, location=LOCATION),
        on(key_of(typed), LegalNumberClaimed(cooperative=HANDAYANI, number="No. 0927/BH")),
    )


def test_a_number_belongs_to_its_type() -> None:
    """PAD 927 is another than BH 927; how the type is typed does not count."""
    assert key_of(replace(LEGAL, type="PAD")) != key_of(LEGAL)
    for same in ("bh", "B.H.", "Badan Hukum"):
        assert key_of(replace(LEGAL, type=same)) == key_of(LEGAL)


def test_a_number_without_a_digit_is_none() -> None:
    """A word in the field of the number is a mistake."""
    for word in ("BH", "belum ada"):
        command = register(legal_number=LegalNumber(number=word))
        refusal = cooperative.when(command).then_refused(refusals.MalformedLegalNumber)
        assert refusal.field == "legalNumber"


@pytest.mark.parametrize(
    "typed", ["927/bh/m.kukm.2/x/2010", "No. 00927//BH/M.KUKM.2/X/2010", "927/BH/M.KUKM.2/X/2010"]
)
def test_what_was_held_as_typed_is_still_held(typed: str) -> None:
    """Streams of former times are claimed no more, but they refuse, whatever the type."""
    for kind in ("BH", "PAD"):
        legal = LegalNumber(number=typed, type=kind)
        assert AS_TYPED in keys_of(legal)
        command = register(legal_number=legal)
        cooperative.when(command, holders={AS_TYPED: OTHER}).then_refused(refusals.LegalNumberTaken)


def test_what_was_held_as_typed_gets_its_own_stream_with_the_next_change() -> None:
    """Nothing is given back: a number is held by both until it is given up."""
    command = change(name="KPRI Handayani Jaya")
    changed = CooperativeProfileChanged(profile=replace(PROFILE, name="KPRI Handayani Jaya"))
    active.when(command, holders={AS_TYPED: HANDAYANI}).then(changed, claimed())
    active.when(command, holders={AS_TYPED: HANDAYANI, **OWN}).then(changed)


def test_a_number_is_given_up_in_every_stream_and_only_ones_own() -> None:
    """A rejected registration frees what it held, and nothing that another holds."""
    waiting = holding.given(registered)
    reject = RejectRegistration(cooperative=HANDAYANI, reason="Ganda")
    rejected = RegistrationRejected(reason="Ganda")
    gone = on(AS_TYPED, LegalNumberReleased(cooperative=HANDAYANI))
    both = {AS_TYPED: HANDAYANI, **OWN}
    waiting.when(reject, actor=COLLEAGUE, holders=both).then(rejected, released(), gone)
    theirs = {AS_TYPED: HANDAYANI, key_of(LEGAL): OTHER}
    waiting.when(reject, actor=COLLEAGUE, holders=theirs).then(rejected, gone)


def test_who_shared_a_number_from_former_times_may_change_the_rest() -> None:
    """The twin is shown to the office; a telephone number is no reason to be refused."""
    command = change(name="KPRI Handayani Jaya")
    theirs = {AS_TYPED: HANDAYANI, key_of(LEGAL): OTHER}
    renamed = replace(PROFILE, name="KPRI Handayani Jaya")
    active.when(command, holders=theirs).then(CooperativeProfileChanged(profile=renamed))


@pytest.mark.parametrize("typed", [NIK, "33.74.010.020.001", " 3374-0100-20001 "])
def test_a_nik_has_13_digits_and_one_holder(typed: str) -> None:
    """Points, hyphens and spaces between them are not kept."""
    command = register(nik=typed)
    stored = CooperativeRegistered(profile=WITH_NIK, location=LOCATION)
    cooperative.when(command).then(stored, claimed(), nik_claimed)
    theirs = {nik_key(NIK): OTHER}
    assert cooperative.when(command, holders=theirs).then_refused(refusals.NikTaken).field == "nik"


@pytest.mark.parametrize(
    "typed", ["3,37401E+12", "abc", "12", "0374010020001", "33740100200011", "\u0663" * 13]
)
def test_what_is_no_nik_is_refused(typed: str) -> None:
    """Whatever a spreadsheet made of it."""
    cooperative.when(register(nik=typed)).then_refused(refusals.MalformedNik)


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (None, NIK, (nik_claimed,)),
        (NIK, None, (nik_released,)),
        (
            NIK,
            "3374010020002",
            (
                nik_released,
                on(
                    nik_key("3374010020002"),
                    NikClaimed(cooperative=HANDAYANI, nik="3374010020002"),
                ),
            ),
        ),
        (NIK, NIK, ()),
        ("12", "12", (on(nik_key("12"), NikClaimed(cooperative=HANDAYANI, nik="12")),)),
    ],
)
def test_a_changed_nik_is_exchanged(
    before: str | None, after: str | None, events: tuple[object, ...]
) -> None:
    """One from former times stays until somebody changes it, and is held from then on."""
    history = replace(registered, profile=replace(PROFILE, nik=before))
    command = change(name="Baru", nik=after)
    holders = {**OWN, nik_key(NIK): HANDAYANI} if before == NIK else OWN
    subject = holding.given(history, verified)
    changed = CooperativeProfileChanged(profile=replace(PROFILE, name="Baru", nik=after))
    subject.when(command, holders=holders).then(changed, *events)  # type: ignore[arg-type] # events


def test_a_rejected_registration_gives_its_nik_back() -> None:
    """Another may then register with it."""
    waiting = cooperative.given(CooperativeRegistered(profile=WITH_NIK, location=LOCATION))
    reject = RejectRegistration(cooperative=HANDAYANI, reason="Ganda")
    waiting.when(reject, actor=COLLEAGUE, holders={nik_key(NIK): HANDAYANI}).then(
        RegistrationRejected(reason="Ganda"), nik_released
    )


def test_the_stream_of_a_nik_tells_who_holds_it() -> None:
    """Until it is given up."""
    events = recorded(
        [NikClaimed(cooperative=HANDAYANI, nik=NIK), NikReleased(cooperative=HANDAYANI)]
    )
    assert HOLDER.fold(events[:1]) == HANDAYANI
    assert HOLDER.fold(events) is None


@pytest.mark.parametrize(
    ("area", "refused"),
    [("33.74", ()), ("33", ()), ("ID", ()), ("33.73", (refusals.SeatOutsideArea,))],
)
def test_the_membership_area_contains_the_seat(
    area: str, refused: tuple[type[Refusal], ...]
) -> None:
    """Or no office near it would ever see the registration."""
    answer = cooperative.when(register(membership_area=area))
    assert tuple(type(each) for each in answer.refusals) == refused
    assert [each.field for each in answer.refusals] == ["membershipArea"] * len(refused)


CLAIM = ClaimNumbers(cooperative=HANDAYANI)
with_nik = CooperativeRegistered(profile=WITH_NIK, location=LOCATION)


def test_numbers_of_former_times_are_claimed_in_todays_form() -> None:
    """Once, and only those that nobody holds; what is no NIK is left."""
    before = {AS_TYPED: HANDAYANI}
    old = cooperative.given(with_nik, verified)
    old.when(CLAIM, holders=before).then(claimed(), nik_claimed)
    theirs = {**before, key_of(LEGAL): OTHER, nik_key(NIK): OTHER}
    old.when(CLAIM, holders=theirs).then()
    shortened = CooperativeRegistered(profile=replace(PROFILE, nik="337401"), location=LOCATION)
    cooperative.given(shortened).when(CLAIM).then(claimed())


def test_a_rejected_registration_claims_nothing() -> None:
    """Nor does one that never was."""
    rejected = RegistrationRejected(reason="palsu")
    for subject in (cooperative, cooperative.given(registered, rejected)):
        subject.when(CLAIM).then()
