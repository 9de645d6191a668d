"""Mutations on cooperatives: for each its input, and the command that it becomes."""

import strawberry

from api.cooperative.inputs import (
    CooperativeChange,
    LocationChangeFields,
    LocationFields,
    ProfileChangeFields,
    ProfileFields,
)
from api.cooperative.result import RESULT
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import CommandInput
from domain.cooperative import commands


@strawberry.input(description="A new registration.")
class RegisterCooperativeInput(LocationFields, ProfileFields, CommandInput):
    """Registration."""


register_cooperative = builds(
    commands.RegisterCooperative,
    RegisterCooperativeInput,
    RESULT,
    "Register a cooperative; anybody may. It waits in the list of new registrations.",
    new="cooperative",
)


@strawberry.input(description="A registration found valid.")
class VerifyRegistrationInput(CooperativeChange):
    """Verification."""

    note: str | None = optional("A note for the file.")


verify_registration = builds(
    commands.VerifyRegistration,
    VerifyRegistrationInput,
    RESULT,
    "Declare a registration valid. Officers of its territory.",
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
