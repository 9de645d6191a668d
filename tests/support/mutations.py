"""What a hand that slips makes of a request: words lost, doubled, swapped; values bent and grown.

The same *seed* makes the same of the same requests. Half of them stay as they are.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.support.fuzz import Request

WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
ODD = (
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "!",
        "$",
        "...",
        "@",
        ":",
        "|",
        "&",
        "=",
        "#",
        '"""',
        '"',
        "\\u0000",
    ),
    *("null", "1e999999", "-0", "0x1", "\ufeff", "\x00", "\ud800", "query", "fragment", "on"),
    *("@skip(if: true)", "@include(if: $v0)", "... on Query", "__typename", "__schema", "{}"),
)
LARGEST_PAGE = 100


class Mutations:
    """Bends requests."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._documents: tuple[Callable[[str], str], ...] = (
            lambda text: text[: self._random.randrange(len(text) + 1)],
            lambda text: self._words(text, lambda word: [word, word]),
            lambda text: self._words(text, lambda _: []),
            lambda text: self._words(text, lambda _: [self._random.choice(ODD)]),
            lambda text: self._words(text, lambda word: [word, " ", self._random.choice(ODD), " "]),
            self._swapped,
            self._often,
        )
        self._values: tuple[Callable[[Any], Any], ...] = (
            lambda value: None if value is not None else {},
            lambda value: [value] * self._random.choice((1, 2, 101)),
            lambda value: {"id": value},
            lambda value: f"{value}" * self._random.choice((1, 2, 1_000)),
            lambda value: f"{value}"[:-1],
            self._bent,
        )

    def of(self, request: Request) -> Request:
        """Return *request*, or what became of it."""
        document, variables = request
        if self._random.random() < 1 / 4:
            document = self._random.choice(self._documents)(document)
        if self._random.random() < 1 / 4:
            variables = {name: self._value(value) for name, value in variables.items()}
        if self._random.random() < 1 / 8:
            variables = self._widest(document, variables)
        return document, variables

    def _words(self, text: str, change: Callable[[str], list[str]]) -> str:
        """Return *text* with one of its words changed, or several next to each other."""
        words = WORD.findall(text) or [""]
        at = self._random.randrange(len(words))
        until = at + self._random.choice((1, 1, 1, 5))
        changed = [each for word in words[at:until] for each in change(word)]
        return "".join([*words[:at], *changed, *words[until:]])

    def _swapped(self, text: str) -> str:
        words = WORD.findall(text) or [""]
        one, other = (self._random.randrange(len(words)) for _ in range(2))
        words[one], words[other] = words[other], words[one]
        return "".join(words)

    def _often(self, text: str) -> str:
        """Ask for everything again and again, under other names."""
        start, brace, asked = text.partition("{")
        times = self._random.choice((2, 5, 20, 60))
        copies = [re.sub(r"\bf(\d+)_", rf"n{n}f\1_", asked[:-1]) for n in range(times)]
        return start + brace + " ".join(copies) + asked[-1:]

    def _value(self, value: Any) -> Any:
        if self._random.random() < 1 / 2:
            return value
        if isinstance(value, dict) and value:
            name = self._random.choice(sorted(value))
            return {**value, name: self._value(value[name])}
        return self._random.choice(self._values)(value)

    def _bent(self, value: Any) -> str:
        """Return the text of *value* with one sign of it changed: an id or cursor of nothing."""
        text = f"{value}" or "-"
        at = self._random.randrange(len(text))
        return text[:at] + self._random.choice("A_-=z9\u202e é") + text[at + 1 :]

    def _widest(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """Ask for as many rows as may be wherever the document asks for a number."""
        numbers = set(re.findall(r"\b(?:first|last): \$(v\d+)", document))
        return {n: LARGEST_PAGE if n in numbers else value for n, value in variables.items()}
