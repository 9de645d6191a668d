"""Changes of accounts that must be felt at once: whoever is disabled is out.

The log decides who may do what; the sessions end here, in every server process, in the
same breath. Should this be interrupted in between, the log still wins: a token is looked
up in it again within a second.
"""

from datetime import date
from uuid import UUID

from application.access.identities import Identities
from application.kernel.handler import Done, Handler
from domain.account.commands import (
    AccountCommand,
    ChangeRole,
    DeclareInterest,
    DisableAccount,
    ErasePerson,
    WithdrawInterest,
)
from domain.kernel.actors import Actor
from infrastructure.access.one_time_links import OneTimeLinks
from infrastructure.access.sessions import Sessions

ENDING = (ChangeRole, DisableAccount, ErasePerson)
"""After these the account's sessions are over."""

FELT = (*ENDING, DeclareInterest, WithdrawInterest)
"""After these the account is something else with its next request."""


class AccountService:
    """Carries out commands on accounts, and ends what may not go on."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        sessions: Sessions,
        links: OneTimeLinks,
    ) -> None:
        self._handler = handler
        self._identities = identities
        self._sessions = sessions
        self._links = links

    async def handle(
        self,
        command: AccountCommand,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Done:
        """Carry *command* out for *actor*, with everything that follows at once."""
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        if isinstance(command, ENDING):
            await self._links.drop(command.account)
            await self._sessions.end_all(command.account)
        elif isinstance(command, FELT):
            await self._sessions.announce(command.account)
        self._identities.forget(command.account)
        return done
