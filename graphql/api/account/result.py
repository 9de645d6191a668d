"""What mutations on an account answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.account.types import Account
from api.building.describe import attribute, object_type, query
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.relay.nodes import opaque
from application.authorisation.table import ADMINISTRATION, WITH_ITS_ROW
from application.kernel.handler import Done
from domain.account import commands
from projections.views.accounts import questions as view
from projections.views.accounts.questions import AccountRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AccountDone(Success):
    """Success of every mutation on an account."""

    account_id: strawberry.ID = attribute("Id of the account.")
    version: int = attribute("The account's version after it.")
    key: strawberry.Private[UUID]

    @query(
        "The account after it, for administrators (null for others); waits for the view.",
        right=ADMINISTRATION,
        shows=Account | None,
        or_null=True,
    )
    async def account(self, info: Info) -> AccountRow | None:
        """Load the account once the view is there."""
        views = info.context.services.views
        return await self.then(info, lambda: view.by_id(views, self.key))


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
