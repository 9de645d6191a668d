"""A cache by text, bounded by what its entries weigh together.

A number of entries alone bounds nothing: anybody may send five hundred documents that
take a megabyte each once they are read. So each entry has a weight, and the sum counts.
"""

from collections import OrderedDict
from typing import Generic, TypeVar

V = TypeVar("V")


class LruCache(Generic[V]):
    """At most *entries* values that weigh *weight* together; who was asked for last stays."""

    def __init__(self, *, entries: int, weight: int) -> None:
        self._entries = entries
        self._weight = weight
        self._values: OrderedDict[str, tuple[V, int]] = OrderedDict()
        self.weighs = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, text: str) -> V | None:
        """Return the value kept for *text*, None when there is none, or none any more."""
        found = self._values.get(text)
        if found is None:
            return None
        self._values.move_to_end(text)
        return found[0]

    def keep(self, text: str, value: V, weight: int) -> None:
        """Keep *value*, which weighs *weight*, and drop others until there is room."""
        self._forget(text)
        self._values[text] = value, weight
        self.weighs += weight
        while len(self._values) > self._entries or self.weighs > self._weight:
            self._forget(next(iter(self._values)))

    def clear(self) -> None:
        """Keep nothing any more."""
        self._values.clear()
        self.weighs = 0

    def _forget(self, text: str) -> None:
        _, weight = self._values.pop(text, (None, 0))
        self.weighs -= weight
