"""A registered cooperative changes its profile, moves, and stops and starts being active."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cooperative import refusals
from domain.cooperative.commands import (
    AboutCooperative,
    ChangeCooperativeProfile,
    CooperativeCommand,
    DeactivateCooperative,
    LocationChanges,
    ProfileChanges,
    ReactivateCooperative,
    RelocateCooperative,
)
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRelocated,
    Coordinates,
    LegalNumber,
    LegalNumberClaimed,
    LegalNumberReleased,
    Profile,
    RegistrationRejected,
)
from domain.cooperative.legal_number import LEGAL_NUMBER, key_of
from domain.cooperative.state import Active, Inactive, Registered
from domain.kernel.actors import Actor, Role
from domain.kernel.changes import changed
from domain.kernel.common_refusals import NothingChanged, OutOfTurn
from domain.kernel.conduct import ConflictOfInterest
from domain.kernel.wording import Blank
from tests.support.changes import every_field
from tests.support.given import OFFICER, OPERATOR, recorded
from tests.unit.domain.cooperative.papers import (
    HANDAYANI,
    LOCATION,
    PROFILE,
    claimed,
    cooperative,
    holding,
    registered,
    released,
    verified,
)

active = holding.given(registered, verified)
deactivated = CooperativeDeactivated(reason="Tidak RAT tiga tahun")
RENAMED = replace(PROFILE, name="KPRI Handayani Jaya")
CHANGE = ChangeCooperativeProfile(
    cooperative=HANDAYANI, profile=every_field(ProfileChanges, RENAMED), reason="Akta perubahan"
)
MOVED = replace(LOCATION, address="Jl. Gajah Mada 1", village="33.74.01.1002")
MOVE = RelocateCooperative(
    cooperative=HANDAYANI, location=every_field(LocationChanges, MOVED), reason="Gedung baru"
)
DEACTIVATE = DeactivateCooperative(cooperative=HANDAYANI, reason="Tidak RAT tiga tahun")
REACTIVATE = ReactivateCooperative(cooperative=HANDAYANI, reason="RAT telah diadakan")


def to(profile: Profile) -> ChangeCooperativeProfile:
    """Return the change that makes a profile what *profile* is."""
    return replace(CHANGE, profile=every_field(ProfileChanges, profile))


def test_a_new_name_stands_in_the_new_profile_with_everything_else() -> None:
    """Whoever reads the event knows the whole profile from then on."""
    changed = CooperativeProfileChanged(profile=RENAMED, reason="Akta perubahan")
    active.when(CHANGE).then(changed)
    state = active.given(changed).state
    assert isinstance(state, Active)
    assert state.profile == RENAMED


def test_an_empty_membership_area_leaves_it_as_it_is() -> None:
    """An operator's form need not know the area."""
    form = to(replace(RENAMED, membership_area=""))
    active.when(form, actor=OPERATOR).then(
        CooperativeProfileChanged(profile=RENAMED, reason="Akta perubahan")
    )


def test_an_unchanged_profile_is_refused() -> None:
    """The log holds changes, not visits."""
    active.when(to(PROFILE)).then_refused(NothingChanged)


def test_only_an_office_moves_a_cooperative_to_another_office() -> None:
    """An operator cannot choose who supervises the cooperative; an officer can."""
    away = to(replace(PROFILE, membership_area="33"))
    active.when(away, actor=OPERATOR).then_refused(refusals.AreaIsTheOffices)
    active.when(away, actor=OFFICER).then(
        CooperativeProfileChanged(
            profile=replace(PROFILE, membership_area="33"), reason="Akta perubahan"
        )
    )


def test_a_changed_profile_is_checked_like_a_new_one() -> None:
    """A cooperative without a name, or with another's number, is refused."""
    nameless = to(replace(PROFILE, name=""))
    active.when(nameless).then_refused(Blank)
    other = LegalNumber(number="1465/BH/XI")
    taken = to(replace(PROFILE, legal_number=other))
    theirs = {key_of(other): UUID(int=8)}
    active.when(taken, holders=theirs).then_refused(refusals.LegalNumberTaken)


def test_a_cooperative_may_keep_its_own_legal_number() -> None:
    """The number that it holds itself is not taken."""
    active.when(CHANGE).then(CooperativeProfileChanged(profile=RENAMED, reason="Akta perubahan"))


def test_a_move_changes_the_location_and_nothing_else() -> None:
    """The membership area stays: the members did not move."""
    relocated = CooperativeRelocated(location=MOVED, reason="Gedung baru")
    active.when(MOVE).then(relocated)
    state = active.given(relocated).state
    assert isinstance(state, Active)
    assert (state.location, state.profile) == (MOVED, PROFILE)


def test_a_move_stays_within_the_membership_area() -> None:
    """Whoever moves to Salatiga widens the area to the province first."""
    salatiga = replace(MOVED, village="33.73.01.1001")
    away = replace(MOVE, location=every_field(LocationChanges, salatiga))
    areas = frozenset({"33.73.01.1001"})
    refusal = active.when(away, areas=areas).then_refused(refusals.SeatOutsideArea)
    assert refusal.field == "village"
    wider = active.given(CooperativeProfileChanged(profile=replace(PROFILE, membership_area="33")))
    wider.when(away, areas=areas).then(
        CooperativeRelocated(location=salatiga, reason="Gedung baru")
    )


def test_an_area_from_former_times_that_excludes_the_seat_stays_until_it_is_changed() -> None:
    """A new name is no occasion to be refused; a new area contains the seat."""
    outside = replace(PROFILE, membership_area="33.73")
    old = active.given(CooperativeProfileChanged(profile=outside))
    renamed = replace(outside, name="Baru")
    old.when(to(renamed)).then(CooperativeProfileChanged(profile=renamed, reason="Akta perubahan"))
    away = to(replace(PROFILE, membership_area="33.73"))
    active.when(away).then_refused(refusals.SeatOutsideArea)


def test_a_point_on_the_map_goes_with_the_village_it_lies_in() -> None:
    """Another house in the village keeps it, another village has none unless it is given."""
    point = Coordinates(latitude=Decimal("-6.98"), longitude=Decimal("110.41"))
    there = replace(LOCATION, coordinates=point)
    here = active.given(CooperativeRelocated(location=there, reason="x"))
    for changes, left in (
        (LocationChanges(address="Jl. Lain"), point),
        (LocationChanges(village=MOVED.village), None),
        (LocationChanges(village=MOVED.village, coordinates=point), point),
        (LocationChanges(coordinates=None), None),
    ):
        wanted = changed(there, changes)
        here.when(replace(MOVE, location=changes)).then(
            CooperativeRelocated(location=replace(wanted, coordinates=left), reason="Gedung baru")
        )


def test_a_move_needs_a_reason_and_another_place() -> None:
    """A move to the same place, or for no reason, is refused."""
    active.when(replace(MOVE, location=every_field(LocationChanges, LOCATION))).then_refused(
        NothingChanged
    )
    active.when(replace(MOVE, reason="")).then_refused(Blank)


def test_a_cooperative_is_deactivated_and_comes_back() -> None:
    """Both with reasons; nothing is erased in between."""
    active.when(DEACTIVATE).then(deactivated)
    inactive = active.given(deactivated)
    assert isinstance(inactive.state, Inactive)
    inactive.when(REACTIVATE).then(CooperativeReactivated(reason="RAT telah diadakan"))
    back = inactive.given(CooperativeReactivated(reason="RAT telah diadakan")).state
    assert isinstance(back, Active)
    assert back.profile == PROFILE


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ((), CHANGE),
        ((registered,), DEACTIVATE),
        ((registered, RegistrationRejected(reason="palsu")), CHANGE),
        ((registered, verified, deactivated), MOVE),
        ((registered, verified), REACTIVATE),
    ],
)
def test_a_command_out_of_turn_is_told_where_the_cooperative_stands(
    history: Sequence[CooperativeEvent], command: CooperativeCommand
) -> None:
    """The refusal says the state in both languages and what is possible in it."""
    refusal = cooperative.given(*history).when(command).then_refused(OutOfTurn)
    assert refusal.code == "wrong_state"


def test_an_officer_with_a_stake_is_refused() -> None:
    """A member of the cooperative does not decide on it, whatever the office."""
    member = Actor(account="officer-3", role=Role.OFFICER, interests=frozenset({HANDAYANI}))
    active.when(DEACTIVATE, actor=member).then_refused(ConflictOfInterest)


def test_events_that_come_too_early_change_nothing() -> None:
    """Folding never refuses: an event without a registration leaves the state as it was."""
    assert not isinstance(cooperative.given(verified, deactivated).state, Registered)


def test_the_same_number_typed_otherwise_is_the_same_number() -> None:
    """Spaces and capitals do not make another legal number."""
    typed = LegalNumber(number="927/bh / M.KUKM.2/X/2010", type="bh")
    assert key_of(typed) == key_of(PROFILE.legal_number)


def test_a_number_is_held_until_it_is_given_up() -> None:
    """Its stream tells who holds it."""
    events = recorded(
        [
            LegalNumberClaimed(cooperative=HANDAYANI, number="927/BH"),
            LegalNumberReleased(cooperative=HANDAYANI),
        ]
    )
    assert LEGAL_NUMBER.fold(events[:1]) == HANDAYANI
    assert LEGAL_NUMBER.fold(events) is None


def test_a_changed_number_is_claimed_and_the_old_one_given_back() -> None:
    """After a change of articles the old number is free, in the same decision."""
    profile = replace(PROFILE, legal_number=LegalNumber(number="1465/BH/XI"))
    active.when(to(profile)).then(
        CooperativeProfileChanged(profile=profile, reason="Akta perubahan"),
        released(),
        claimed("1465/BH/XI"),
    )


def test_a_number_typed_otherwise_is_not_claimed_again() -> None:
    """A profile with the same number in small letters leaves the number's stream alone."""
    number = LegalNumber(number="927/bh/M.KUKM.2/X/2010")
    profile = replace(PROFILE, legal_number=number)
    active.when(to(profile)).then(
        CooperativeProfileChanged(profile=profile, reason="Akta perubahan")
    )


def test_the_area_that_a_cooperative_is_in_stays_valid_when_its_code_is_retired() -> None:
    """A new name is no occasion to ask for another area; a new area must exist."""
    active.when(CHANGE, areas=frozenset()).then(
        CooperativeProfileChanged(profile=RENAMED, reason="Akta perubahan")
    )
    elsewhere = to(replace(RENAMED, membership_area="33.73"))
    active.when(elsewhere, areas=frozenset()).then_refused(refusals.UnknownArea)


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="AboutCooperative"):
        active.when(AboutCooperative(cooperative=HANDAYANI))
