"""The mails that carry a one-time link: one for each link that was issued to an account.

The link is made here, when the mail is sent, so it is in no event and in nobody's memory. An
issue that is over by then (a later one, a password that was set, a link that has expired) or
an account without a mail address gets no mail.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.access.invitations import LETTER, SUBJECT
from application.kernel.ports import Clock
from domain.account.events import InvitationIssued, LinkPurpose, PasswordSet
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Database, statements
from projections.engine.event_rows import EventRow
from projections.reactors.reactor import Reactor

SQL = statements(__file__)
OVER = Mapper().topics_of(InvitationIssued, PasswordSet)


class Links(Protocol):
    """Keeps one-time links."""

    async def add(self, account: UUID, purpose: LinkPurpose, expires_at: datetime) -> str:
        """Return the token of one more link; earlier ones stay as good as they are."""

    async def use(self, token: str, at: datetime) -> object | None:
        """Use the link of *token* up."""


class Mailer(Protocol):
    """Delivers mails."""

    async def send(self, to: str, subject: str, text: str) -> None:
        """Deliver *text* to the address *to*, or raise what may be over later."""


class Mails:
    """Mails links; *email_of* is an account's address, *address* that of the pages."""

    def __init__(
        self,
        *,
        links: Links,
        mailer: Mailer,
        email_of: Callable[[UUID], Awaitable[str | None]],
        clock: Clock,
        address: str,
    ) -> None:
        self._links = links
        self._mailer = mailer
        self._email_of = email_of
        self._clock = clock
        self._address = address

    async def react(self, database: Database, recorded: EventRow) -> None:
        """Mail a link for the issue that *recorded* tells of, unless it is over."""
        account, issued = recorded.stream, recorded.event
        email = await self._email_of(account)
        if email is None or await self._is_over(database, recorded):
            return
        token = await self._links.add(account, issued.purpose, issued.expires_at)
        try:
            # A later issue may have come, and ended earlier links, just before this one was made.
            if await self._is_over(database, recorded):
                await self._links.use(token, self._clock.now())
                return
            await self._mailer.send(email, *_letter(f"{self._address}/link#{token}", issued))
        except Exception:
            await self._links.use(token, self._clock.now())
            raise

    async def _is_over(self, database: Database, recorded: EventRow) -> bool:
        if recorded.event.expires_at <= self._clock.now():
            return True
        over: bool = await SQL["is_overtaken"].value(
            database, stream=recorded.stream, version=recorded.version, topics=OVER
        )
        return over


def _letter(link: str, issued: InvitationIssued) -> tuple[str, str]:
    """Return the subject and the text of the mail with *link*."""
    text = LETTER.format(until=issued.expires_at.isoformat(timespec="minutes"))
    return SUBJECT.id, f"{text.id}\n{text.en}\n\n{link}\n"


def mails(sender: Mails) -> Reactor:
    """Return the reactor that has *sender* mail the links that were issued."""
    return Reactor(name="mails", reads=frozenset({InvitationIssued}), react=sender.react)
