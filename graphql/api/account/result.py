"""What mutations on an account answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.account.types import Account, show_account
from api.building.describe import attribute, query
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
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
        **stood_after(done),
        account_id=opaque("Account", done.stream),
        key=done.stream,
    )


RESULT = Result(
    Annotated[
        AccountDone | Refused,
        strawberry.union("AccountResult", description="What came of a command on an account."),
    ],
    _show,
)
