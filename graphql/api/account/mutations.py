"""Mutations on accounts: for each its input, and the command that it becomes."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.account.inputs import AccountChange, PersonInput, PlaceFields
from api.account.types import Account, show_account
from api.building.describe import attribute, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.declared import builds
from api.mutations.fields import required
from api.mutations.inputs import CommandInput
from api.mutations.readers import uuid
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import NOTHING_MORE, Success
from api.relay.nodes import opaque
from application.kernel.handler import Done
from domain.account import commands
from projections.views.accounts import questions as view


@strawberry.type(description="The command was carried out.")
class AccountDone(Success):
    """Success of every mutation on an account."""

    account_id: strawberry.ID = attribute("Id of the account.")
    version: int = attribute("The account's version after it.")
    key: strawberry.Private[UUID]

    @query("The account after it, for administrators; waits for the view.")
    async def account(self, info: Info) -> Account | None:
        """Load the account once the view is there."""
        views = info.context.services.views
        row = await self.then(info, lambda: view.by_id(views, self.key))
        return show_account(row) if row else None


def _show(_command: commands.AccountCommand, done: Done) -> AccountDone:
    return AccountDone(
        position=Position(done.position),
        repeated=done.repeated,
        account_id=opaque("Account", done.stream),
        version=done.version,
        key=done.stream,
    )


RESULT = Result(
    Annotated[
        AccountDone | Refused,
        strawberry.union("AccountResult", description="What came of a command on an account."),
    ],
    _show,
)


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


@strawberry.input(description="New personal values, given whole.")
class ChangeAccountInput(AccountChange):
    """Change of personal values."""

    person: PersonInput = required("Who it is.")


change_account = builds(
    commands.ChangeAccount,
    ChangeAccountInput,
    RESULT,
    "Replace the personal values. The person, or administrators.",
)


@strawberry.input(description="Another role.")
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

remove_second_factor = builds(
    commands.RemoveSecondFactor,
    JustifiedAccountChange,
    NOTHING_MORE,
    "Take one-time codes away, for a lost telephone. The person, or administrators.",
)
