"""Mails with one-time links: for what was issued and still counts when the mail is sent."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from application.access.ports import MailNotSent
from domain.account.events import AccountCreated, InvitationIssued, LinkPurpose, PasswordSet
from domain.kernel.actors import Role
from infrastructure.postgres.migrate import migrate, migrations
from infrastructure.postgres.pool import owner_connection, server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from projections.engine.event_reader import EventReader
from projections.reactors.cursor import Cursor
from projections.reactors.mails import Mails, mails
from projections.reactors.runner import Reactors
from tests.support.databases import as_server
from tests.support.given import recorded
from tests.support.history import BEGIN, History, named, write

SITI, BUDI = named("siti"), named("budi")
TOMORROW = BEGIN + timedelta(days=1)
issued = InvitationIssued(purpose=LinkPurpose.RESET, expires_at=TOMORROW)
again = InvitationIssued(purpose=LinkPurpose.RESET, expires_at=TOMORROW + timedelta(hours=1))
password = PasswordSet()


class Office:
    """The links that count, the mails that were sent, the addresses that are known."""

    def __init__(self) -> None:
        self.links: dict[str, UUID] = {}
        self.sent: list[tuple[str, str, str]] = []
        self.away = 0
        self.more: dict[UUID, Mapping[str, str]] = {}
        self.moment = BEGIN
        self.made: Callable[[], Any] | None = None

    def now(self) -> datetime:
        """Return the moment that its clock shows."""
        return self.moment

    async def add(self, account: UUID, purpose: LinkPurpose, expires_at: datetime) -> str:
        """Keep a link; something else may happen in that moment."""
        assert (purpose, expires_at > self.moment) == (LinkPurpose.RESET, True)
        token = f"sgl_{len(self.links)}"
        self.links[token] = account
        if self.made is not None:
            await self.made()
        return token

    async def use(self, token: str, _at: datetime) -> object:
        """Use a link up."""
        return self.links.pop(token)

    async def send(self, to: str, subject: str, text: str) -> None:
        """Send a mail, unless the server is away."""
        if self.away:
            self.away -= 1
            raise MailNotSent("away")
        self.sent.append((to, subject, text))

    async def read(self, streams: Collection[UUID]) -> Mapping[UUID, Any]:
        """Return how the account of Siti began, who works in Jayapura."""
        created = AccountCreated(user_name="siti", role=Role.OFFICER, office="x", territory="91.71")
        return {SITI: recorded([created])} if SITI in streams else {}

    async def of(self, subjects: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """Return the address of Siti and of Budi; nobody else has one."""
        known = {SITI: {"email": "siti@example.id"}, **self.more}
        return {subject: known[subject] for subject in subjects if subject in known}

    def cursor(self, database: Pool) -> Cursor:
        """Return the reactor of mails on its way along the log."""
        return Cursor(database, self.reactor, EventReader())

    @property
    def reactor(self) -> Any:
        """The reactor of mails, with the office's own parts."""
        parts: dict[str, Any] = dict.fromkeys(
            ("links", "former", "mailer", "private_values", "clock", "store"), self
        )
        return mails(Mails(**parts, address="https://dinas.example.id"))


def told(*events: tuple[UUID, Any]) -> History:
    """Return the history of these *events*."""
    history = History()
    for stream, event in events:
        history.add(stream, event)
    return history


@pytest.fixture
def office() -> Office:
    """An office whose mail server works."""
    return Office()


async def test_a_link_that_was_issued_is_mailed(
    pool: Pool, database_url: str, office: Office
) -> None:
    """In both languages, with the moment until which it works."""
    await write(database_url, told((SITI, issued)).lines)
    await office.cursor(pool).advance()
    ((to, subject, text),) = office.sent
    assert to == "siti@example.id"
    assert subject == "Sokoguru: pilih kata sandi"
    assert text == (
        "Pilih kata sandi Anda lewat tautan ini, yang berlaku satu kali sampai "
        "2026-01-06 17:00 WIT:\n"
        "Choose your password with this link, which works once, until 2026-01-06 17:00 WIT:\n\n"
        "https://dinas.example.id/link#sgl_0\n"
    )
    assert office.links == {"sgl_0": SITI}


@pytest.mark.parametrize(
    ("events", "mailed"),
    [
        ([(SITI, issued), (SITI, again)], 1),
        ([(SITI, issued), (SITI, password)], 0),
        ([(SITI, password), (SITI, issued)], 1),
        ([(SITI, issued), (BUDI, password)], 1),
        ([(BUDI, issued)], 0),
    ],
)
async def test_what_is_over_is_not_mailed(
    pool: Pool, database_url: str, office: Office, events: Any, mailed: int
) -> None:
    """A later link, a password that was set, nobody to write to."""
    await write(database_url, told(*events).lines)
    await office.cursor(pool).advance()
    carried = [text for _, _, text in office.sent if "/link#" in text]
    assert len(carried) == len(office.links) == mailed


async def test_who_got_another_password_is_told(
    pool: Pool, database_url: str, office: Office
) -> None:
    """Whoever chose it: the person learns of it, and what to do when it was somebody else."""
    await write(database_url, told((SITI, password), (BUDI, password)).lines)
    await office.cursor(pool).advance()
    ((to, subject, text),) = office.sent
    assert (to, subject) == ("siti@example.id", "Sokoguru: kata sandi Anda diganti")
    assert "Bila itu bukan Anda" in text
    assert "If that was not you, ask for a new one at https://dinas.example.id" in text


async def soon(pool: Pool, office: Office) -> int | None:
    """Mail what is due, and whatever was put off; return how often what is left was tried."""
    await pool.execute("UPDATE views.put_off SET due_at = now()")
    wait = await office.cursor(pool).advance()
    tried: int | None = await pool.fetchval("SELECT attempts FROM views.put_off")
    assert (wait is None) == (tried is None)
    return tried


async def test_a_mailbox_that_takes_none_holds_up_no_other(
    pool: Pool, database_url: str, office: Office
) -> None:
    """The second mail goes out at once, the first when its mailbox takes it."""
    await write(database_url, told((SITI, issued), (BUDI, issued)).lines)
    office.more = {BUDI: {"email": "budi@example.id"}}
    office.away = 1
    assert await soon(pool, office) == 1
    assert len(office.sent) == 1
    assert await soon(pool, office) is None
    assert len(office.sent) == len(office.links) == 2


async def test_a_link_that_has_expired_is_not_mailed(
    pool: Pool, database_url: str, office: Office
) -> None:
    """The mail server was away for too long: nobody gets a link that does not work."""
    await write(database_url, told((SITI, issued)).lines)
    office.away = 1
    assert await soon(pool, office) == 1
    office.moment = TOMORROW
    assert await soon(pool, office) is None
    assert (office.sent, office.links) == ([], {})


async def test_a_mail_server_that_is_away_is_tried_again(
    pool: Pool, database_url: str, office: Office
) -> None:
    """The link of an attempt that failed is worth nothing; the one in the mail works."""
    await write(database_url, told((SITI, issued)).lines)
    office.away = 2
    waits = [await soon(pool, office) for _ in range(3)]
    assert waits == [1, 2, None]
    assert len(office.sent) == len(office.links) == 1


async def test_a_later_link_wins_at_the_last_moment(
    pool: Pool, database_url: str, office: Office
) -> None:
    """It was issued while the mail was being written: the older link is used up unseen."""
    history = told((SITI, issued), (SITI, again))
    await write(database_url, history.lines[:1])

    async def issue() -> None:
        office.made = None
        await write(database_url, history.lines[1:])

    office.made = issue
    await office.cursor(pool).advance()
    assert (office.sent, office.links) == ([], {})
    await office.cursor(pool).advance()
    assert len(office.sent) == len(office.links) == 1


async def test_a_log_from_before_mails_nothing(empty_database_url: str, office: Office) -> None:
    """Its links were mailed when they were issued; the first new one is mailed now."""
    history = told((SITI, issued), (SITI, again))
    async with owner_connection(empty_database_url, Settings()) as owner:
        await migrate(owner, migrations()[:4])
        await write(empty_database_url, history.lines[:1])
        await migrate(owner)
    async with server_pool(as_server(empty_database_url), Settings(pool_min=1)) as pool:
        (before,) = await Reactors(pool, [office.reactor]).status()
        assert before.position == 1
        await office.cursor(pool).advance()
        assert office.sent == []
        await write(empty_database_url, history.lines[1:])
        await office.cursor(pool).advance()
    assert len(office.sent) == 1


async def test_a_new_installation_begins_at_its_first_event(pool: Pool, office: Office) -> None:
    """Nothing was skipped before anything was there."""
    (status,) = await Reactors(pool, [office.reactor]).status()
    assert (status.position, status.lag) == (0, 0)
