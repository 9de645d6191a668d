"""What may happen to a cooperative, and what then has happened.

Read the `match` as a table: state, command, who answers. Whatever is not in it is out of
turn. What the legal number's own stream gets with it is decided along
(`domain.cooperative.legal_number`).
"""

from typing import assert_never

from domain.cooperative import changing, registering
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    ClaimNumbers,
    ConfirmRegistrant,
    CooperativeCommand,
    DeactivateCooperative,
    ReactivateCooperative,
    RegisterCooperative,
    RejectRegistration,
    RelocateCooperative,
    VerifyRegistration,
)
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.refusals import AlreadyRegistered
from domain.cooperative.stages import REMEDIES, STAGES, SUBJECT
from domain.cooperative.state import Active, Cooperative, Inactive, Unregistered, Waiting
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.conduct import refuse_interest
from domain.kernel.decider import NOTHING, Decision


def decide(state: Cooperative, command: CooperativeCommand, facts: CooperativeFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise what refuses it."""
    refuse_interest(facts.actor, command.cooperative)
    match state, command:
        case Unregistered(), RegisterCooperative():
            return registering.register(command, facts)
        case _, RegisterCooperative():
            raise AlreadyRegistered(field="cooperative")
        case Waiting(), VerifyRegistration():
            return registering.verify(state, command, facts)
        case Waiting(), ConfirmRegistrant():
            return registering.confirm(state, command, facts)
        case Waiting(), RejectRegistration():
            return registering.reject(state, command, facts)
        case Waiting() | Active(), ChangeCooperativeProfile():
            return changing.change_profile(state, command, facts)
        case Waiting() | Active(), RelocateCooperative():
            return changing.relocate(state, command, facts)
        case Active(), DeactivateCooperative():
            return changing.deactivate(command)
        case Inactive(), ReactivateCooperative():
            return changing.reactivate(command)
        case Waiting() | Active() | Inactive(), ClaimNumbers():
            return registering.claim_numbers(state, command, facts)
        case _, ClaimNumbers():
            return NOTHING
        case (
            _,
            VerifyRegistration()
            | ConfirmRegistrant()
            | RejectRegistration()
            | ChangeCooperativeProfile()
            | RelocateCooperative()
            | DeactivateCooperative()
            | ReactivateCooperative(),
        ):
            raise _out_of_turn(state)
        case _:
            assert_never(command)


def _out_of_turn(state: Cooperative) -> OutOfTurn:
    return OutOfTurn(
        field="cooperative",
        subject=SUBJECT,
        state=STAGES[type(state)],
        remedy=REMEDIES[type(state)],
    )
