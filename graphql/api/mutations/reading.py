"""Reading numbers, ids and lists as people wrote them, gathering everything that is wrong.

A form with three bad amounts is told of all three. Nothing is repaired: what cannot be
read is refused under its path, and the command is never carried out; what could be read is
shown to the domain all the same, so that everything is told at once.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from api.building.scalars import WrittenNumber
from api.mutations.sent import Sent, is_within
from domain.kernel.refusals import Refusal, Refusals, refuse_all
from domain.kernel.text import Text
from domain.scoring.amounts import read_amount, read_number

T = TypeVar("T")
NOUGHT = Decimal(0)


class NamedTwice(Refusal):
    """A list names the same thing twice, so one of the two would be lost."""

    code = "named_twice"
    what = Text("{name} disebut dua kali.", "{name} is named twice.")
    remedy_text = Text("Sebut sekali saja.", "Name it once.")


class Reading:
    """One reading of one input; call `finish` before anything is done with what was read.

    *command_id* is the log's id of the command that is read, None where the caller gave none.
    *sent* is told where things were sent. *whole* turns false when a part could not be built.
    """

    def __init__(self, command_id: UUID | None = None, sent: Sent | None = None) -> None:
        self._command_id = command_id
        self._found: list[Refusal] = []
        self.sent = sent or Sent()
        self.whole = True

    def refuse(self, *refusals: Refusal) -> None:
        """Note what is wrong."""
        self._found.extend(refusals)

    def gather(self, read: "Read", value: object, field: str) -> Any:
        """Return what *read* makes of *value*; note what it refuses, and return None then."""
        try:
            return read(value, self, field)
        except Refusal as refusal:
            self.refuse(refusal)
        except Refusals as several:
            self.refuse(*several.items)
        self.whole = False
        return None

    def amount(self, written: WrittenNumber, field: str) -> Decimal:
        """Return an amount in rupiah; `1.000` could be two amounts and is refused."""
        try:
            return read_amount(written, field=field)
        except Refusal as refusal:
            self.refuse(refusal)
            return NOUGHT

    def number(self, written: WrittenNumber, field: str) -> Decimal:
        """Return a ratio, value, score or coordinate."""
        try:
            return read_number(written, field=field)
        except Refusal as refusal:
            self.refuse(refusal)
            return NOUGHT

    def by_name(
        self, word: str, pairs: Iterable[tuple[str, T]], field: str, key: str
    ) -> Mapping[str, T]:
        """Return *pairs*, which were sent as a list at *field*, as a mapping.

        Every name may stand once, in the *key* of its item; what could not be read is left
        out. The domain calls an item *word* and its name.
        """
        found: dict[str, T] = {}
        named: set[str] = set()
        for index, (name, value) in enumerate(pairs):
            path = f"{field}[{index}]"
            if name in named:
                self.refuse(NamedTwice(field=f"{path}.{key}", name=name))
            elif not self._refused_within(path):
                found[name] = value
            if name not in named:
                self.sent.at(f"{word}.{name}", path)
            named.add(name)
        return found

    def new_id(self, kind: str) -> UUID:
        """Return the id of a new *kind* of thing; a repeated command means the same one."""
        return uuid4() if self._command_id is None else uuid5(self._command_id, kind)

    @property
    def found(self) -> tuple[Refusal, ...]:
        """What is wrong so far."""
        return tuple(self._found)

    def join(self, refusals: Iterable[Refusal]) -> None:
        """Note those *refusals* of the domain that are not about what could not be read."""
        told = [each.field or "" for each in self._found]
        for each in refusals:
            place = self.sent.place(each.field)
            if place is None or not any(_touch(place, other) for other in told):
                self.refuse(each)

    def finish(self) -> None:
        """Raise everything that was found, if anything was."""
        refuse_all(self._found)

    def _refused_within(self, path: str) -> bool:
        return any(is_within(each.field or "", path) for each in self._found)


def _touch(one: str, other: str) -> bool:
    """Say whether one of two places lies within the other."""
    return is_within(one, other) or is_within(other, one)


Read = Callable[[Any, Reading, str], Any]
"""How the value of an input field becomes that of a field of the command.

It gets the value, the reading, and the name of the input field as clients write it. It may
note a refusal in the reading, or raise it. Its annotations count: they are compared with
those of the two fields when the declaration is made, see `api.mutations.declaration`.
"""
