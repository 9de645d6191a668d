"""What people are mailed: a link for each that was issued, a word when an account changed hands.

The link is made here, when the mail is sent, so it is in no event and in nobody's memory. An
issue that is over by then (a later one, a password that was set, a link that has expired) or
an account without a mail address gets no mail. A mailbox that takes none for now holds up nobody
else: each mail is tried again by itself.
"""

from uuid import UUID

from application.access.letters import password_letter, password_link, password_told, undo_letter
from application.access.ports import FormerValues, Kept, Mailer, OneTimeLinks, PrivateValues
from application.kernel.ports import Clock, EventStore
from application.kernel.zones import zone_of_account
from domain.account.events import (
    AccountChanged,
    InvitationIssued,
    PasswordSet,
    SecondFactorRemoved,
    SecondFactorSet,
)
from domain.kernel.time_zones import TimeZone
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Database, statements
from projections.engine.event_rows import EventRow, Kind
from projections.reactors.reactor import Reactor

SQL = statements(__file__)
OVER = Mapper().topics_of(InvitationIssued, PasswordSet)


class Mails:
    """Mails people; *address* is that of the pages people use."""

    def __init__(
        self,
        *,
        links: OneTimeLinks,
        former: FormerValues,
        mailer: Mailer,
        private_values: PrivateValues,
        clock: Clock,
        store: EventStore,
        address: str,
    ) -> None:
        self._links = links
        self._former = former
        self._mailer = mailer
        self._private_values = private_values
        self._clock = clock
        self._store = store
        self._address = address

    async def react(self, database: Database, recorded: EventRow) -> None:
        """Mail what *recorded* gives cause for, to an account with an address."""
        email = await self._email_of(recorded.stream)
        match recorded.event:
            case InvitationIssued() if email is not None:
                await self._mail_link(database, recorded, email)
            case PasswordSet() if email is not None:
                letter = password_told(
                    recorded.recorded_at, self._address, await self._zone_of(recorded)
                )
                await self._mailer.send(email, letter.subject, letter.text)
            case AccountChanged():
                await self._mail_undo(Kept.EMAIL, recorded)
            case SecondFactorSet() | SecondFactorRemoved():
                await self._mail_undo(Kept.SECOND_FACTOR, recorded)

    async def _mail_undo(self, name: Kept, recorded: EventRow) -> None:
        """Tell the address from before of a change, unless nothing was kept of what was there."""
        account = recorded.stream
        former = await self._former.untold(account, name, self._clock.now())
        if former is None:
            return
        token = await self._former.make_link(account, name)
        zone = await self._zone_of(recorded)
        letter = undo_letter(name, recorded.recorded_at, self._address, token, zone)
        await self._mailer.send(former.email, letter.subject, letter.text)
        await self._former.told(account, name)

    async def _mail_link(self, database: Database, recorded: EventRow, email: str) -> None:
        """Mail a link for the issue that *recorded* tells of, unless it is over."""
        account, issued = recorded.stream, recorded.event
        if await self._is_over(database, recorded):
            return
        token = await self._links.add(account, issued.purpose, issued.expires_at)
        try:
            # A later issue may have come, and ended earlier links, just before this one was made.
            if await self._is_over(database, recorded):
                await self._links.use(token, self._clock.now())
                return
            link = password_link(self._address, token)
            letter = password_letter(link, issued.expires_at, await self._zone_of(recorded))
            await self._mailer.send(email, letter.subject, letter.text)
        except Exception:
            await self._links.use(token, self._clock.now())
            raise

    async def _zone_of(self, recorded: EventRow) -> TimeZone:
        """Return the zone by whose clock whoever gets the letter reads it."""
        return await zone_of_account(self._store, recorded.stream)

    async def _email_of(self, account: UUID) -> str | None:
        values = await self._private_values.of([account])
        return values.get(account, {}).get("email")

    async def _is_over(self, database: Database, recorded: EventRow) -> bool:
        if recorded.event.expires_at <= self._clock.now():
            return True
        over: bool = await SQL["is_overtaken"].value(
            database, stream=recorded.stream, version=recorded.version, topics=OVER
        )
        return over


def mails(sender: Mails) -> Reactor:
    """Return the reactor that has *sender* mail what people are to get."""
    reads: frozenset[Kind] = frozenset(
        {InvitationIssued, PasswordSet, AccountChanged, SecondFactorSet, SecondFactorRemoved}
    )
    return Reactor(name="mails", reads=reads, react=sender.react, apart=True)
