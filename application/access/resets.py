"""Asking for a link to choose another password: for somebody who forgot.

Whoever asks gets the same answer at once, whether the account exists or not; what happens then
happens beside the request. The link goes to the person, by whoever follows the log.
"""

import asyncio
from uuid import UUID

import structlog

from application.access.identities import Identities
from application.access.ports import Credentials, PrivateValues
from application.kernel.handler import Handler
from application.kernel.ports import Clock, EventStore
from domain.account.commands import IssueLink
from domain.account.events import LinkPurpose
from domain.account.signing_in import MOST_RESETS, resets_under_way
from domain.kernel.actors import SYSTEM

LOG = structlog.get_logger()

MOST_WAITING = 200


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
        self._one = asyncio.Lock()  # requests at the same moment are counted one by one
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
        async with self._one:
            await self._record(credential.account)

    async def _record(self, account: UUID) -> None:
        try:
            history = (await self._store.read([account]))[account]
            if resets_under_way(history, self._clock.now()) >= MOST_RESETS:
                LOG.warning("resets_asked_too_often", account=str(account))
                return
            command = IssueLink(account=account, purpose=LinkPurpose.RESET)
            await self._handler.handle(command, actor=SYSTEM)
        except Exception:
            LOG.exception("reset_not_recorded", account=str(account))

    async def _has_mailbox(self, account: UUID) -> bool:
        values = await self._private_values.of([account])
        return "email" in values.get(account, {})
