"""A caller may ask so often a minute; then it is told how long to wait."""

import os

from infrastructure.access.rate_limits import (
    SETS,
    WAYS,
    RateLimits,
    memory_file,
    shared_memory,
)


def test_a_bucket_empties_and_refills() -> None:
    """Two at once, a third after half a minute."""
    limits = RateLimits(2)
    assert [limits.wait_for("a", 0.0) for _ in range(3)] == [0.0, 0.0, 30.0]
    assert limits.wait_for("b", 0.0) == 0.0
    assert limits.wait_for("a", 30.0) == 0.0
    assert limits.wait_for("a", 30.0) > 0


def test_who_waits_is_not_punished_for_asking() -> None:
    """A refused request takes nothing from the bucket."""
    limits = RateLimits(1)
    limits.wait_for("a", 0.0)
    assert limits.wait_for("a", 30.0) == 30.0
    assert limits.wait_for("a", 60.0) == 0.0


def test_the_longest_quiet_are_forgotten() -> None:
    """More addresses than there are places fill no memory; whoever asked just now is known."""
    limits = RateLimits(1)
    callers = [f"address:{number}" for number in range(2 * SETS * WAYS)]
    for moment, caller in enumerate(callers):
        limits.wait_for(caller, moment / 1e6)
    now = len(callers) / 1e6
    assert limits.wait_for(callers[-1], now) > 0
    assert limits.wait_for(callers[0], now) == 0.0


def test_processes_count_together() -> None:
    """What one lets through, another one knows."""
    number = memory_file()
    one, other = (RateLimits(1, shared_memory(number)) for _ in range(2))
    assert one.wait_for("a", 0.0) == 0.0
    assert other.wait_for("a", 0.0) == 60.0
    os.close(number)


def test_several_are_taken_together_or_not_at_all() -> None:
    """Three of five, then not three more, but the two that are left."""
    limits = RateLimits(5)
    assert limits.wait_for("a", 0.0, 3) == 0.0
    assert limits.wait_for("a", 0.0, 3) == 12.0
    assert limits.wait_for("a", 0.0, 2) == 0.0
