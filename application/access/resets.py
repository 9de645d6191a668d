"""Asking for a link to choose another password: for somebody who forgot.

Whoever asks gets the same answer at once, whether the account exists or not; what happens then
happens beside the request. The link goes to the person, by whoever follows the log.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from application.access.identities import Identities
from application.access.ports import Credentials, PrivateValues
from application.kernel.handler import Handler
from application.kernel.ports import Clock, EventStore
from domain.account.commands import IssueLink
from domain.account.events import InvitationIssued, LinkPurpose
from domain.kernel.actors import SYSTEM

LOG = structlog.get_logger()

MOST_WAITING = 200

MOST_AN_HOUR = 3
"""Resets that are mailed to one account, whoever asks for them."""


class Resets:
    """Takes requests for a reset, from anybody."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        credentials: Credentials,
        private_values: PrivateValues,
        store: EventStore,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._private_values = private_values
        self._store = store
        self._clock = clock
        self._beside: set[asyncio.Task[None]] = set()

    def ask(self, user_name: str) -> None:
        """Have a link mailed to the account called *user_name*, if it is one that can be mailed.

        While very many wait for a slow database, nobody else is put in line.
        """
        if len(self._beside) >= MOST_WAITING:
            LOG.warning("resets_wait", waiting=MOST_WAITING)
            return
        task = asyncio.create_task(self._reset(user_name))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def close(self) -> None:
        """Wait for the resets that were asked for and are not recorded yet."""
        await asyncio.gather(*self._beside)

    async def _reset(self, user_name: str) -> None:
        """Record that a reset was asked for, which has a link mailed; earlier ones stay good.

        Anybody may ask, so it ends nothing, and happens only so often.
        """
        credential = await self._credentials.by_name(user_name)
        if credential is None or not await self._has_mailbox(credential.account):
            return
        if await self._identities.actor_of(credential.account) is None:
            return
        account = credential.account
        command = IssueLink(account=account, purpose=LinkPurpose.RESET)
        try:
            if await self._recent(account) >= MOST_AN_HOUR:
                LOG.warning("resets_asked_too_often", account=str(account))
                return
            await self._handler.handle(command, actor=SYSTEM)
        except Exception:
            LOG.exception("reset_not_recorded", account=str(account))

    async def _recent(self, account: UUID) -> int:
        """Return how many resets the log holds of the last hour."""
        since = self._clock.now() - timedelta(hours=1)
        events = (await self._store.read([account])).get(account, ())
        return sum(
            isinstance(each.event, InvitationIssued)
            and each.event.purpose is LinkPurpose.RESET
            and each.recorded_at > since
            for each in events
        )

    async def _has_mailbox(self, account: UUID) -> bool:
        values = await self._private_values.of([account])
        return "email" in values.get(account, {})
