"""One-time links: for somebody new, for somebody who forgot, and for the very first.

Whoever asks for a reset gets the same answer at once, whether the account exists or not;
what happens then happens beside the request.
"""

import asyncio
from uuid import UUID

import msgspec
import structlog

from application.access.identities import Identities
from application.kernel.handler import Done, Handler
from application.kernel.ports import Clock, EventStore
from domain.account.commands import CreateAccount, InviteOperator, IssueLink, Person
from domain.account.events import LinkPurpose
from domain.account.roster import ADMINISTRATORS, ROSTER
from domain.account.signing_in import GOOD_FOR
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.kernel.identifiers import key_stream
from domain.kernel.text import Text
from infrastructure.access.credentials import Credentials
from infrastructure.access.one_time_links import OneTimeLinks
from infrastructure.access.private_values import private_values
from infrastructure.mail.mailers import Mailer
from infrastructure.postgres.sql import Database

LOG = structlog.get_logger()

FIRST_NAME = "administrator"
MOST_WAITING = 200

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
        mailer: Mailer,
        database: Database,
        clock: Clock,
        address: str,
    ) -> None:
        self._store = store
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._links = links
        self._mailer = mailer
        self._database = database
        self._clock = clock
        self._address = address
        self._beside: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Wait for the mails that are on their way."""
        await asyncio.gather(*self._beside)

    async def invite(self, account: UUID, purpose: LinkPurpose, actor: Actor) -> Invitation:
        """Make a link for *account* and mail it where an address is known."""
        expires_at = self._clock.now() + GOOD_FOR[purpose]
        command = IssueLink(account=account, purpose=purpose)
        done = await self._handler.handle(command, actor=actor)
        token = await self._links.make(account, purpose, expires_at)
        link = f"{self._address}/link#{token}"
        await self._mail(account, link, expires_at.isoformat(timespec="minutes"))
        return Invitation(account=account, link=link, position=done.position)

    async def invite_operator(
        self, command: InviteOperator, actor: Actor, command_id: UUID | None = None
    ) -> Invitation:
        """Make an operator's account, and the link for the officer to hand over."""
        await self._handler.handle(command, actor=actor, command_id=command_id)
        return await self.invite(command.account, LinkPurpose.INVITATION, SYSTEM)

    def ask_for_reset(self, user_name: str) -> None:
        """Mail a link to the account called *user_name*, if it is one that can be mailed.

        While very many wait for a slow mail server, nobody else is put in line.
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
        known = ADMINISTRATORS.fold(read.get(ROSTER, ()))
        for account in known:
            if await self._credentials.by_account(account) is not None:
                return None
        account = next(iter(known), None) or (await self._first()).stream
        return await self.invite(account, LinkPurpose.INVITATION, SYSTEM)

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
        if credential is None or await self._email(credential.account) is None:
            return
        if await self._identities.actor_of(credential.account) is None:
            return
        try:
            await self.invite(credential.account, LinkPurpose.RESET, SYSTEM)
        except Exception:
            LOG.exception("reset_not_mailed", account=str(credential.account))

    async def _mail(self, account: UUID, link: str, until: str) -> None:
        email = await self._email(account)
        if email is not None:
            letter = LETTER.format(until=until)
            await self._mailer.send(email, SUBJECT.id, f"{letter.id}\n{letter.en}\n\n{link}\n")

    async def _email(self, account: UUID) -> str | None:
        values = await private_values(self._database, [account])
        return values.get(account, {}).get("email")
