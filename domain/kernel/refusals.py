"""What a command is told when it may not happen, in words that help.

A refusal is part of the language, not a failure of the program: it has a stable
*code* for programs, names the *field* that is wrong, says what is the matter and
what to do in Indonesian and English, and leaves the log untouched.

    Refusal
    ├── each subject's own, in its ``refusals`` module
    └── Refusals, several at once
"""

from collections.abc import Mapping
from typing import ClassVar, Self

from domain.kernel.text import Text


class Refusal(Exception):
    """One reason why a command did not happen.

    Subclasses set *code*, *what* and *remedy*; the last two may name, in braces,
    the values given to the constructor.
    """

    code: ClassVar[str]
    what: ClassVar[Text]
    remedy_text: ClassVar[Text]

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        self.field = field
        self.values: dict[str, object] = {"field": field, **values}
        super().__init__(self.message.en)

    @property
    def message(self) -> Text:
        """What is wrong, with the offending values in place."""
        return self.what.format(**self.values)

    @property
    def remedy(self) -> Text:
        """What to do about it."""
        return self.remedy_text.format(**self.values)

    def reworded(self, *, field: str | None, values: Mapping[str, object]) -> Self:
        """Return the same refusal about *field*, with *values* where it had others."""
        wanted = {**self.values, **values}
        wanted.pop("field")
        told = type(self)(field=field, **wanted)
        told.__cause__ = self.__cause__
        return told


class Refusals(Exception):
    """Several refusals of one command, so that a form can mark every field."""

    def __init__(self, items: "tuple[Refusal, ...]") -> None:
        self.items = items
        super().__init__("; ".join(str(item) for item in items))


def refuse_all(found: "list[Refusal]") -> None:
    """Raise what was *found*: one alone, several together, none not at all."""
    if len(found) == 1:
        raise found[0]
    if found:
        raise Refusals(tuple(found))
