"""One-time links: for somebody new, for somebody who forgot, and for the very first.

Whoever asks for a reset gets the same answer at once, whether the account exists or not;
what happens then happens beside the request.
"""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import structlog

from application.access.identities import Identities
from application.kernel.handler import Done, Handler
from application.kernel.ports import Clock, EventStore
from domain.account.commands import CreateAccount, InviteOperator, IssueLink, Person
from domain.account.decisions import ROSTER
from domain.account.events import LinkPurpose
from domain.account.state import administrators
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.kernel.identifiers import key_stream
from domain.kernel.text import Text
from infrastructure.access.credentials import Credentials
from infrastructure.access.one_time_links import OneTimeLinks
from infrastructure.access.private_values import email_of
from infrastructure.postgres.sql import Database

LOG = structlog.get_logger()

FIRST_NAME = "administrator"
MOST_WAITING = 200
GOOD_FOR = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.RESET: timedelta(hours=1)}

SUBJECT = Text("Sokoguru: pilih kata sandi", "Sokoguru: choose a password")
LETTER = Text(
    "Pilih kata sandi Anda lewat tautan ini, yang berlaku satu kali sampai {until}:",
    "Choose your password with this link, which works once, until {until}:",
)


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A link to choose a password of *account*, and where the log stood after it."""

    account: UUID
    link: str
    position: int

    def __repr__(self) -> str:
        return f"Invitation(account={self.account})"


class Invitations:
    """Makes one-time links. *address* is that of the pages people use."""

    def __init__(
        self,
        *,
        store: EventStore,
        handler: Handler,
        identities: Identities,
        credentials: Credentials,
        links: OneTimeLinks,
        database: Database,
        clock: Clock,
        address: str,
    ) -> None:
        self._store = store
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._links = links
        self._database = database
        self._clock = clock
        self._address = address
        self._beside: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Wait for the resets that are being looked into."""
        await asyncio.gather(*self._beside)

    async def invite(self, account: UUID, purpose: LinkPurpose, actor: Actor) -> Invitation:
        """Issue a link to *account* and return one for whoever asks; a reactor mails another."""
        done, expires_at = await self._issue(account, purpose, actor)
        token = await self._links.make(account, purpose, expires_at)
        link = f"{self._address}/link#{token}"
        return Invitation(account=account, link=link, position=done.position)

    async def invite_operator(
        self, command: InviteOperator, actor: Actor, command_id: UUID | None = None
    ) -> Invitation:
        """Make an operator's account, and the link for the officer to hand over."""
        await self._handler.handle(command, actor=actor, command_id=command_id)
        return await self.invite(command.account, LinkPurpose.INVITATION, SYSTEM)

    def ask_for_reset(self, user_name: str) -> None:
        """Issue a link to the account called *user_name*, if it is one that can be mailed.

        While very many wait for a slow database, nobody else is put in line.
        """
        if len(self._beside) >= MOST_WAITING:
            LOG.warning("resets_wait", waiting=MOST_WAITING)
            return
        task = asyncio.create_task(self._reset(user_name))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def first_link(self) -> Invitation | None:
        """Return a link for the first administrator, None once somebody runs the place."""
        read = await self._store.read([ROSTER])
        known = administrators(recorded.event for recorded in read.get(ROSTER, ()))  # type: ignore[misc]
        for account in known:
            if await self._credentials.by_account(account) is not None:
                return None
        account = next(iter(known), None) or (await self._first()).stream
        return await self.invite(account, LinkPurpose.INVITATION, SYSTEM)

    async def _issue(
        self, account: UUID, purpose: LinkPurpose, actor: Actor
    ) -> tuple[Done, datetime]:
        """Have the log say that *account* may choose a password; return that, and until when."""
        expires_at = self._clock.now() + GOOD_FOR[purpose]
        command = IssueLink(account=account, purpose=purpose, expires_at=expires_at)
        return await self._handler.handle(command, actor=actor), expires_at

    async def _first(self) -> Done:
        command = CreateAccount(
            account=key_stream("account", FIRST_NAME),
            user_name=FIRST_NAME,
            role=Role.ADMINISTRATOR,
            person=Person(full_name=FIRST_NAME),
        )
        return await self._handler.handle(command, actor=SYSTEM)

    async def _reset(self, user_name: str) -> None:
        credential = await self._credentials.by_name(user_name)
        if credential is None or await email_of(self._database, credential.account) is None:
            return
        if await self._identities.actor_of(credential.account) is None:
            return
        try:
            _, expires_at = await self._issue(credential.account, LinkPurpose.RESET, SYSTEM)
            await self._links.drop_earlier(credential.account, expires_at)
        except Exception:
            LOG.exception("reset_not_issued", account=str(credential.account))
