"""From the values of a field to what is shown of them: nulls, lists, and the objects in them."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from graphql import is_list_type, is_non_null_type

from api.execution.compiled.giving_up import GivenUp
from api.execution.compiled.leaves import Write, writer_of
from api.execution.compiled.running import Run
from api.execution.compiled.shapes import Shape, Shapes


class OfLeaves:
    """Completes values of a leaf *type_*."""

    waits = False
    size = 0

    def __init__(self, type_: Any) -> None:
        self._write: Write = writer_of(type_)

    async def complete(self, _run: Run, values: Sequence[Any]) -> Sequence[Any]:
        """Return what is shown of each value."""
        return [self._write(value) for value in values]


class OfObjects:
    """Completes values of *type_*, which are objects of some *shape*, or None."""

    def __init__(self, type_: Any, shape: Shape | Shapes) -> None:
        self._required = is_non_null_type(type_)
        self._shape = shape
        self.waits = shape.waits
        self.size = shape.size

    async def complete(self, run: Run, values: Sequence[Any]) -> Sequence[Any]:
        """Return what is shown of each value."""
        there = [value for value in values if value is not None]
        shown = await self._shape.complete(run, there)
        if len(there) == len(values):
            return shown
        if self._required:
            raise GivenUp
        following = iter(shown)
        return [None if value is None else next(following) for value in values]


class OfLists:
    """Completes values of *type_*, which are lists of what *each* completes, or None."""

    def __init__(self, type_: Any, each: OfObjects) -> None:
        self._required = is_non_null_type(type_)
        self._each = each
        self.waits = each.waits
        self.size = each.size

    async def complete(self, run: Run, values: Sequence[Any]) -> Sequence[Any]:
        """Return what is shown of each value; the objects of all lists are completed together."""
        if not all(isinstance(value, list | tuple) for value in values):
            values = [self._checked(value) for value in values]
        every = [item for value in values for item in value or ()]
        following = iter(await self._each.complete(run, every))
        return [None if value is None else list(islice(following, len(value))) for value in values]

    def _checked(self, value: Any) -> Any:
        if isinstance(value, list | tuple) or (value is None and not self._required):
            return value
        raise GivenUp


Completion = OfLeaves | OfObjects | OfLists


def lists_of(type_: Any) -> Any | None:
    """Return the type of what a list *type_* holds, None for what is no list."""
    nullable = type_.of_type if is_non_null_type(type_) else type_
    return nullable.of_type if is_list_type(nullable) else None
