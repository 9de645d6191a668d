"""How a command is built from an input: a plan, field by field.

Plans are made by `api.mutations.declaration`, which has checked that they are whole, so
nothing is looked up and nothing can be missing when a mutation is carried out.
"""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec
from strawberry.utils.str_converters import to_camel_case

from api.mutations.reading import Read, Reading

S = TypeVar("S", bound=msgspec.Struct)


class Leaf(msgspec.Struct, frozen=True):
    """A field that is read from the input's *attribute*, which clients call *name*."""

    attribute: str
    name: str
    read: Read

    def build(self, given: object, reading: Reading, at: str) -> Any:
        """Return the value; what is wrong with it is noted in *reading*."""
        return reading.gather(self.read, getattr(given, self.attribute), at + self.name)


class NewId(msgspec.Struct, frozen=True):
    """A field that takes the id of a new *kind* of thing."""

    kind: str

    def build(self, _given: object, reading: Reading, _at: str) -> Any:
        """Return the id, the same for a repeated command."""
        return reading.new_id(self.kind)


class Plan(msgspec.Struct, Generic[S], frozen=True):
    """How a struct of the class *kind* is built; *parts* by the name of its field."""

    kind: type[S]
    parts: Mapping[str, "Leaf | NewId | Plan[Any]"]

    def build(self, given: object, reading: Reading, at: str = "") -> S:
        """Return the struct; it means nothing before `Reading.finish` was called.

        *at* is the path of *given* with a point, for an input within an input.
        """
        for name, part in self.parts.items():
            if isinstance(part, Leaf) and to_camel_case(name) != part.name:
                reading.sent.at(to_camel_case(name), at + part.name)
        values = {name: part.build(given, reading, at) for name, part in self.parts.items()}
        return self.kind(**values)
