"""One-time links: for somebody new, for somebody who forgot, and for the very first.

Nothing is mailed here: whoever follows the log mails a link of its own for every
`InvitationIssued` to a person with a known address. Whoever asks for a reset gets the same answer
at once, whether the account exists or not; what happens then happens beside the request.
"""

import asyncio
from datetime import date, datetime
from uuid import UUID

import msgspec
import structlog

from application.access.identities import Identities
from application.access.letters import password_link
from application.access.ports import Credentials, OneTimeLinks, PrivateValues
from application.access.secret_refusals import SecretShownOnce
from application.kernel.handler import Done, Handler
from application.kernel.ports import Clock, EventStore
from domain.account.commands import CreateAccount, InviteOperator, IssueLink, Person
from domain.account.events import InvitationIssued, LinkPurpose
from domain.account.roster import ADMINISTRATORS, ROSTER
from domain.account.signing_in import MOST_RESETS, resets_under_way
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.kernel.identifiers import key_stream

LOG = structlog.get_logger()

FIRST_NAME = "administrator"
MOST_WAITING = 200


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
        private_values: PrivateValues,
        clock: Clock,
        address: str,
    ) -> None:
        self._store = store
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._links = links
        self._private_values = private_values
        self._clock = clock
        self._address = address
        self._one_reset = asyncio.Lock()
        self._beside: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Wait for the resets that were asked for and are not recorded yet."""
        await asyncio.gather(*self._beside)

    async def issue(
        self,
        command: IssueLink,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
        causation: int | None = None,
    ) -> Invitation:
        """Make a link for an account. How long it holds follows from its purpose."""
        done = await self._handler.handle(
            command,
            actor=actor,
            command_id=command_id,
            effective_on=effective_on,
            causation=causation,
        )
        _refuse_repeated(done)
        expires_at = await self._end_of(command.account, done)
        token = await self._links.make(command.account, command.purpose, expires_at)
        link = password_link(self._address, token)
        return Invitation(account=command.account, link=link, position=done.position)

    async def invite_operator(
        self,
        command: InviteOperator,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Invitation:
        """Make an operator's account, and the link for the officer to hand over."""
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        _refuse_repeated(done)
        return await self._invite(command.account, causation=done.position)

    def ask_for_reset(self, user_name: str) -> None:
        """Have a link mailed to the account called *user_name*, if it is one that can be mailed.

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
        known = ADMINISTRATORS.fold(read.get(ROSTER, ()))
        if await self._credentials.having_passwords(known):
            return None
        account = next(iter(known), None) or (await self._first()).stream
        return await self._invite(account)

    async def _first(self) -> Done:
        command = CreateAccount(
            account=key_stream("account", FIRST_NAME),
            user_name=FIRST_NAME,
            role=Role.ADMINISTRATOR,
            person=Person(full_name=FIRST_NAME),
        )
        return await self._handler.handle(command, actor=SYSTEM)

    async def _invite(self, account: UUID, *, causation: int | None = None) -> Invitation:
        command = IssueLink(account=account, purpose=LinkPurpose.INVITATION)
        return await self.issue(command, actor=SYSTEM, causation=causation)

    async def _reset(self, user_name: str) -> None:
        """Record that a reset was asked for, which has a link mailed; earlier ones end here."""
        credential = await self._credentials.by_name(user_name)
        if credential is None or not await self._has_mailbox(credential.account):
            return
        if await self._identities.actor_of(credential.account) is None:
            return
        async with self._one_reset:
            await self._record_reset(credential.account)

    async def _record_reset(self, account: UUID) -> None:
        command = IssueLink(account=account, purpose=LinkPurpose.RESET)
        try:
            if await self._has_enough_mail(account):
                LOG.warning("resets_refused", account=str(account))
                return
            # Before the event: the link that is mailed for it must not be among those that end.
            await self._links.drop(account)
            await self._handler.handle(command, actor=SYSTEM)
        except Exception:
            LOG.exception("reset_not_recorded", account=str(account))

    async def _end_of(self, account: UUID, done: Done) -> datetime:
        """Return until when the link works that was issued at the position of *done*."""
        events = (await self._store.read([account], up_to=done.position))[account]
        issued = [each.event for each in events if isinstance(each.event, InvitationIssued)]
        return issued[-1].expires_at

    async def _has_enough_mail(self, account: UUID) -> bool:
        history = (await self._store.read([account]))[account]
        return resets_under_way(history, self._clock.now()) >= MOST_RESETS

    async def _has_mailbox(self, account: UUID) -> bool:
        values = await self._private_values.of([account])
        return "email" in values.get(account, {})


def _refuse_repeated(done: Done) -> None:
    """Raise when the command was carried out before: its link cannot be shown again."""
    if done.repeated:
        raise SecretShownOnce(field="commandId")
