"""The answer to a repeated command cannot show its secret again, and makes no second one."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from application.access.invitations import Invitations
from application.access.key_issuing import KeyIssuing
from application.access.letters import password_letter
from application.kernel.handler import Done
from domain.account.commands import InviteOperator, IssueLink
from domain.account.events import InvitationIssued, LinkPurpose
from domain.kernel.actors import SYSTEM, Actor, Role, Scope
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded
from domain.kernel.time_zones import TimeZone
from domain.service_key.commands import CreateServiceKey, RotateServiceKey
from tests.support.given import NOW, recorded
from tests.support.memory_access import MemoryLinks
from tests.support.refused import codes_refused

KEY, ACCOUNT, COMMAND = UUID(int=1), UUID(int=2), UUID(int=3)
ADMINISTRATOR = Actor(account=str(UUID(int=9)), role=Role.ADMINISTRATOR)

create = CreateServiceKey(key=KEY, name="Ministry", prefix="", scopes=(Scope.FEED,), expires_at=NOW)
rotate = RotateServiceKey(key=KEY, successor=KEY, prefix="", expires_at=NOW, overlap_until=NOW)
issue = IssueLink(account=ACCOUNT, purpose=LinkPurpose.INVITATION)
invite = InviteOperator(account=ACCOUNT, cooperative=KEY, user_name="pengurus")


class Accepting:
    """A handler that accepts everything, as *repeated* or for the first time."""

    def __init__(self, *, repeated: bool = False) -> None:
        self.given: list[tuple[Any, dict[str, Any]]] = []
        self._repeated = repeated

    async def handle(self, command: object, **options: object) -> Done:
        """Note the command and say yes."""
        self.given.append((command, options))
        return Done(
            position=len(self.given) + 40, stream=ACCOUNT, version=1, repeated=self._repeated
        )


class Kept:
    """Secrets of service keys, in memory."""

    def __init__(self) -> None:
        self.secrets: dict[UUID, str] = {}

    def new_secret(self) -> str:
        """Return one that is easy to recognise."""
        return "sgk_12345678 and the rest"

    async def keep(self, key: UUID, secret: str) -> None:
        """Keep it."""
        self.secrets[key] = secret


class Log:
    """A log in which every account was issued a link that works for an hour."""

    @staticmethod
    async def read(
        streams: Sequence[UUID], *, up_to: int | None
    ) -> Mapping[UUID, Sequence[Recorded[InvitationIssued]]]:
        """Return the one event of each stream."""
        assert up_to is not None
        purpose = LinkPurpose.INVITATION
        issued = InvitationIssued(purpose=purpose, expires_at=NOW + timedelta(hours=1))
        return {stream: recorded([issued]) for stream in streams}


class People:
    """Whose password is chosen, and who has a mail address."""

    def __init__(self, *, password: bool = False, mailbox: bool = False) -> None:
        self._password = password
        self._mailbox = mailbox

    async def having_passwords(self, accounts: Collection[UUID]) -> frozenset[UUID]:
        """Return all of them, or none."""
        return frozenset(accounts) if self._password else frozenset()

    async def of(self, accounts: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """Return the addresses of all of them, or of none."""
        return {each: {"email": "x@example.id"} for each in accounts} if self._mailbox else {}


STRANGER = People()


Give = Callable[[Accepting, Kept, MemoryLinks], Awaitable[object]]


def keys(handler: Accepting, kept: Kept) -> KeyIssuing:
    """Return the service for keys."""
    return KeyIssuing(handler=cast("Any", handler), secrets=cast("Any", kept))


def invitations(handler: Accepting, links: MemoryLinks, people: People = STRANGER) -> Invitations:
    """Return the service for links; the log holds the link that was issued."""
    return Invitations(
        store=cast("Any", Log()),
        handler=cast("Any", handler),
        credentials=cast("Any", people),
        links=links,
        private_values=people,
        address="http://localhost",
    )


async def _create(handler: Accepting, kept: Kept, _links: MemoryLinks) -> object:
    return await keys(handler, kept).create(create, actor=ADMINISTRATOR, command_id=COMMAND)


async def _rotate(handler: Accepting, kept: Kept, _links: MemoryLinks) -> object:
    return await keys(handler, kept).rotate(rotate, actor=ADMINISTRATOR, command_id=COMMAND)


async def _issue(handler: Accepting, _kept: Kept, links: MemoryLinks) -> object:
    return await invitations(handler, links).issue(issue, actor=ADMINISTRATOR, command_id=COMMAND)


async def _invite(handler: Accepting, _kept: Kept, links: MemoryLinks) -> object:
    inviting = invitations(handler, links)
    return await inviting.invite_operator(invite, actor=ADMINISTRATOR, command_id=COMMAND)


@pytest.mark.parametrize("give", [_create, _rotate, _issue, _invite])
async def test_a_repeated_command_makes_no_second_secret(give: Give) -> None:
    """It is refused in words that say what to do, and nothing is kept."""
    handler, kept, links = Accepting(repeated=True), Kept(), MemoryLinks()
    assert await codes_refused(give(handler, kept, links)) == ["secret_shown_once"]
    assert (kept.secrets, links._links) == ({}, {})


@pytest.mark.parametrize("give", [_create, _rotate])
async def test_the_log_gets_the_beginning_of_a_key(give: Give) -> None:
    """The command that is handled says how the secret begins, and the id is the caller's."""
    handler, kept = Accepting(), Kept()
    await give(handler, kept, MemoryLinks())
    ((command, options),) = handler.given
    assert command.prefix == "sgk_12345678"
    assert (options["actor"], options["command_id"]) == (ADMINISTRATOR, COMMAND)
    assert kept.secrets == {KEY: "sgk_12345678 and the rest"}


async def test_a_link_holds_for_as_long_as_the_log_says() -> None:
    """The decision says until when; the link that is shown ends at that very moment."""
    handler, links = Accepting(), MemoryLinks()
    await _issue(handler, Kept(), links)
    assert handler.given[0][0] == issue
    assert [end for _, end in links._links.values()] == [NOW + timedelta(hours=1)]


async def test_the_link_of_an_operator_names_the_command_that_caused_it() -> None:
    """The officer invites; the link follows as the installation's own command."""
    handler = Accepting()
    await _invite(handler, Kept(), MemoryLinks())
    (_, first), (follows, second) = handler.given
    assert (first["actor"], first["command_id"]) == (ADMINISTRATOR, COMMAND)
    assert (follows.account, follows.purpose) == (ACCOUNT, LinkPurpose.INVITATION)
    assert (second["actor"], second["causation"]) == (SYSTEM, 41)
    assert second["command_id"] == key_stream("invitation", ACCOUNT)


async def test_a_link_for_an_account_with_a_password_is_a_reset_that_nobody_is_shown() -> None:
    """Asked for as an invitation, it goes to the person all the same, and holds for an hour."""
    handler, links = Accepting(), MemoryLinks()
    people = People(password=True, mailbox=True)
    issued = await invitations(handler, links, people).issue(issue, actor=ADMINISTRATOR)
    assert handler.given[0][0] == IssueLink(account=ACCOUNT, purpose=LinkPurpose.RESET)
    assert (issued.link, links._links) == (None, {})


@pytest.mark.parametrize("repeated", [False, True])
async def test_a_link_that_can_be_mailed_is_shown_to_nobody_else(*, repeated: bool) -> None:
    """Neither the officer who invites nor whoever repeats the command sees it."""
    handler, links = Accepting(repeated=repeated), MemoryLinks()
    inviting = invitations(handler, links, People(mailbox=True))
    answers = [
        await inviting.invite_operator(invite, actor=ADMINISTRATOR, command_id=COMMAND),
        await inviting.issue(issue, actor=ADMINISTRATOR),
    ]
    assert [each.link for each in answers] == [None, None]
    assert links._links == {}


def test_a_letter_carries_the_link_in_both_languages() -> None:
    """It says until when the link works, and shows nothing of it in a log line."""
    letter = password_letter("https://example.id/link#sgl_x", NOW, TimeZone.WIB)
    assert "berlaku satu kali sampai 2026-11-22 16:00 WIB" in letter.text
    assert "works once, until 2026-11-22 16:00 WIB" in letter.text
    assert letter.text.split()[-1] == "https://example.id/link#sgl_x"
    assert "sgl_x" not in repr(letter)
