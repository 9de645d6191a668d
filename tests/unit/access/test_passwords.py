"""Hashing goes on beside the event loop, and outlives strange hashes."""

import sys

import pytest

from infrastructure import passwords
from infrastructure.passwords import Passwords


async def test_a_hash_that_is_none_matches_nothing() -> None:
    """A damaged row lets nobody in."""
    hasher = Passwords(passes=1, memory_kib=512, lanes=1)
    known = await hasher.hash("pelangi")
    assert await hasher.verify("pelangi", known)
    assert not await hasher.verify("pelangi", "damaged")
    assert not await hasher.verify("nobody has this password", None)
    hasher.close()


def test_elsewhere_than_on_linux_threads_keep_their_priority(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only there a thread has a priority of its own."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("os.setpriority", None)
    passwords._be_polite()
