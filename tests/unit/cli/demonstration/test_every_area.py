"""A throw-away installation takes every code for an area."""

from datetime import date

from cli.demonstration.every_area import EveryArea


async def test_every_code_is_an_area_with_nothing_below() -> None:
    """No list is there that says otherwise."""
    areas = EveryArea()
    assert await areas.known(["33.74", "99"], date(2026, 1, 1)) == {"33.74", "99"}
    assert await areas.living_below("33", date(2026, 1, 1)) == frozenset()
    assert await areas.seen_by_no_other("33", None) == 0
