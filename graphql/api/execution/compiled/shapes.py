"""What is shown of objects of one type, and how a page of them is written at once.

A shape is completed level by level: first every step gets its values for all objects, from the
field's own resolver and so past the authorisation point, and then one function writes them.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from api.execution.compiled.columns import Columns
from api.execution.compiled.giving_up import GivenUp
from api.execution.compiled.running import Run, Step, breathe, together
from api.execution.compiled.writers import Part, Writer, writer
from projections.querying.chosen import ChosenRow

#: So many objects are written before others get their turn; some milliseconds' worth.
AT_ONCE = 1_000


class Shape:
    """The *parts* and *steps* of objects of one type; the latter are in order of their ``x``."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.parts: list[Part] = []
        self.steps: list[Step] = []

    @property
    def waits(self) -> bool:
        """Whether completing it may take a question to somebody."""
        return any(step.waits for step in self.steps)

    @property
    def size(self) -> int:
        """How many fields it has, those below included."""
        return len(self.parts) + sum(step.size for step in self.steps)

    async def complete(self, run: Run, objects: Sequence[Any]) -> list[Any]:
        """Return what is shown of each of *objects*, none of which is None."""
        if not objects:
            return []
        found = await self._found(run, objects)
        write = self._writer_for(objects[0])
        if len(objects) <= AT_ONCE:
            return write(objects, found)
        written: list[Any] = []
        for begin in range(0, len(objects), AT_ONCE):
            part = slice(begin, begin + AT_ONCE)
            written += write(objects[part], [values[part] for values in found])
            await breathe()
        return written

    async def _found(self, run: Run, objects: Sequence[Any]) -> list[Sequence[Any]]:
        if sum(step.waits for step in self.steps) > 1:
            return await together([step.values(run, objects) for step in self.steps])
        return [await step.values(run, objects) for step in self.steps]

    def _writer_for(self, first: Any) -> Writer:
        if not isinstance(first, ChosenRow):
            return self._of_objects
        if tuple(first.keys())[: len(self.columns.names)] != self.columns.names:
            raise GivenUp
        return self._of_records

    @cached_property
    def _of_objects(self) -> Writer:
        return writer(self.parts, len(self.steps), records=False)

    @cached_property
    def _of_records(self) -> Writer:
        return writer(self.parts, len(self.steps), records=True)


class Shapes:
    """What is shown of objects of several types, by the class of what shows as each."""

    def __init__(self, by_class: Mapping[type, Shape]) -> None:
        self._by_class = by_class

    @property
    def waits(self) -> bool:
        """Whether completing one of them may take a question to somebody."""
        return any(shape.waits for shape in self._by_class.values())

    @property
    def size(self) -> int:
        """How many fields they have together."""
        return sum(shape.size for shape in self._by_class.values())

    async def complete(self, run: Run, objects: Sequence[Any]) -> list[Any]:
        """Return what is shown of each of *objects*, those of one class together."""
        places: dict[type, list[int]] = {}
        for place, each in enumerate(objects):
            places.setdefault(type(each), []).append(place)
        shown: list[Any] = [None] * len(objects)
        for kind, those in places.items():
            if kind not in self._by_class:
                raise GivenUp
            shape = self._by_class[kind]
            found = await shape.complete(run, [objects[place] for place in those])
            for place, value in zip(those, found, strict=True):
                shown[place] = value
        return shown
