"""Reading numbers and lists as people wrote them, gathering everything that is wrong.

A form with three bad amounts is told of all three. Nothing is repaired: what cannot be
read is refused with the field's name, and the command never reaches the domain.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from api.building.scalars import WrittenNumber
from domain.kernel.refusals import Refusal, refuse_all
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
    """One reading of one input; call `finish` before anything is done with it."""

    def __init__(self) -> None:
        self._found: list[Refusal] = []

    def refuse(self, refusal: Refusal) -> None:
        """Remember what is wrong."""
        self._found.append(refusal)

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

    def by_name(self, pairs: Iterable[tuple[str, T]], field: str) -> Mapping[str, T]:
        """Return *pairs* as a mapping, in which every name may stand once."""
        found: dict[str, T] = {}
        for name, value in pairs:
            if name in found:
                self.refuse(NamedTwice(field=f"{field}.{name}", name=name))
            found[name] = value
        return found

    def finish(self) -> None:
        """Raise everything that was found, if anything was."""
        refuse_all(self._found)
