"""A registration is entered by anybody, and decided by an officer who had no hand in it."""

from domain.cooperative.checks import check_profile
from domain.cooperative.commands import (
    RegisterCooperative,
    RejectRegistration,
    VerifyRegistration,
)
from domain.cooperative.events import (
    CooperativeRegistered,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.inputs import problems_with_location
from domain.cooperative.legal_number import claim, release
from domain.cooperative.nik import exchange_nik
from domain.cooperative.refusals import OwnRegistration
from domain.cooperative.state import Waiting
from domain.cooperative.tidying import settled, tidied
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import PARAGRAPH, written


def register(command: RegisterCooperative, facts: CooperativeFacts) -> Decision:
    """Enter the cooperative among the new registrations; anybody may."""
    profile = tidied(command.profile, command.location)
    location = settled(command.location)
    refuse_all(
        [
            *check_profile(command.cooperative, profile, location.village, facts),
            *problems_with_location(location, areas=facts.areas),
        ]
    )
    registered = CooperativeRegistered(profile=profile, location=location)
    return (
        on(command.stream, registered)
        + claim(command.cooperative, profile.legal_number, facts.holders)
        + exchange_nik(command.cooperative, None, profile.nik, facts.holders)
    )


def verify(state: Waiting, command: VerifyRegistration, facts: CooperativeFacts) -> Decision:
    """Declare the registration valid; not by whoever entered or edited it."""
    _refuse_own(state, facts)
    refuse_all(written(command.note, "note", PARAGRAPH, optional=True))
    return on(command.stream, RegistrationVerified(note=command.note))


def reject(state: Waiting, command: RejectRegistration, facts: CooperativeFacts) -> Decision:
    """Declare the registration not valid, for a reason; its numbers are free again."""
    _refuse_own(state, facts)
    refuse_all(written(command.reason, "reason", PARAGRAPH))
    profile = state.profile
    return (
        on(command.stream, RegistrationRejected(reason=command.reason))
        + release(command.cooperative, profile.legal_number, facts.holders)
        + exchange_nik(command.cooperative, profile.nik, None, facts.holders)
    )


def _refuse_own(state: Waiting, facts: CooperativeFacts) -> None:
    """Refuse that whoever entered or edited the registration decides on it."""
    if facts.actor.account in state.answerable:
        raise OwnRegistration(field="cooperative")
