"""Who locks a name from outside keeps its owner from nothing, and is seen by auditors."""

import pyotp
import pytest
from msgspec.structs import replace

from application.access.attempt import Attempt
from application.access.confirmation import Proof
from application.access.ports import AccessRow
from domain.kernel.actors import Role
from tests.support.access import ADDRESS, PASSWORD, House
from tests.support.refused import codes_refused

right = Attempt(user_name="siti", password=PASSWORD, address=ADDRESS)
attack = Attempt(user_name="siti", password=PASSWORD[1:], address="198.51.100.9")
AGAIN = "empat ekor gajah menari"


async def lock(house: House) -> None:
    """Guess until the name is locked."""
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(attack)) == ["sign_in_wrong"]
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_locked"]


async def with_codes(house: House) -> pyotp.TOTP:
    """Make an account that signs in with one-time codes, and return them."""
    siti = await house.member("siti")
    session = await house.access.identities.session(await house.session(siti))
    assert session is not None
    actor = await house.actor(siti)
    codes = pyotp.TOTP((await house.access.second_factors.propose(session, actor)).secret)
    shown, proof = codes.at(house.clock.now()), Proof(password=PASSWORD)
    await house.access.second_factors.confirm(session, actor, codes.secret, shown, proof)
    house.clock.move(seconds=60)
    return codes


async def trail(house: House) -> list[AccessRow]:
    """Return what stands in the access log of signing in that failed, the oldest first."""
    rows = await house.access.access_log.page(first=50)
    return [row for row in reversed(rows) if row.action.startswith("sign_in_")]


async def test_a_known_device_comes_in(house: House) -> None:
    """The one that the owner came in with before; not another's, nor an invented one."""
    await house.member("siti")
    await house.member("budi")
    own = (await house.access.sign_in.sign_in(right)).device
    theirs = (await house.access.sign_in.sign_in(replace(right, user_name="budi"))).device
    await lock(house)
    for device in (theirs, "sgd_x"):
        refused = house.access.sign_in.sign_in(replace(right, device=device))
        assert await codes_refused(refused) == ["sign_in_locked"]
    assert (await house.access.sign_in.sign_in(replace(right, device=own))).actor.name == "siti"


async def test_the_mailed_link_comes_in(house: House) -> None:
    """And what it hands over still does when the name is locked again at once."""
    siti = await house.member("siti")
    await lock(house)
    device = (await house.access.new_passwords.accept(await house.link(siti), AGAIN)).device
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(attack)) == ["sign_in_wrong"]
    own = replace(right, password=AGAIN, device=device)
    assert (await house.access.sign_in.sign_in(own)).actor.name == "siti"


async def test_a_known_device_guesses_no_more_often(house: House) -> None:
    """Its failures are its own: they lock it, and not the name."""
    await house.member("siti")
    own = (await house.access.sign_in.sign_in(right)).device
    stolen = replace(attack, device=own)
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(stolen)) == ["sign_in_wrong"]
    again = replace(right, device=own)
    assert await codes_refused(house.access.sign_in.sign_in(again)) == ["sign_in_locked"]
    assert (await house.access.sign_in.sign_in(right)).actor.name == "siti"


async def test_a_device_is_forgotten_after_a_season(house: House) -> None:
    """Nobody signs in on it any more."""
    await house.member("siti")
    await house.access.sign_in.sign_in(right)
    house.clock.move(days=90)
    await house.adapters.sweep()
    assert await house.pool.fetchval("SELECT count(*) FROM known_devices") == 0


async def test_a_right_code_comes_in(house: House) -> None:
    """And is good once there as well: a wrong password with it uses it up."""
    codes = await with_codes(house)
    await lock(house)
    for code, told in [
        ("000000x", "sign_in_locked"),
        (codes.at(house.clock.now()), "sign_in_wrong"),
    ]:
        guess = replace(attack, second_factor=code)
        assert await codes_refused(house.access.sign_in.sign_in(guess)) == [told]
    used = replace(right, second_factor=codes.at(house.clock.now()))
    assert await codes_refused(house.access.sign_in.sign_in(used)) == ["sign_in_locked"]
    house.clock.move(seconds=30)
    fresh = replace(right, second_factor=codes.at(house.clock.now()))
    assert (await house.access.sign_in.sign_in(fresh)).actor.name == "siti"


async def test_a_code_does_not_help_where_there_is_none(house: House) -> None:
    """The lock of an account without codes says the same."""
    await house.member("siti")
    await lock(house)
    refused = house.access.sign_in.sign_in(replace(right, second_factor="123456"))
    assert await codes_refused(refused) == ["sign_in_locked"]


async def test_an_address_that_guesses_codes_is_locked(house: House) -> None:
    """Thirty guesses; then the right code does not come in from there either."""
    codes = await with_codes(house)
    await lock(house)
    guess = replace(right, second_factor="000000x", address="198.51.100.10")
    for _ in range(30):
        assert await codes_refused(house.access.sign_in.sign_in(guess)) == ["sign_in_locked"]
    last = replace(guess, second_factor=codes.at(house.clock.now()))
    assert await codes_refused(house.access.sign_in.sign_in(last)) == ["sign_in_locked"]


async def test_sessions_go_on(house: House) -> None:
    """Whoever is in stays in, and may even change the password."""
    siti = await house.member("siti")
    token = await house.session(siti)
    await lock(house)
    actor = await house.access.identities.authenticate(token, ADDRESS)
    session = await house.access.identities.session(token)
    assert session is not None
    proof = Proof(password=PASSWORD)
    assert await house.access.new_passwords.change(session, actor, proof, AGAIN) > 0


async def test_auditors_of_the_office_see_the_attack(house: House) -> None:
    """Whose name was locked, and from where; not each guess."""
    await house.open_office()
    siti = await house.member("siti", Role.OFFICER, office="33.74")
    await lock(house)
    (row,) = await trail(house)
    assert (row.action, row.subject, row.office) == ("sign_in_locked", str(siti), "33.74")
    assert row.reason == attack.address


@pytest.mark.parametrize(
    ("more", "told", "action"),
    [
        ({}, "second_factor_missing", "sign_in_without_code"),
        ({"second_factor": "000000x"}, "second_factor_wrong", "sign_in_with_wrong_code"),
        ({"role": Role.OFFICER}, "role_wrong", "sign_in_with_wrong_role"),
    ],
)
async def test_who_learns_that_a_password_is_right_leaves_a_trace(
    house: House, more: dict[str, object], told: str, action: str
) -> None:
    """It counts like a wrong one, and three of them lock."""
    await with_codes(house)
    knows = replace(right, **more)
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(knows)) == [told]
    assert await codes_refused(house.access.sign_in.sign_in(knows)) == ["sign_in_locked"]
    assert [row.action for row in await trail(house)] == [action] * 3 + ["sign_in_locked"]
