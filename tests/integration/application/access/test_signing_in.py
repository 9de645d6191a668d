"""People sign in with name, password, human check, role and one-time code."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import altcha
import msgspec
import pyotp
import pytest

from application.access.attempt import Attempt
from application.access.confirmation import Proof
from application.access.ports import TooBusy
from domain.account.commands import DisableAccount
from domain.kernel.actors import SYSTEM, Role
from infrastructure.postgres.sql import Pool
from tests.support.access import ADDRESS, CHEAP, PASSWORD, House, open_house
from tests.support.refused import codes_refused

OTHER = "salah sama sekali"
NEW = "jembatan-ungu-tenang-27"
KNOWN = Proof(password=PASSWORD)
right = Attempt(user_name="siti", password=PASSWORD, address=ADDRESS)


@pytest.fixture
async def guarded(pool: Pool, tmp_path: Path) -> AsyncIterator[House]:
    """A house that asks for the human check, whose library looks at the machine's own clock."""
    settings = msgspec.structs.replace(CHEAP, human_check=True)
    async with open_house(pool, tmp_path, settings, start=datetime.now(UTC)) as made:
        yield made


async def solution(house: House) -> str:
    """Return the solution of a fresh challenge, found as a browser finds it."""
    challenge = altcha.Challenge.from_dict(
        dict(await house.access.human_check.challenge(house.clock.now()))
    )
    solved = altcha.solve_challenge(challenge)
    assert solved is not None
    return altcha.Payload(challenge, solved).to_base64()


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"user_name": " "}, ["user_name_missing"]),
        ({"password": ""}, ["password_missing"]),
        ({"human_check": None}, ["human_check_missing"]),
        ({"user_name": "sari"}, ["sign_in_wrong"]),
        ({"password": "salah sama sekali"}, ["sign_in_wrong"]),
        ({"human_check": "bm90IGEgc29sdXRpb24="}, ["human_check_wrong"]),
        ({"role": Role.OPERATOR}, ["role_wrong"]),
        ({}, []),
    ],
)
async def test_the_published_login_cases(
    guarded: House, changed: dict[str, object], codes: list[str]
) -> None:
    """Each field missing or wrong is refused by its name; all right opens the account."""
    await guarded.member("siti")
    complete = msgspec.structs.replace(
        right, role=Role.ADMINISTRATOR, human_check=await solution(guarded)
    )
    attempt = msgspec.structs.replace(complete, **changed)
    signing_in = guarded.access.sign_in.sign_in(attempt)
    if codes:
        assert await codes_refused(signing_in) == codes
    else:
        done = await signing_in
        actor = await guarded.access.identities.authenticate(done.token, ADDRESS)
        assert (actor.name, actor.role) == ("siti", Role.ADMINISTRATOR)


async def test_a_solution_is_good_once_and_not_for_ever(guarded: House) -> None:
    """A recorded solution lets nobody in a second time, nor one that came too late."""
    await guarded.member("siti")
    used, late = await solution(guarded), await solution(guarded)
    await guarded.access.sign_in.sign_in(msgspec.structs.replace(right, human_check=used))
    again = guarded.access.sign_in.sign_in(msgspec.structs.replace(right, human_check=used))
    assert await codes_refused(again) == ["human_check_wrong"]
    guarded.clock.move(hours=1)
    too_late = guarded.access.sign_in.sign_in(msgspec.structs.replace(right, human_check=late))
    assert await codes_refused(too_late) == ["human_check_wrong"]


@pytest.mark.parametrize(
    "forged",
    [
        "x" * 5_000,
        "%%%",
        b64encode(b'{"challenge": 1}').decode(),
        b64encode(
            b'{"challenge":{"parameters":{"algorithm":"SHA-256","nonce":"","salt":"",'
            b'"cost":"many"}},"solution":{"counter":1,"derivedKey":""}}'
        ).decode(),
    ],
)
async def test_a_forged_solution_is_wrong_and_nothing_worse(guarded: House, forged: str) -> None:
    """Whatever comes is an answer, never a fault."""
    attempt = msgspec.structs.replace(right, human_check=forged)
    assert await codes_refused(guarded.access.sign_in.sign_in(attempt)) == ["human_check_wrong"]


@pytest.mark.parametrize("counter", ["many", -1, 2**40, None])
async def test_a_counter_that_is_no_number_solves_nothing(guarded: House, counter: object) -> None:
    """Not even for a challenge of ours."""
    payload = altcha.Payload.from_base64(await solution(guarded))
    payload.solution.counter = counter  # type: ignore[assignment] # as a client may send it
    attempt = msgspec.structs.replace(right, human_check=payload.to_base64())
    assert await codes_refused(guarded.access.sign_in.sign_in(attempt)) == ["human_check_wrong"]


async def test_everything_that_is_missing_is_told_at_once(guarded: House) -> None:
    """An empty form marks all its fields."""
    empty = Attempt(user_name="", password="", address=ADDRESS)
    assert await codes_refused(guarded.access.sign_in.sign_in(empty)) == [
        "user_name_missing",
        "password_missing",
        "human_check_missing",
    ]


async def test_a_disabled_account_looks_like_no_account(house: House) -> None:
    """The right password of a disabled account gets the answer of a wrong one."""
    siti, _ = await house.member("siti"), await house.member("budi")
    await house.handler.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_wrong"]


async def test_failures_lock_the_name_longer_each_time(house: House) -> None:
    """Three wrong passwords lock for thirty seconds, one more for a minute."""
    await house.member("siti")
    wrong = msgspec.structs.replace(right, password=OTHER)
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_locked"]
    house.clock.move(seconds=31)
    assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]
    house.clock.move(seconds=31)
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_locked"]
    house.clock.move(seconds=31)
    assert (await house.access.sign_in.sign_in(right)).actor.name == "siti"
    assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]


async def test_a_burst_guesses_no_more_often(house: House) -> None:
    """Of sixty at once three are guesses; the others are not even looked at."""
    await house.member("siti")
    wrong = msgspec.structs.replace(right, password=OTHER)
    outcomes = await asyncio.gather(
        *(codes_refused(house.access.sign_in.sign_in(wrong)) for _ in range(60))
    )
    assert sorted(outcomes) == [["sign_in_locked"]] * 57 + [["sign_in_wrong"]] * 3


async def test_a_used_link_lets_its_owner_in(house: House) -> None:
    """Whoever locked the name, the owner chooses a password and is in."""
    siti = await house.member("siti")
    wrong = msgspec.structs.replace(right, password=OTHER)
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_locked"]
    await house.access.new_passwords.accept(await house.link(siti), OTHER)
    assert (await house.access.sign_in.sign_in(wrong)).actor.name == "siti"


async def test_a_name_that_nobody_has_locks_like_any_other(house: House) -> None:
    """A lock says nothing about who exists."""
    ghost = msgspec.structs.replace(right, user_name="nobody")
    for _ in range(3):
        assert await codes_refused(house.access.sign_in.sign_in(ghost)) == ["sign_in_wrong"]
    assert await codes_refused(house.access.sign_in.sign_in(ghost)) == ["sign_in_locked"]


async def test_an_address_that_tries_many_names_is_locked(house: House) -> None:
    """Thirty names from one address are enough; another address still comes in."""
    await house.member("siti")
    for number in range(30):
        attempt = msgspec.structs.replace(right, user_name=f"name{number}")
        assert await codes_refused(house.access.sign_in.sign_in(attempt)) == ["sign_in_wrong"]
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_locked"]
    elsewhere = msgspec.structs.replace(right, address="203.0.113.8")
    assert (await house.access.sign_in.sign_in(elsewhere)).actor.name == "siti"


async def test_failures_of_long_ago_are_forgotten(house: House) -> None:
    """After a quiet quarter of an hour counting begins anew."""
    await house.member("siti")
    wrong = msgspec.structs.replace(right, password=OTHER)
    for _ in range(2):
        assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]
    house.clock.move(minutes=16)
    await house.adapters.sweep()
    assert await codes_refused(house.access.sign_in.sign_in(wrong)) == ["sign_in_wrong"]
    assert (await house.access.sign_in.sign_in(right)).actor.name == "siti"


async def test_whoever_comes_while_too_many_wait_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in, changing a password and using a link: try again in a moment; the link stays."""
    siti = await house.member("siti")
    session = await house.access.identities.session(await house.session(siti))
    assert session is not None
    actor, link = await house.actor(siti), await house.link(siti)
    access = house.access

    async def busy(*_given: object) -> None:
        raise TooBusy

    for name in ("verify", "hash"):
        monkeypatch.setattr(access.passwords, name, busy)
    tries = [
        access.sign_in.sign_in(right),
        access.new_passwords.change(session, actor, KNOWN, NEW),
        access.new_passwords.accept(link, NEW),
    ]
    assert [await codes_refused(each) for each in tries] == [["sign_in_busy"]] * 3
    monkeypatch.undo()
    await access.new_passwords.accept(link, NEW)


async def test_a_password_is_strengthened_another_time_when_too_many_wait(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gave the right password is let in."""
    await house.member("siti")

    async def busy(*_given: object) -> None:
        raise TooBusy

    monkeypatch.setattr(house.access.passwords, "is_outdated", lambda _known: True)
    monkeypatch.setattr(house.access.passwords, "hash", busy)
    assert (await house.access.sign_in.sign_in(right)).actor.name == "siti"


async def test_a_one_time_code_is_asked_for_and_good_once(house: House) -> None:
    """Password alone, a wrong code and a used code are refused."""
    siti = await house.member("siti")
    session = await house.access.identities.session(await house.session(siti))
    assert session is not None
    proposal = await house.access.second_factors.propose(session, await house.actor(siti))
    assert "siti" in proposal.address
    codes = pyotp.TOTP(proposal.secret)
    wrong = house.access.second_factors.confirm(
        session, await house.actor(siti), proposal.secret, "000000x", KNOWN
    )
    assert await codes_refused(wrong) == ["second_factor_wrong"]
    shown = codes.at(house.clock.now())
    await house.access.second_factors.confirm(
        session, await house.actor(siti), proposal.secret, shown, KNOWN
    )
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["second_factor_missing"]
    used = msgspec.structs.replace(right, second_factor=shown)
    assert await codes_refused(house.access.sign_in.sign_in(used)) == ["second_factor_wrong"]
    house.clock.move(seconds=60)
    fresh = msgspec.structs.replace(right, second_factor=codes.at(house.clock.now()))
    assert (await house.access.sign_in.sign_in(fresh)).actor.name == "siti"


async def test_a_hash_is_strengthened_when_the_parameters_rise(
    house: House, pool: Pool, tmp_path: Path
) -> None:
    """The next sign-in leaves a hash of today's strength, and the password stays."""
    siti = await house.member("siti")
    before = await house.access.credentials.by_account(siti)
    stronger = msgspec.structs.replace(CHEAP, argon2_passes=2)
    async with open_house(pool, tmp_path, stronger) as later:
        await later.access.sign_in.sign_in(right)
        after = await later.access.credentials.by_account(siti)
        assert before is not None
        assert after is not None
        assert after.password_hash != before.password_hash
        assert not later.access.passwords.is_outdated(after.password_hash or "")
        assert (await later.access.sign_in.sign_in(right)).actor.name == "siti"


async def test_when_too_many_wait_the_next_is_told_so(house: House) -> None:
    """A flood of sign-ins is refused instead of queued for minutes."""
    await house.member("siti")
    house.adapters.passwords._places = 0
    assert await codes_refused(house.access.sign_in.sign_in(right)) == ["sign_in_busy"]


async def test_signing_in_leaves_a_trace_and_no_secret(house: House) -> None:
    """Auditors see that somebody came in; nothing shows the password or the token."""
    await house.member("siti")
    done = await house.access.sign_in.sign_in(right)
    (entry,) = await house.access.access_log.page(first=10)
    assert (entry.action, entry.actor) == ("sign_in", done.actor.account)
    proposal = await house.access.second_factors.propose(done.session, done.actor)
    shown = repr((right, done, proposal, KNOWN))
    credential = await house.access.credentials.by_name("SITI ")
    assert PASSWORD not in shown
    assert done.token not in shown
    assert "argon2" not in repr(credential)
