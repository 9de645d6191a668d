"""Hashing goes on in a process of its own, and outlives strange hashes and lost processes."""

import asyncio
import io
import json
import signal
import sys
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

from application.access.ports import TooBusy
from infrastructure.access import password_worker
from infrastructure.access.passwords import Argon2Passwords, WorkerLost


@pytest.fixture
async def passwords() -> AsyncIterator[Argon2Passwords]:
    """A hasher that costs little."""
    made = Argon2Passwords(passes=1, memory_kib=512, lanes=1, waiting=2)
    yield made
    await made.close()


async def test_a_hash_that_is_none_matches_nothing(passwords: Argon2Passwords) -> None:
    """A damaged row lets nobody in, nor does the password of nobody."""
    known = await passwords.hash("pelangi")
    assert await passwords.verify("pelangi", known)
    assert not await passwords.verify("hujan", known)
    assert not await passwords.verify("pelangi", "damaged")
    assert not await passwords.verify("nobody has this password", None)


async def test_who_gives_up_leaves_no_answer_for_the_next(passwords: Argon2Passwords) -> None:
    """A yes to somebody who went away is never the yes of another."""
    known = await passwords.hash("pelangi")
    leaving = asyncio.ensure_future(passwords.verify("pelangi", known))
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert not await passwords.verify("hujan", known)


async def test_a_lost_process_is_replaced(passwords: Argon2Passwords) -> None:
    """One sign-in fails as a fault of ours, the next finds a new process."""
    known = await passwords.hash("pelangi")
    worker = passwords._worker
    assert worker is not None
    worker.kill()
    await worker.wait()
    with pytest.raises((WorkerLost, ConnectionError)):
        await passwords.verify("pelangi", known)
    assert await passwords.verify("pelangi", known)


async def test_the_third_of_two_is_turned_away(passwords: Argon2Passwords) -> None:
    """A queue that is full says so at once."""
    outcomes = await asyncio.gather(
        *(passwords.hash("pelangi") for _ in range(3)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [str, str, TooBusy]


@pytest.mark.parametrize(("platform", "pinned"), [("linux", [[2, 3]]), ("darwin", [])])
def test_the_process_answers_line_by_line(
    monkeypatch: pytest.MonkeyPatch, platform: str, pinned: list[list[int]]
) -> None:
    """It takes a low priority and half of the processors, and ends with its input."""
    polite: list[int] = []
    processors: list[list[int]] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(
        "os.sched_setaffinity", lambda _process, chosen: processors.append(chosen), raising=False
    )
    questions = [
        {"password": "pelangi", "verify": False, "known": None},
        {"password": "pelangi", "verify": True, "known": "damaged"},
        {"password": "nobody has this password", "verify": True, "known": None},
    ]
    lines = b"".join(json.dumps(each).encode() + b"\n" for each in questions)
    out = io.StringIO()
    monkeypatch.setattr("os.nice", polite.append)
    monkeypatch.setattr(signal, "signal", lambda *_given: None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    monkeypatch.setattr(sys, "stdout", out)
    assert password_worker.main(["1", "512", "1"]) == 0
    hashed, damaged, nobody = map(json.loads, out.getvalue().splitlines())
    assert hashed.startswith("$argon2id$v=19$m=512,t=1,p=1$")
    assert (damaged, nobody, polite) == (False, True, [15])
    assert processors == pinned
