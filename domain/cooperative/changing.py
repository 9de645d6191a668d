"""A registered cooperative changes its profile, moves, and stops and starts being active."""

from domain.cooperative.checks import check_profile, check_seat
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    DeactivateCooperative,
    ReactivateCooperative,
    RelocateCooperative,
)
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRelocated,
)
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.inputs import problems_with_location
from domain.cooperative.legal_number import exchange
from domain.cooperative.nik import exchange_nik
from domain.cooperative.refusals import AreaIsTheOffices
from domain.cooperative.state import Active, Waiting
from domain.cooperative.tidying import moved, tidied
from domain.kernel.actors import Role
from domain.kernel.changes import changed
from domain.kernel.common_refusals import NothingChanged
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import PARAGRAPH, written


def change_profile(
    state: Waiting | Active, command: ChangeCooperativeProfile, facts: CooperativeFacts
) -> Decision:
    """Change the profile; the office alone moves it to another office's area."""
    before = state.profile
    profile = tidied(changed(before, command.profile), state.location, before=before)
    if profile == before:
        raise NothingChanged
    elsewhere = profile.membership_area != before.membership_area
    if elsewhere and facts.actor.role is Role.OPERATOR:
        raise AreaIsTheOffices(field="membershipArea", area=before.membership_area)
    refuse_all(written(command.reason, "reason", PARAGRAPH, optional=True))
    village = state.location.village
    refuse_all(check_profile(command.cooperative, profile, village, facts, before))
    event = CooperativeProfileChanged(profile=profile, reason=command.reason)
    mine, holders = command.cooperative, facts.holders
    return (
        on(command.stream, event)
        + exchange(mine, before.legal_number, profile.legal_number, holders)
        + exchange_nik(mine, before.nik, profile.nik, holders)
    )


def relocate(
    state: Waiting | Active, command: RelocateCooperative, facts: CooperativeFacts
) -> Decision:
    """Record the move within the membership area, which stays, because the members stay.

    The village it sits in stays valid when its code is retired.
    """
    areas = facts.areas | {state.location.village}
    location = moved(state.location, command.location)
    if location == state.location:
        raise NothingChanged
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *problems_with_location(location, areas=areas),
            *check_seat(state.profile.membership_area, location.village, "village"),
        ]
    )
    return on(command.stream, CooperativeRelocated(location=location, reason=command.reason))


def deactivate(command: DeactivateCooperative) -> Decision:
    """Take the cooperative out of the active list."""
    refuse_all(written(command.reason, "reason", PARAGRAPH))
    return on(command.stream, CooperativeDeactivated(reason=command.reason))


def reactivate(command: ReactivateCooperative) -> Decision:
    """Bring the cooperative back."""
    refuse_all(written(command.reason, "reason", PARAGRAPH))
    return on(command.stream, CooperativeReactivated(reason=command.reason))
