"""Mutations on cooperatives: for each its input, and the command that it becomes."""

from typing import Any

import strawberry

from api.cooperative.inputs import (
    CooperativeChange,
    LocationChangeFields,
    LocationFields,
    ProfileChangeFields,
    ProfileFields,
)
from api.cooperative.result import REGISTERED, RESULT
from api.execution.context import Context
from api.mutations.declared import builds
from api.mutations.fields import of_the_request, optional, required
from api.mutations.inputs import CommandInput
from api.mutations.pipeline import command_uuid
from api.mutations.sent import Sent
from application.access.registrations import Entry
from domain.cooperative import commands


@strawberry.input(description="A new registration.")
class RegisterCooperativeInput(LocationFields, ProfileFields, CommandInput):
    """Registration."""

    human_check: str | None = of_the_request(
        "Of whoever is not signed in: the solution of a challenge from GET /human-check."
    )


async def _ask_guest(
    context: Context, given: RegisterCooperativeInput, command: commands.RegisterCooperative
) -> None:
    """Raise unless whoever registers is signed in, or solved the human check."""
    known = command_uuid(context, given.command_id, Sent())
    entry = Entry(address=context.caller.address, solution=given.human_check)
    registrations = context.services.access.registrations
    await registrations.admit(command.cooperative, entry, context.actor, known)


async def _note_officer(context: Context, _given: Any, _command: Any) -> None:
    """Remember from where the officer verifies."""
    registrations = context.services.access.registrations
    await registrations.verifying(context.actor, context.caller.address)


register_cooperative = builds(
    commands.RegisterCooperative,
    RegisterCooperativeInput,
    REGISTERED,
    "Register a cooperative; anybody may. It waits in the list of new registrations. Whoever is "
    "not signed in gets a receipt, with which `registration` tells what became of it.",
    new="cooperative",
    carrier=lambda services: services.access.registrations.register,
    before=_ask_guest,
)


@strawberry.input(description="A registration found valid.")
class VerifyRegistrationInput(CooperativeChange):
    """Verification."""

    note: str | None = optional("A note for the file.")
    source: str | None = optional(
        "Where it was registered without an account: from whom the office knows it."
    )
    not_the_registrant: bool = optional(
        "Where it was registered without an account: you state that it was not you.", default=False
    )


verify_registration = builds(
    commands.VerifyRegistration,
    VerifyRegistrationInput,
    RESULT,
    "Declare a registration valid. Officers of its territory.",
    before=_note_officer,
)


@strawberry.input(description="Who is behind a registration that was made without an account.")
class ConfirmRegistrantInput(CooperativeChange):
    """Confirmation."""

    source: str = required("From whom the office knows it.")
    not_the_registrant: bool = required("You state that it was not you.")


confirm_registrant = builds(
    commands.ConfirmRegistrant,
    ConfirmRegistrantInput,
    RESULT,
    "State who is behind a registration without an account, for a colleague who is to verify it "
    "and works where it came from. Officers of its territory.",
)


@strawberry.input(description="A registration found not valid.")
class RejectRegistrationInput(CooperativeChange):
    """Rejection."""

    reason: str = required("Why; the registrant reads it.")


reject_registration = builds(
    commands.RejectRegistration,
    RejectRegistrationInput,
    RESULT,
    "Declare a registration not valid; it stays listed. Officers of its territory.",
)


@strawberry.input(description="What shall be different in a profile; what is left out stays.")
class ChangeCooperativeProfileInput(ProfileChangeFields, CooperativeChange):
    """Change of profile."""

    reason: str | None = optional("Why it changed.")


change_cooperative_profile = builds(
    commands.ChangeCooperativeProfile,
    ChangeCooperativeProfileInput,
    RESULT,
    "Change the profile; what is left out stays. The cooperative's operator, or officers of its "
    "territory.",
)


@strawberry.input(description="A move to another address; what is left out stays.")
class RelocateCooperativeInput(LocationChangeFields, CooperativeChange):
    """Relocation."""

    reason: str = required("Why it moved.")


relocate_cooperative = builds(
    commands.RelocateCooperative,
    RelocateCooperativeInput,
    RESULT,
    "Record a move. The cooperative's operator, or officers of its territory.",
)


@strawberry.input(description="The end of activity; nothing is erased.")
class DeactivateCooperativeInput(CooperativeChange):
    """Deactivation."""

    reason: str = required("Why it is no longer active.")


deactivate_cooperative = builds(
    commands.DeactivateCooperative,
    DeactivateCooperativeInput,
    RESULT,
    "Take a cooperative out of the active list. Officers of its territory.",
)


@strawberry.input(description="The return of a deactivated cooperative.")
class ReactivateCooperativeInput(CooperativeChange):
    """Reactivation."""

    reason: str = required("Why it is active again.")


reactivate_cooperative = builds(
    commands.ReactivateCooperative,
    ReactivateCooperativeInput,
    RESULT,
    "Bring a deactivated cooperative back. Officers of its territory.",
)
