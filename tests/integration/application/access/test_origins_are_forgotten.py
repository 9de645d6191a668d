"""Marks of networks are compared for ninety days, and then they are gone."""

from datetime import timedelta

from infrastructure.access.origins import KEPT_FOR, OriginTable, network_of
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW


async def test_two_of_one_network_are_found(pool: Pool) -> None:
    """By another process as well: the key lies in the database."""
    origins = OriginTable(pool)
    for subject, address in (("a", "192.0.2.7"), ("b", "::ffff:192.0.2.7"), ("c", "192.0.2.8")):
        await origins.note(subject, address, NOW)
    await origins.note("d", "", NOW)
    assert await OriginTable(pool).shared("a", "b", NOW)
    for other in ("c", "d"):
        assert not await origins.shared("a", other, NOW)


async def test_an_earlier_note_never_shortens_a_later_one(pool: Pool) -> None:
    """The mark goes ninety days after the last time."""
    origins = OriginTable(pool)
    later = NOW + timedelta(days=1)
    for at in (later, NOW):
        await origins.note("a", "192.0.2.7", at)
    await origins.note("b", "192.0.2.7", later)
    await origins.sweep(NOW + KEPT_FOR)
    assert await origins.shared("a", "b", NOW + KEPT_FOR)
    await origins.sweep(later + KEPT_FOR)
    assert not await origins.shared("a", "b", NOW)


def test_what_is_no_address_counts_as_itself() -> None:
    """The name of a socket, say."""
    assert network_of("unix") == "unix"
