"""Passwords are chosen with one-time links and changed by those who know them."""

import asyncio
import smtplib
from contextlib import nullcontext
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Self
from uuid import UUID

import pytest

from application.access import resets
from application.access.confirmation import Proof
from application.access.demonstration import let_in
from application.access.new_passwords import Accepted
from application.access.ports import MailNotSent
from application.authorisation import Forbidden, Unauthenticated
from cli.composition.access import keep_swept
from cli.composition.access_adapters import mailer_of
from domain.account.commands import (
    CreateAccount,
    DisableAccount,
    ErasePerson,
    InviteOperator,
    IssueLink,
)
from domain.account.events import AccountCreated, InvitationIssued, LinkPurpose
from domain.account.signing_in import MOST_RESETS
from domain.kernel.actors import SYSTEM, Actor, Role
from infrastructure.mail.mailers import FolderMailer, SmtpMailer
from infrastructure.settings.settings import Settings
from tests.support.access import ADDRESS, PASSWORD, House, token_in
from tests.support.refused import codes_refused

NEW = "empat ekor gajah menari"
WRONG = Proof(password=PASSWORD[1:])
SITI_AGAIN = UUID(int=99)


async def test_a_link_lets_a_person_choose_a_password_once(house: House) -> None:
    """The second use of a link is refused, and so is one that never was."""
    siti = await house.account("siti")
    token = await house.link(siti)
    await house.access.new_passwords.accept(token, PASSWORD)
    again = house.access.new_passwords.accept(token, NEW)
    assert await codes_refused(again) == ["link_worthless"]
    assert await codes_refused(house.access.new_passwords.accept("sgl_x", NEW)) == [
        "link_worthless"
    ]


async def test_who_has_no_mail_address_is_handed_the_link(house: House) -> None:
    """It is shown once, and in no log line."""
    command = CreateAccount(account=SITI_AGAIN, user_name="siti", role=Role.ADMINISTRATOR)
    await house.handler.handle(command, actor=SYSTEM)
    issue = IssueLink(account=SITI_AGAIN, purpose=LinkPurpose.INVITATION)
    invited = await house.access.invitations.issue(issue, actor=SYSTEM)
    assert invited.link is not None
    token = token_in(invited.link)
    assert token not in repr(invited)
    await house.access.new_passwords.accept(token, PASSWORD)
    refused = house.access.invitations.issue(issue, actor=SYSTEM)
    assert await codes_refused(refused) == ["mail_address_missing"]


async def test_an_invitation_replaces_no_password(house: House) -> None:
    """Whoever kept a second link of an invitation cannot become its owner with it."""
    siti = await house.account("siti")
    mailed = await house.link(siti)
    await house.access.new_passwords.accept(mailed, PASSWORD)
    end = house.clock.now() + timedelta(days=7)
    kept = await house.adapters.links.add(siti, LinkPurpose.INVITATION, end)
    accept = house.access.new_passwords.accept
    assert await codes_refused(accept(kept, NEW)) == ["link_worthless"]
    issued = await house.access.invitations.issue(
        IssueLink(account=siti, purpose=LinkPurpose.INVITATION), actor=SYSTEM
    )
    assert issued.link is None
    await accept(await house.link(siti), NEW)


async def test_two_who_use_a_link_at_once_are_one_use(house: House) -> None:
    """Of two passwords chosen at the same moment one holds."""
    siti = await house.account("siti")
    token = await house.link(siti)
    outcomes = await asyncio.gather(
        house.access.new_passwords.accept(token, PASSWORD),
        house.access.new_passwords.accept(token, NEW),
        return_exceptions=True,
    )
    assert sorted(isinstance(outcome, Accepted) for outcome in outcomes) == [False, True]


async def test_a_link_expires_and_a_newer_one_replaces_it(house: House) -> None:
    """A week later the invitation is worth nothing; the newest link counts."""
    siti = await house.account("siti")
    older = await house.link(siti, LinkPurpose.INVITATION)
    newer = await house.link(siti, LinkPurpose.RESET)
    accept = house.access.new_passwords.accept
    assert await codes_refused(accept(older, NEW)) == ["link_worthless"]
    house.clock.move(hours=2)
    assert await codes_refused(accept(newer, NEW)) == ["link_worthless"]


async def test_a_refused_password_leaves_the_link_good(house: House) -> None:
    """Whoever chose badly tries again with the same link."""
    siti = await house.account("siti.rahayu")
    token = await house.link(siti)
    for password, code in [
        ("pendek", "password_too_short"),
        ("a" * 300, "password_too_long"),
        ("password123", "password_common"),
        ("siti.rahayu1", "password_like_name"),
        ("koperasi2026", "password_weak"),
    ]:
        refused = house.access.new_passwords.accept(token, password)
        assert await codes_refused(refused) == [code]
    await house.access.new_passwords.accept(token, PASSWORD)


async def test_a_link_of_a_disabled_account_is_worthless(house: House) -> None:
    """Nobody gets back in through a link."""
    await house.account("budi")
    siti = await house.account("siti", Role.MSME_OWNER)
    token = await house.link(siti)
    await house.interrupted.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
    refused = house.access.new_passwords.accept(token, PASSWORD)
    assert await codes_refused(refused) == ["link_worthless"]


async def test_a_changed_password_ends_the_other_sessions(house: House) -> None:
    """The session that changed it goes on; the telephone has to sign in again."""
    siti = await house.member("siti")
    here, phone = await house.session(siti), await house.session(siti)
    session = await house.access.identities.session(here)
    assert session is not None
    change = house.access.new_passwords.change
    actor = await house.actor(siti)
    assert await codes_refused(change(session, actor, Proof(password=NEW), NEW)) == [
        "password_wrong"
    ]
    assert await codes_refused(change(session, actor, Proof(password=PASSWORD), PASSWORD)) == [
        "password_unchanged"
    ]
    assert await change(session, actor, Proof(password=PASSWORD), NEW) > 0
    assert (await house.access.identities.authenticate(here, ADDRESS)).name == "siti"
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(phone, ADDRESS)


async def test_the_old_password_is_not_guessed_in_a_stolen_session(house: House) -> None:
    """After three wrong ones the change is locked like signing in."""
    siti = await house.member("siti")
    session = await house.access.identities.session(await house.session(siti))
    assert session is not None
    actor = await house.actor(siti)
    change = house.access.new_passwords.change
    for _ in range(3):
        assert await codes_refused(change(session, actor, WRONG, NEW)) == ["password_wrong"]
    assert await codes_refused(change(session, actor, Proof(password=PASSWORD), NEW)) == [
        "sign_in_locked"
    ]


async def test_a_forgotten_password_is_reset_by_mail(house: House) -> None:
    """The mail holds a link that works; names without a mailbox get none, and no answer."""
    siti = await house.member("siti")
    budi = await house.member("budi", Role.MSME_OWNER)
    nameless = await house.member("nameless", Role.MSME_OWNER)
    for account in (budi, nameless):
        await house.handler.handle(DisableAccount(account=account, reason="gone"), actor=SYSTEM)
    await house.handler.handle(ErasePerson(account=nameless, reason="asked"), actor=SYSTEM)
    old = await house.link(siti)
    for name in ("siti", "budi", "nameless", "nobody"):
        house.access.resets.ask(name)
    await house.access.resets.close()
    assert await house.adapters.links.look(old, house.clock.now()) is not None
    await house.mail_links()
    mails = [each for each in house.mail.iterdir() if b"/link#" in each.read_bytes()]
    (mail,) = mails
    message = message_from_bytes(mail.read_bytes(), policy=default)
    body = message.get_body()
    assert body is not None
    assert message["To"] == "siti@example.id"
    assert mail.stat().st_mode & 0o077 == 0
    link = body.get_content().split()[-1]
    await house.access.new_passwords.accept(token_in(link), NEW)


async def test_one_account_gets_only_so_many_resets(house: House) -> None:
    """Ten requests at once are three mails, and no more come within the hour."""
    await house.member("siti")
    for _ in range(10):
        house.access.resets.ask("siti")
    await house.access.resets.close()
    await house.mail_links()
    assert len(list(house.mail.iterdir())) <= MOST_RESETS
    before = await house.store.last_position()
    house.access.resets.ask("siti")
    await house.access.resets.close()
    assert await house.store.last_position() == before


async def test_a_stranger_asks_for_a_reset_in_vain(house: House) -> None:
    """The owner's own link works after any number of requests, and three mails are the most."""
    siti = await house.member("siti")
    own = await house.link(siti)
    for _ in range(5):
        house.access.resets.ask("siti")
        await house.access.resets.close()
    events = [each.event for each in (await house.store.read([siti]))[siti]]
    resets = [each for each in events if isinstance(each, InvitationIssued)]
    assert sum(each.purpose is LinkPurpose.RESET for each in resets) == MOST_RESETS
    await house.access.new_passwords.accept(own, NEW)


async def test_a_reset_that_fails_is_told_to_the_log_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was given long ago."""
    await house.member("siti")

    def broken(*_given: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(resets, "resets_under_way", broken)
    before = await house.store.last_position()
    house.access.resets.ask("siti")
    await house.access.resets.close()
    assert await house.store.last_position() == before


async def test_the_first_start_makes_the_first_administrator(house: House) -> None:
    """A link each time until somebody has used one, then never again."""
    first = await house.access.invitations.first_link()
    again = await house.access.invitations.first_link()
    assert first is not None
    assert again is not None
    assert first.account == again.account
    assert again.link is not None
    await house.access.new_passwords.accept(token_in(again.link), PASSWORD)
    assert await house.access.invitations.first_link() is None
    assert (await house.actor(first.account)).role is Role.ADMINISTRATOR


async def test_personal_values_stay_out_of_the_log_and_can_be_erased(house: House) -> None:
    """The events hold commitments; after erasure nothing tells who it was."""
    siti = await house.account("siti", Role.MSME_OWNER)
    events = (await house.store.read([siti]))[siti]
    stored = await house.pool.fetchval("SELECT string_agg(state::text, '') FROM stored_events")
    assert b"Rahayu".hex() not in stored
    created = events[0].event
    assert isinstance(created, AccountCreated)
    assert created.person.keys() == {"full_name", "email"}
    assert (await house.access.private_values.of([siti]))[siti]["full_name"] == "Siti Rahayu"
    await house.handler.handle(DisableAccount(account=siti, reason="gone"), actor=SYSTEM)
    await house.handler.handle(ErasePerson(account=siti, reason="asked"), actor=SYSTEM)
    assert siti not in await house.access.private_values.of([siti])
    left = await house.pool.fetch("SELECT salt, value FROM private_values")
    assert {(row["salt"], row["value"]) for row in left} == {(b"", None)}


async def test_a_user_name_is_never_given_twice(house: House) -> None:
    """Not even after the account is gone, so that the log stays clear."""
    await house.account("siti")
    command = CreateAccount(
        account=SITI_AGAIN, user_name="siti", role=Role.ADMINISTRATOR, person=None
    )
    assert await codes_refused(house.handler.handle(command, actor=SYSTEM)) == ["user_name_taken"]


async def test_two_administrators_who_remove_each_other_leave_one(house: House) -> None:
    """Both at the same moment: one is carried out, the other is told why not."""
    siti, budi = await house.account("siti"), await house.account("budi")
    by_siti, by_budi = await house.actor(siti), await house.actor(budi)
    handle = house.handler.handle
    outcomes = await asyncio.gather(
        handle(DisableAccount(account=budi, reason="quarrel"), actor=by_siti),
        handle(DisableAccount(account=siti, reason="quarrel"), actor=by_budi),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [getattr(error, "code", None) for error in refused] == ["actor_removed"]
    actors = [await house.access.identities.actor_of(each) for each in (siti, budi)]
    assert sum(actor is not None for actor in actors) == 1


async def test_an_administrator_does_not_invite_himself_into_an_office(house: House) -> None:
    """What a role may not do is refused and remembered for auditors."""
    operator = Actor(account="x", role=Role.OPERATOR)
    with pytest.raises(Forbidden):
        await house.handler.handle(
            CreateAccount(account=SITI_AGAIN, user_name="sari", role=Role.ADMINISTRATOR),
            actor=operator,
        )
    (row,) = await house.access.refused.page(first=10)
    assert (row.command, row.actor) == ("CreateAccount", "x")


async def test_the_demonstration_lets_its_people_in_without_changing_their_passwords(
    house: House,
) -> None:
    """A second start begins new sessions and leaves a chosen password alone."""
    siti, budi = await house.member("siti"), await house.account("budi")
    before = await house.access.credentials.by_account(siti)
    tokens = await let_in(house.access, {siti: "siti", budi: "budi"})
    assert (await house.access.identities.authenticate(tokens["budi"], ADDRESS)).name == "budi"
    assert await house.access.credentials.by_account(siti) == before


async def test_who_was_only_invited_has_no_password(house: House) -> None:
    """Several accounts are asked about at once; strangers are not among the answers."""
    siti, budi = await house.member("siti"), await house.account("budi")
    asked = [siti, budi, SITI_AGAIN]
    assert await house.access.credentials.having_passwords(asked) == {siti}


async def test_an_operator_is_invited_only_for_a_cooperative_that_exists(house: House) -> None:
    """An unknown cooperative is not found."""
    command = InviteOperator(account=SITI_AGAIN, cooperative=SITI_AGAIN, user_name="pengurus")
    refused = house.access.invitations.invite_operator(command, actor=SYSTEM)
    assert await codes_refused(refused) == ["not_found"]


async def test_sweeping_goes_on_after_a_failure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad moment of the database does not end the cleaning."""
    swept = asyncio.Event()
    calls: list[int] = []

    async def failing_once(_at: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("gone for a moment")
        swept.set()

    monkeypatch.setattr(house.adapters.sessions, "sweep", failing_once)
    task = asyncio.create_task(keep_swept(house.adapters, pause=0))
    await asyncio.wait_for(swept.wait(), timeout=60)
    task.cancel()


def test_mail_goes_to_the_server_or_into_a_folder(tmp_path: Path) -> None:
    """Without a mail server, mails are files."""
    assert isinstance(mailer_of(Settings(smtp_url="smtp://mail"), tmp_path), SmtpMailer)
    assert isinstance(mailer_of(Settings(mail_folder=str(tmp_path)), tmp_path), FolderMailer)


@pytest.mark.parametrize(
    "address", ["siti@example.id\nBcc: all@example.id", "a@b.id,c@d.id", "siti"]
)
async def test_no_mail_goes_to_what_is_no_address(tmp_path: Path, address: str) -> None:
    """Kept before addresses were checked, it is a line in the log and stops no other mail."""
    await FolderMailer(tmp_path, "kantor@example.id").send(address, "Tautan", "…")
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - the folder is empty
    await SmtpMailer("smtp://127.0.0.1:1", "kantor@example.id").send(address, "Tautan", "…")


async def test_a_mail_server_that_is_away_is_told_to_whoever_sends() -> None:
    """The mail can be tried again; the person at the form has got the answer long ago."""
    with pytest.raises(MailNotSent, match="ConnectionRefusedError"):
        await SmtpMailer("smtp://127.0.0.1:1", "a@example.id").send("b@example.id", "x", "y")


@pytest.mark.parametrize(("code", "sent_again"), [(450, True), (550, False)])
async def test_a_mailbox_that_does_not_exist_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, code: int, *, sent_again: bool
) -> None:
    """550 is for good and a line in the log; 450 means that the server is busy now."""

    def refuse(*_given: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"b@example.id": (code, b"no")})

    monkeypatch.setattr(SmtpMailer, "_deliver", refuse)
    sending = SmtpMailer("smtp://mail", "a@example.id").send("b@example.id", "x", "y")
    with pytest.raises(MailNotSent) if sent_again else nullcontext():
        await sending


@pytest.mark.parametrize(
    ("address", "offers", "used"),
    [
        ("smtp://mail", False, ["plain"]),
        ("smtp://mail:2525", True, ["plain", "starttls"]),
        ("smtp://ani:rahasia%21@mail", False, ["plain", "starttls", "login ani rahasia!"]),
        ("smtps://ani@mail", False, ["tls", "login ani "]),
    ],
)
async def test_mail_is_sent_encrypted_where_it_can_be(
    monkeypatch: pytest.MonkeyPatch, address: str, *, offers: bool, used: list[str]
) -> None:
    """A password is only ever given over TLS."""
    seen: list[str] = []

    class Server:
        def __init__(self, *_given: object, **options: object) -> None:
            seen.append("tls" if "context" in options else "plain")

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            seen.append("closed")

        def has_extn(self, _name: str) -> bool:
            return offers

        def starttls(self, **_options: object) -> None:
            seen.append("starttls")

        def login(self, name: str, password: str) -> None:
            seen.append(f"login {name} {password}")

        def send_message(self, _message: object) -> None:
            seen.append("sent")

    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Server)
    await SmtpMailer(address, "a@example.id").send("b@example.id", "x", "y")
    assert seen == [*used, "sent", "closed"]
