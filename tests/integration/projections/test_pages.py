"""Pages stay where they are while rows are added before, between and after them."""

import pytest

from infrastructure.postgres.sql import Pool
from projections.querying.paging import ForgedCursor, Page, PageRequest
from projections.views.cooperatives import questions as cooperatives
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import History, write

ALPHABET = "abcdefghij"


async def page(pool: Pool, **wanted: object) -> Page[cooperatives.CooperativeRow]:
    """Return the page of the register, by name."""
    request = PageRequest(**wanted)  # type: ignore[arg-type]
    return await cooperatives.page(pool, scope=NATIONAL, request=request)


def names(found: Page[cooperatives.CooperativeRow]) -> str:
    """Return the names of a page in one word."""
    return "".join(row.name for row in found.rows)


async def registered(pool: Pool, url: str) -> History:
    """Register ten cooperatives named after the alphabet."""
    history = History()
    for name in ALPHABET:
        history.register(name)
    await tell(url, pool, history)
    return history


async def test_pages_forward_show_every_row_once(pool: Pool, database_url: str) -> None:
    """Ten rows in pages of three, however the last one falls."""
    await registered(pool, database_url)
    seen, found = "", await page(pool, first=3)
    while found.has_next:
        seen += names(found)
        found = await page(pool, first=3, after=found.cursor(-1))
        assert found.has_previous
    assert seen + names(found) == ALPHABET


async def test_pages_backward_show_every_row_once(pool: Pool, database_url: str) -> None:
    """From the end, each page in the list's own order."""
    await registered(pool, database_url)
    seen, found = "", await page(pool, last=4)
    assert not found.has_next
    while found.has_previous:
        seen = names(found) + seen
        found = await page(pool, last=4, before=found.cursor(0))
        assert found.has_next
    assert names(found) + seen == ALPHABET


async def test_rows_added_meanwhile_move_no_page(pool: Pool, database_url: str) -> None:
    """A row before the cursor is not met again, and none after it is missed."""
    history = await registered(pool, database_url)
    first = await page(pool, first=3)
    known = history.end
    for name in ("aa", "ba", "da", "k"):
        history.register(name)
    await write(database_url, history.lines[known:])
    await follow(pool)
    rest = await page(pool, first=50, after=first.cursor(-1))
    assert names(first) == "abc"
    assert names(rest) == "ddaefghijk"


async def test_a_page_lies_between_two_cursors(pool: Pool, database_url: str) -> None:
    """After one and before the other, both left out."""
    await registered(pool, database_url)
    all_of_it = await page(pool)
    between = await page(pool, after=all_of_it.cursor(1), before=all_of_it.cursor(5))
    assert names(between) == "cde"


async def test_equal_names_are_told_apart(pool: Pool, database_url: str) -> None:
    """Cooperatives of one name are in a fixed order, so none falls between two pages."""
    history = History()
    for number in range(5):
        history.register(f"same {'-' * number}")
    await tell(database_url, pool, history)
    seen, found = set[object](), await page(pool, first=1)
    seen.add(found.rows[0].id)
    while found.has_next:
        found = await page(pool, first=1, after=found.cursor(-1))
        seen.add(found.rows[0].id)
    assert len(seen) == 5


async def test_no_rows_may_be_asked_for(pool: Pool, database_url: str) -> None:
    """A page of none only says whether there is more."""
    await registered(pool, database_url)
    found = await page(pool, first=0)
    assert (found.rows, found.has_next) == ((), True)


async def test_a_cursor_of_another_order_is_refused(pool: Pool, database_url: str) -> None:
    """By name and by registration are two lists."""
    await registered(pool, database_url)
    cursor = (await page(pool, first=1)).cursor(0)
    with pytest.raises(ForgedCursor):
        await cooperatives.page(
            pool,
            scope=NATIONAL,
            order=cooperatives.CooperativeOrder.REGISTERED_AT,
            request=PageRequest(after=cursor),
        )
