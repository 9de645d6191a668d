"""A registration is entered by anybody, and decided by an officer who had no hand in it."""

from domain.cooperative.checks import check_profile
from domain.cooperative.commands import (
    ClaimNumbers,
    ConfirmRegistrant,
    RegisterCooperative,
    RejectRegistration,
    VerifyRegistration,
)
from domain.cooperative.events import (
    CooperativeRegistered,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.inputs import problems_with_location
from domain.cooperative.legal_number import claim, release
from domain.cooperative.nik import claim_nik, exchange_nik
from domain.cooperative.refusals import (
    OwnRegistration,
    RegistrantKnown,
    RegistrantUnconfirmed,
    SecondOfficerNeeded,
)
from domain.cooperative.state import Active, Inactive, Waiting
from domain.cooperative.tidying import settled, tidied
from domain.kernel.common_refusals import NothingChanged
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
    """Declare the registration valid; not by whoever entered or edited it.

    A guest may be the officer, so that is asked; and where the registration came from where the
    officer works, a colleague has stated the same before.
    """
    _refuse_own(state, facts)
    refuse_all(written(command.note, "note", PARAGRAPH, optional=True))
    verified = RegistrationVerified(note=command.note)
    if not state.by_guest:
        return on(command.stream, verified)
    confirmed = _confirmed(command)
    if facts.same_origin and not state.confirmed_by - {facts.actor.account}:
        raise SecondOfficerNeeded(field="cooperative")
    return on(command.stream, confirmed, verified)


def confirm(state: Waiting, command: ConfirmRegistrant, facts: CooperativeFacts) -> Decision:
    """State who is behind a guest's registration, so that a colleague may verify it."""
    _refuse_own(state, facts)
    if not state.by_guest:
        raise RegistrantKnown(field="cooperative")
    if facts.actor.account in state.confirmed_by:
        raise NothingChanged(field="cooperative")
    return on(command.stream, _confirmed(command))


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


def claim_numbers(
    state: Waiting | Active | Inactive, command: ClaimNumbers, facts: CooperativeFacts
) -> Decision:
    """Hold the numbers in today's form; one that another holds already stays a likely duplicate."""
    profile = state.profile
    legal = claim(command.cooperative, profile.legal_number, facts.holders)
    return legal + claim_nik(command.cooperative, profile.nik, facts.holders)


def _confirmed(command: VerifyRegistration | ConfirmRegistrant) -> RegistrantConfirmed:
    """Return the statement that *command* makes, or raise what it lacks."""
    found = written(command.source, "source", PARAGRAPH, blank=RegistrantUnconfirmed)
    if not command.not_the_registrant:
        found.append(RegistrantUnconfirmed(field="notTheRegistrant"))
    refuse_all(found)
    return RegistrantConfirmed(source=command.source or "")


def _refuse_own(state: Waiting, facts: CooperativeFacts) -> None:
    """Refuse that whoever entered or edited the registration decides on it."""
    if facts.actor.account in state.answerable:
        raise OwnRegistration(field="cooperative")
