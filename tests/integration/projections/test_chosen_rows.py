"""Rows of chosen columns say what rows of all columns would, as far as they go."""

from enum import StrEnum

import msgspec
import pytest

from infrastructure.postgres.sql import Pool
from projections.querying.chosen import Chosen, chosen_rows


class Colour(StrEnum):
    """An enum that is stored by its value."""

    RED = "merah"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of some view."""

    id: int
    colour: Colour
    words: tuple[str, ...]
    parts: tuple[Colour, ...] | None
    note: str | None


KIND = chosen_rows(Row, ("parts",))


async def test_a_column_is_read_by_name_as_its_class_has_it(pool: Pool) -> None:
    """By its place it is what PostgreSQL gave."""
    columns = (
        """'merah' AS colour, ARRAY['a'] AS words, '["merah"]'::jsonb AS parts, NULL AS note"""
    )
    (row,) = await pool.fetch(f"SELECT {columns}", record_class=KIND)
    assert row.colour is Colour.RED
    assert (row.words, row.parts, row.note) == (("a",), (Colour.RED,), None)
    assert list(row)[:3] == ["merah", ["a"], '["merah"]']


async def test_what_was_not_chosen_is_not_there(pool: Pool) -> None:
    """Nobody takes it for null."""
    (row,) = await pool.fetch("SELECT NULL AS note, NULL::jsonb AS parts", record_class=KIND)
    assert row.parts is None
    with pytest.raises(AttributeError, match="colour"):
        _ = row.colour


async def test_who_chooses_columns_is_asked_like_the_database(pool: Pool) -> None:
    """A question passes it on, whatever it wants back."""
    chosen = Chosen(database=pool, row=Row, columns=("id",))
    assert [row["id"] for row in await chosen.fetch("SELECT $1::int AS id", 7)] == [7]
    row = await chosen.fetchrow("SELECT $1::int AS id", 8)
    assert dict(row or {}) == {"id": 8}
    assert await chosen.fetchval("SELECT $1::int", 9) == 9
