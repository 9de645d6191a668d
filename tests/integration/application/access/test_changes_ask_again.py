"""What a thief of a session would change asks again, is told, and can be undone for a day."""

from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pyotp
import pytest

from application.access.confirmation import Proof
from application.access.ports import Former, Kept, Session
from application.authorisation import Unauthenticated
from domain.account.commands import (
    ChangeAccount,
    DisableAccount,
    ErasePerson,
    PersonChanges,
    RemoveSecondFactor,
)
from domain.kernel.actors import SYSTEM, Actor, Role
from tests.support.access import ADDRESS, PASSWORD, House
from tests.support.refused import codes_refused

KNOWN = Proof(password=PASSWORD)
WRONG = Proof(password=PASSWORD[1:])
THIEF = "pencuri@example.id"


async def came_in(house: House, account: UUID) -> tuple[Session, Actor]:
    """Return a session of *account*, and the account in action."""
    session = await house.access.identities.session(await house.session(account))
    assert session is not None
    return session, await house.actor(account)


async def set_up(house: House, account: UUID, proof: Proof = KNOWN) -> str:
    """Set one-time codes up and return their secret."""
    session, actor = await came_in(house, account)
    secret = (await house.access.second_factors.propose(session, actor)).secret
    code = pyotp.TOTP(secret).at(house.clock.now())
    await house.access.second_factors.confirm(session, actor, secret, code, proof)
    return secret


def moved(account: UUID, email: str | None = THIEF) -> ChangeAccount:
    """Return the change of the mail address."""
    return ChangeAccount(account=account, person=PersonChanges(email=email))


async def changed(house: House, change: ChangeAccount, proof: Proof = KNOWN) -> None:
    """Carry *change* out as its owner, who gives *proof*."""
    session, actor = await came_in(house, change.account)
    await house.access.sensitive.prepare(change, session, actor, proof)
    await house.handler.handle(change, actor=actor)


async def undo_links(house: House, to: str = "siti@example.id") -> list[str]:
    """Return the links for undoing that were mailed *to* an address."""
    await house.mail_links()
    messages = [
        message_from_bytes(each.read_bytes(), policy=default)
        for each in sorted(house.mail.iterdir(), key=lambda each: each.stat().st_mtime_ns)
    ]
    bodies = [each.get_body() for each in messages if each["To"] == to]
    texts = [body.get_content() for body in bodies if body is not None]
    return [text.split()[-1].partition("#")[2] for text in texts if "/undo#" in text]


async def email_of(house: House, account: UUID) -> str | None:
    """Return the mail address of *account*."""
    return (await house.access.private_values.of([account]))[account].get("email")


async def test_another_mail_address_asks_for_the_password(house: House) -> None:
    """A session alone is not enough; the same address, or a new telephone, is nobody's loot."""
    siti = await house.member("siti")
    session, actor = await came_in(house, siti)
    prepare = house.access.sensitive.prepare
    for proof, code in [
        (Proof(), "password_asked_again"),
        (WRONG, "password_wrong"),
    ]:
        refused = prepare(moved(siti), session, actor, proof)
        assert await codes_refused(refused) == [code]
    await prepare(moved(siti, "siti@example.id"), session, actor, Proof())
    telephone = ChangeAccount(account=siti, person=PersonChanges(phone="024-3584077"))
    await prepare(telephone, session, actor, Proof())
    await prepare(moved(siti), session, actor, KNOWN)


async def test_codes_are_asked_for_where_there_are_some(house: House) -> None:
    """Removing them, replacing them, another address, another password."""
    siti = await house.member("siti")
    secret = await set_up(house, siti)
    session, actor = await came_in(house, siti)
    removal = RemoveSecondFactor(account=siti, reason="lost")
    for change in (removal, moved(siti)):
        refused = house.access.sensitive.prepare(change, session, actor, KNOWN)
        assert await codes_refused(refused) == ["second_factor_missing"]
    wrong = Proof(password=PASSWORD, code="000000x")
    refused = house.access.sensitive.prepare(removal, session, actor, wrong)
    assert await codes_refused(refused) == ["second_factor_wrong"]
    change_password = house.access.new_passwords.change(
        session, actor, KNOWN, "empat ekor gajah menari"
    )
    assert await codes_refused(change_password) == ["second_factor_missing"]
    assert await codes_refused(set_up(house, siti)) == ["second_factor_missing"]
    house.clock.move(seconds=60)
    right = Proof(password=PASSWORD, code=pyotp.TOTP(secret).at(house.clock.now()))
    assert await set_up(house, siti, right) != secret


async def test_the_secret_is_one_that_was_proposed(house: House) -> None:
    """A thief cannot bring a secret along, nor use yesterday's."""
    siti = await house.member("siti")
    session, actor = await came_in(house, siti)
    own = pyotp.random_base32()
    code = pyotp.TOTP(own).at(house.clock.now())
    confirm = house.access.second_factors.confirm
    never = confirm(session, actor, own, code, KNOWN)
    assert await codes_refused(never) == ["second_factor_not_proposed"]
    proposed = (await house.access.second_factors.propose(session, actor)).secret
    another = confirm(session, actor, own, code, KNOWN)
    assert await codes_refused(another) == ["second_factor_not_proposed"]
    house.clock.move(hours=2)
    late = confirm(session, actor, proposed, pyotp.TOTP(proposed).at(house.clock.now()), KNOWN)
    assert await codes_refused(late) == ["second_factor_not_proposed"]


async def test_guesses_lock_the_session_and_not_the_name(house: House) -> None:
    """Three wrong ones in a stolen session; its owner comes in elsewhere and goes on."""
    siti = await house.member("siti")
    stolen, actor = await came_in(house, siti)
    prepare = house.access.sensitive.prepare
    for _ in range(3):
        refused = prepare(moved(siti), stolen, actor, WRONG)
        assert await codes_refused(refused) == ["password_wrong"]
    assert await codes_refused(prepare(moved(siti), stolen, actor, KNOWN)) == ["sign_in_locked"]
    own, _ = await came_in(house, siti)
    await prepare(moved(siti), own, actor, KNOWN)


async def test_busy_hashing_is_told(house: House) -> None:
    """As when signing in."""
    siti = await house.member("siti")
    session, actor = await came_in(house, siti)
    house.adapters.passwords._places = 0
    refused = house.access.sensitive.prepare(moved(siti), session, actor, KNOWN)
    assert await codes_refused(refused) == ["sign_in_busy"]


async def test_the_old_address_undoes_another_one(house: House) -> None:
    """Even after a second change; sessions and the password that the thief knew are over."""
    siti = await house.member("siti")
    thiefs = await house.session(siti)
    await changed(house, moved(siti))
    await changed(house, moved(siti, "lain@example.id"))
    (link,) = await undo_links(house)
    assert await undo_links(house, THIEF) == []
    assert await house.access.sensitive.undo(link) > 0
    assert await email_of(house, siti) == "siti@example.id"
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(thiefs, ADDRESS)
    credential = await house.access.credentials.by_account(siti)
    assert credential is not None
    assert not await house.access.passwords.verify(PASSWORD, credential.password_hash)
    assert await codes_refused(house.access.sensitive.undo(link)) == ["link_worthless"]


async def test_undoing_ends_after_a_day(house: House) -> None:
    """Then the new address is simply the address."""
    siti = await house.member("siti")
    await changed(house, moved(siti))
    (link,) = await undo_links(house)
    house.clock.move(days=1)
    assert await codes_refused(house.access.sensitive.undo(link)) == ["link_worthless"]
    await house.adapters.sweep()
    assert await house.pool.fetchval("SELECT count(*) FROM former_values") == 0


async def test_replaced_and_removed_codes_come_back(house: House) -> None:
    """The first codes are undone to none, replaced ones to those before."""
    siti = await house.member("siti")
    secret = await set_up(house, siti)
    (first,) = await undo_links(house)
    house.clock.move(days=1, seconds=1)
    proof = Proof(password=PASSWORD, code=pyotp.TOTP(secret).at(house.clock.now()))
    await set_up(house, siti, proof)
    *_, link = await undo_links(house)
    assert await codes_refused(house.access.sensitive.undo(first)) == ["link_worthless"]
    await house.access.sensitive.undo(link)
    credential = await house.access.credentials.by_account(siti)
    assert credential is not None
    assert credential.totp_secret == secret


@pytest.mark.parametrize("removed", [False, True])
async def test_codes_that_a_thief_set_up_are_taken_away(house: House, *, removed: bool) -> None:
    """There were none before; whether the thief removed them meanwhile does not matter."""
    siti = await house.member("siti")
    await set_up(house, siti)
    (link,) = await undo_links(house)
    if removed:
        removal = RemoveSecondFactor(account=siti, reason="lost")
        await house.handler.handle(removal, actor=SYSTEM)
    await house.access.sensitive.undo(link)
    assert not await house.access.identities.has_codes(siti)


async def test_without_an_address_there_is_nobody_to_tell(house: House) -> None:
    """The first address asks for the password as well, and nothing is kept."""
    siti = await house.member("siti")
    await house.handler.handle(moved(siti, None), actor=SYSTEM)
    await changed(house, moved(siti))
    assert await undo_links(house) == []


async def test_who_may_not_ask_is_left_to_the_handler(house: House) -> None:
    """Nothing is kept of somebody else's address for a stranger's wish."""
    siti, budi = await house.member("siti"), await house.member("budi", Role.MSME_OWNER)
    session, stranger = await came_in(house, budi)
    await house.access.sensitive.prepare(moved(siti), session, stranger, Proof())
    administrator, actor = await came_in(house, siti)
    refused = house.access.sensitive.prepare(moved(budi), administrator, actor, Proof())
    assert await codes_refused(refused) == ["password_asked_again"]
    assert await house.pool.fetchval("SELECT count(*) FROM former_values") == 0


async def test_an_erased_person_leaves_no_former_address(house: House) -> None:
    """What is kept for undoing is personal too."""
    await house.member("budi")
    siti = await house.member("siti", Role.MSME_OWNER)
    await changed(house, moved(siti))
    await house.handler.handle(DisableAccount(account=siti, reason="gone"), actor=SYSTEM)
    await house.handler.handle(ErasePerson(account=siti, reason="asked"), actor=SYSTEM)
    assert await house.pool.fetchval("SELECT count(*) FROM former_values") == 0


def test_nothing_of_it_is_shown_in_a_log_line() -> None:
    """Neither what was given nor what was there before."""
    former = Former(account=UUID(int=1), name=Kept.EMAIL, value=THIEF, email=THIEF)
    assert PASSWORD not in repr(KNOWN)
    assert THIEF not in repr(former)


async def test_an_account_without_a_password_is_put_back_as_well(house: House) -> None:
    """An administrator moved the address of somebody who was only invited."""
    admin, siti = await house.member("admin"), await house.account("siti")
    session, actor = await came_in(house, admin)
    await house.access.sensitive.prepare(moved(siti), session, actor, KNOWN)
    await house.handler.handle(moved(siti), actor=actor)
    (link,) = await undo_links(house)
    await house.access.sensitive.undo(link)
    assert await email_of(house, siti) == "siti@example.id"
    assert await house.access.credentials.having_passwords({siti}) == frozenset()
