"""Mutations on accounts: for each its input, and the command that it becomes."""

import strawberry

from api.account.inputs import AccountChange, PersonChangesInput, PersonInput, PlaceFields
from api.account.result import RESULT
from api.mutations.declared import builds
from api.mutations.fields import required
from api.mutations.inputs import CommandInput
from api.mutations.readers import uuid
from api.mutations.success import NOTHING_MORE
from api.sign_in.asking_again import ProofFields, ask_again
from domain.account import commands


@strawberry.input(description="A new account.")
class CreateAccountInput(PlaceFields, CommandInput):
    """Creation."""

    user_name: str = required("What the person will sign in with.")
    person: PersonInput = required("Who it is.")


create_account = builds(
    commands.CreateAccount,
    CreateAccountInput,
    RESULT,
    "Make an account. Administrators.",
    new="account",
)


@strawberry.input(description="Other personal values; what is left out stays.")
class ChangeAccountInput(ProofFields, AccountChange):
    """Change of personal values."""

    person: PersonChangesInput = required("What shall be different.")


change_account = builds(
    commands.ChangeAccount,
    ChangeAccountInput,
    RESULT,
    "Change personal values; what is left out stays. Another mail address asks again for your "
    "password. The person, or administrators.",
    before=ask_again,
)


@strawberry.input(description="Another role with its place, given whole: what is left out is none.")
class ChangeRoleInput(PlaceFields, AccountChange):
    """Change of role."""

    reason: str = required("Why.")


change_role = builds(
    commands.ChangeRole,
    ChangeRoleInput,
    RESULT,
    "Make an account something else; its sessions end. Administrators.",
)


@strawberry.input(description="A change of an account that has to be justified.")
class JustifiedAccountChange(AccountChange):
    """An account and a reason, which is all that several commands need."""

    reason: str = required("Why.")


disable_account = builds(
    commands.DisableAccount,
    JustifiedAccountChange,
    RESULT,
    "Shut an account; its sessions end at once. Administrators.",
)

enable_account = builds(
    commands.EnableAccount,
    JustifiedAccountChange,
    RESULT,
    "Open a disabled account again. Administrators.",
)

erase_person = builds(
    commands.ErasePerson,
    JustifiedAccountChange,
    RESULT,
    "Erase the personal values of a disabled account, for good. Administrators.",
)


@strawberry.input(description="A stake in a cooperative.")
class InterestInput(JustifiedAccountChange):
    """An interest."""

    cooperative: strawberry.ID = required("The cooperative.", reads=uuid("Cooperative"))


declare_interest = builds(
    commands.DeclareInterest,
    InterestInput,
    RESULT,
    "Declare a stake in a cooperative. The person, or administrators.",
)

withdraw_interest = builds(
    commands.WithdrawInterest,
    InterestInput,
    RESULT,
    "Record that a stake ended. Administrators.",
)


@strawberry.input(description="The end of one-time codes.")
class RemoveSecondFactorInput(ProofFields, JustifiedAccountChange):
    """Removal of codes."""


remove_second_factor = builds(
    commands.RemoveSecondFactor,
    RemoveSecondFactorInput,
    NOTHING_MORE,
    "Take one-time codes away, for a lost telephone; asks again for your password. The person, "
    "or administrators.",
    before=ask_again,
)
