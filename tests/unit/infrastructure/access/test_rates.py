"""A caller may ask so often a minute; then it is told how long to wait."""

from infrastructure.access.rate_limits import RateLimits


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
    """A million addresses do not fill the memory."""
    limits = RateLimits(1, callers=2)
    for caller in "abc":
        limits.wait_for(caller, 0.0)
    assert limits.wait_for("a", 0.0) == 0.0
    assert limits.wait_for("c", 0.0) > 0


def test_several_are_taken_together_or_not_at_all() -> None:
    """Three of five, then not three more, but the two that are left."""
    limits = RateLimits(5)
    assert limits.wait_for("a", 0.0, 3) == 0.0
    assert limits.wait_for("a", 0.0, 3) == 12.0
    assert limits.wait_for("a", 0.0, 2) == 0.0
