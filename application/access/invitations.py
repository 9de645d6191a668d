"""One-time links: for somebody new, for somebody who forgot, and for the very first.

Nothing is mailed here: whoever follows the log mails a link of its own for every
`InvitationIssued` to a person with a known address. Such a person's link is shown to nobody else.
Without an address an invitation is shown once, to be handed over; it chooses the first password
and replaces none. A link for an account that has a password is a reset, which is only ever mailed.
"""

from datetime import date
from uuid import UUID

import msgspec

from application.access.letters import password_link
from application.access.ports import Credentials, OneTimeLinks, PrivateValues
from application.access.secret_refusals import SecretShownOnce
from application.kernel.handler import Done, Handler
from application.kernel.ports import EventStore
from domain.account.commands import CreateAccount, InviteOperator, IssueLink, Person
from domain.account.events import InvitationIssued, LinkPurpose
from domain.account.roster import ADMINISTRATORS, ROSTER
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.kernel.identifiers import key_stream

FIRST_NAME = "administrator"


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """That a link to choose a password of *account* was made, and where the log stood after it.

    *link* is None where it is mailed to the person.
    """

    account: UUID
    link: str | None
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
        credentials: Credentials,
        links: OneTimeLinks,
        private_values: PrivateValues,
        address: str,
    ) -> None:
        self._store = store
        self._handler = handler
        self._credentials = credentials
        self._links = links
        self._private_values = private_values
        self._address = address

    async def issue(
        self,
        command: IssueLink,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Invitation:
        """Make a link for an account. How long it holds follows from its purpose."""
        if await self._credentials.having_passwords([command.account]):
            command = msgspec.structs.replace(command, purpose=LinkPurpose.RESET)
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        return await self._issued(command, done)

    async def invite_operator(
        self,
        command: InviteOperator,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Invitation:
        """Make an operator's account, and the link: mailed, or for the officer to hand over.

        The link's own command follows from the account, so repeating the first one finishes
        what was interrupted and makes no second link.
        """
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        once = key_stream("invitation", done.stream)
        issue = IssueLink(account=done.stream, purpose=LinkPurpose.INVITATION)
        invited = await self._handler.handle(
            issue, actor=SYSTEM, command_id=once, causation=done.position
        )
        return await self._issued(issue, invited)

    async def first_link(self) -> Invitation | None:
        """Return a link for the first administrator, None once somebody runs the place.

        It is shown in any case: whoever starts the server runs it.
        """
        read = await self._store.read([ROSTER])
        known = ADMINISTRATORS.fold(read.get(ROSTER, ()))
        if await self._credentials.having_passwords(known):
            return None
        account = next(iter(known), None) or (await self._first()).stream
        command = IssueLink(account=account, purpose=LinkPurpose.INVITATION)
        done = await self._handler.handle(command, actor=SYSTEM)
        link = await self._renew(account, done, mailed=False)
        return Invitation(account=account, link=link, position=done.position)

    async def _first(self) -> Done:
        command = CreateAccount(
            account=key_stream("account", FIRST_NAME),
            user_name=FIRST_NAME,
            role=Role.ADMINISTRATOR,
            person=Person(full_name=FIRST_NAME),
        )
        return await self._handler.handle(command, actor=SYSTEM)

    async def _issued(self, command: IssueLink, done: Done) -> Invitation:
        """Answer with the link, unless it goes to the person."""
        mailed = command.purpose is LinkPurpose.RESET or await self._has_mailbox(command.account)
        link = await self._renew(command.account, done, mailed=mailed)
        return Invitation(account=command.account, link=link, position=done.position)

    async def _renew(self, account: UUID, done: Done, *, mailed: bool) -> str | None:
        """End earlier links; return the new one, None when it is *mailed*."""
        if done.repeated and mailed:
            return None
        if done.repeated:
            raise SecretShownOnce(field="commandId")
        issued = await self._event(account, done)
        await self._links.drop_others(account, issued.expires_at)
        if mailed:
            return None
        token = await self._links.add(account, issued.purpose, issued.expires_at)
        return password_link(self._address, token)

    async def _event(self, account: UUID, done: Done) -> InvitationIssued:
        """Return the link that was issued at the position of *done*."""
        events = (await self._store.read([account], up_to=done.position))[account]
        issued = [each.event for each in events if isinstance(each.event, InvitationIssued)]
        return issued[-1]

    async def _has_mailbox(self, account: UUID) -> bool:
        values = await self._private_values.of([account])
        return "email" in values.get(account, {})
