"""Whether the log can hold every text of a ruleset: titles, citations, notes, names."""

from collections.abc import Iterator

import msgspec

from domain.kernel.refusals import Refusal
from domain.kernel.wording import PARAGRAPH, written
from domain.scoring.ruleset import Ruleset

NAMES = frozenset({"ruleset.id", "ruleset.version"})


def unwritable(ruleset: Ruleset) -> list[Refusal]:
    """Return what is wrong with the texts of *ruleset*, each under its place in it."""
    return [
        refusal
        for place, text in _texts("ruleset", msgspec.to_builtins(ruleset))
        for refusal in _wrong(text, place)
    ]


def _wrong(text: str, place: str) -> list[Refusal]:
    """Return what is wrong with *text*; the two names of a ruleset stand in lists and letters."""
    if place in NAMES:
        return written(text, place)
    return written(text, place, PARAGRAPH, optional=True)


def _texts(place: str, plain: object) -> Iterator[tuple[str, str]]:
    """Yield every text within *plain*, with its place, like ``ruleset.sources[0].title``."""
    left = [(place, plain)]
    while left:
        where, part = left.pop()
        if isinstance(part, str):
            yield where, part
        elif isinstance(part, dict):
            left.extend(reversed([(f"{where}.{name}", each) for name, each in part.items()]))
        elif isinstance(part, list | tuple):
            left.extend(reversed([(f"{where}[{n}]", each) for n, each in enumerate(part)]))
