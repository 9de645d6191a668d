"""What the rows of a level lead to, asked for all of them at once."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any

import msgspec

from projections.querying.chosen import ChosenRow


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A question that a view answers for many rows at once.

    *ask* takes keys under the name *keys*; each row holds its own under the name *by*. The answer
    is by key; *none* is what a row leads to whose key has no answer.
    """

    ask: Callable[..., Awaitable[Mapping[Any, Any]]]
    keys: str
    by: str
    none: Any = None


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """All *rows* that one field is resolved for together, in the place of a single row.

    *views* is what is asked: the pool, or the columns of it that somebody chose.
    """

    rows: Sequence[Any]
    views: Any

    def keys(self, batch: Batch) -> list[Any]:
        """Return the key of each row."""
        return values_of(self.rows, batch.by)

    async def answers(self, batch: Batch, **said: Hashable) -> Sequence[Any]:
        """Return what each row leads to."""
        keys = self.keys(batch)
        found = await batch.ask(self.views, **{batch.keys: list(dict.fromkeys(keys))}, **said)
        none = batch.none
        return [found.get(key, none) for key in keys]


def values_of(rows: Sequence[Any], name: str) -> list[Any]:
    """Return what each of *rows* holds under *name*, a key: the same as column and attribute."""
    if rows and isinstance(rows[0], ChosenRow):
        return [row[name] for row in rows]
    return [getattr(row, name) for row in rows]
