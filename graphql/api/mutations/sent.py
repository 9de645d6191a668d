"""What was sent and where, so that a refusal speaks of the caller's input and of nothing else.

The domain names what is wrong by words of its own (``figures.kas.amount``, the UUID of a
stream). While an input is read, the reading notes here at which path each of them was sent
(``changes.figures[2].amount``) and as which text; `Sent.reworded` puts those in their place.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields as fields_of_class
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints
from uuid import UUID

from strawberry.utils.str_converters import to_camel_case

from api.relay.nodes import opaque
from domain.kernel.refusals import Refusal, Refusals

STEP = re.compile(r"(\w+)(?:\[\d+\])*")
BELOW = (".", "[")


class Sent:
    """The places and the texts of one input of the class *given*, None where there is no class.

    *subject* is the field that names what the whole input is about: what is wrong with
    something that was not sent is wrong with that.
    """

    def __init__(self, given: type | None = None, subject: str | None = None) -> None:
        self._given = given
        self._subject = subject
        self._places: dict[str, str] = {}
        self._texts: dict[UUID, str] = {}

    def at(self, word: str, path: str) -> None:
        """Note that what the domain calls *word*, and all below it, was sent at *path*."""
        self._places[word] = path

    def text(self, value: UUID, text: str) -> None:
        """Note that *value* was sent as *text*."""
        self._texts[value] = text

    def place(self, word: str | None) -> str | None:
        """Return the path at which the domain's *word* was sent, None where there is none."""
        if word is None:
            return None
        path = self._translated(word)
        if self._given is None or has_path(self._given, path):
            return path
        subject = self._translated(self._subject) if self._subject else ""
        return subject if has_path(self._given, subject) else None

    @contextmanager
    def rewording(self) -> Iterator[None]:
        """Let every refusal that leaves the block speak of what was sent."""
        try:
            yield
        except Refusal as refusal:
            raise self.reworded(refusal) from refusal
        except Refusals as several:
            raise Refusals(self.all_reworded(several.items)) from several

    def reworded(self, refusal: Refusal) -> Refusal:
        """Return *refusal* about what was sent, with ids as they were sent."""
        shown = {name: self._shown(name, value) for name, value in refusal.values.items()}
        return refusal.reworded(field=self.place(refusal.field), values=shown)

    def all_reworded(self, refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
        """Return each of *refusals* so."""
        return tuple(map(self.reworded, refusals))

    def _translated(self, word: str) -> str:
        for known in sorted(self._places, key=len, reverse=True):
            if is_within(word, known):
                return self._places[known] + word.removeprefix(known)
        return word

    def _shown(self, name: str, value: object) -> object:
        """Return an id as it was sent; one that was not sent, as the API shows it."""
        if not isinstance(value, UUID):
            return value
        return self._texts.get(value) or opaque(name.capitalize(), value)


def is_within(path: str, other: str) -> bool:
    """Say whether *path* is *other*, or a place below it.

    >>> is_within("figures[0].amount", "figures"), is_within("figures", "figure")
    (True, False)
    """
    return path == other or (path.startswith(other) and path[len(other)] in BELOW)


def has_path(given: Any, path: str) -> bool:
    """Say whether the input class *given* has a field at *path*, such as ``findings[0].text``.

    Whatever lies below a text that is read as a document of its own is within that text.
    """
    first, _, rest = path.partition(".")
    step = STEP.fullmatch(first)
    names = {to_camel_case(field.name): field.name for field in fields_of_class(given)}
    if step is None or step[1] not in names:
        return False
    inner = _innermost(get_type_hints(given)[names[step[1]]])
    return not rest or not is_dataclass(inner) or has_path(inner, rest)


def _innermost(annotation: Any) -> Any:
    """Return what an optional type, or a list, is made of."""
    inner = next((each for each in get_args(annotation) if each is not type(None)), None)
    return annotation if inner is None else _innermost(inner)
