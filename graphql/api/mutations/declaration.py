"""From the class of an input to a plan that builds one command from it, field by field.

The plan is checked when it is made, which is when the module is imported: every field of
the command is filled by exactly one field of the input, no field of the input is left
over, and types fit. So a field that is forgotten, or a command of another class, stops
the program before it serves anything, and `Misdeclared` names both sides.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields as fields_of_class
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec
from msgspec.structs import FieldInfo
from msgspec.structs import fields as fields_of_struct
from strawberry.utils.str_converters import to_camel_case

from api.mutations.annotations import Reader, fits, reader_for
from api.mutations.fields import fills_of
from api.mutations.reading import Read, Reading

S = TypeVar("S", bound=msgspec.Struct)
I = TypeVar("I")  # noqa: E741 an input

PLAN = "__plan__"


class Misdeclared(TypeError):
    """An input and the struct that it becomes do not belong together."""


class Leaf(msgspec.Struct, frozen=True):
    """A field that is read from the input's *attribute*, which clients call *name*."""

    attribute: str
    name: str
    read: Read

    def build(self, given: object, reading: Reading) -> Any:
        """Return the value; what is wrong with it is noted in *reading*."""
        return reading.gather(self.read, getattr(given, self.attribute), self.name)


class NewId(msgspec.Struct, frozen=True):
    """A field that takes the id of a new *kind* of thing."""

    kind: str

    def build(self, _given: object, reading: Reading) -> Any:
        """Return the id, the same for a repeated command."""
        return reading.new_id(self.kind)


class Plan(msgspec.Struct, Generic[S], frozen=True):
    """How a struct of the class *kind* is built; *parts* by the name of its field."""

    kind: type[S]
    parts: Mapping[str, "Leaf | NewId | Plan[Any]"]

    def build(self, given: object, reading: Reading) -> S:
        """Return the struct; it means nothing before `Reading.finish` was called."""
        values = {name: part.build(given, reading) for name, part in self.parts.items()}
        return self.kind(**values)


class _Source(msgspec.Struct, frozen=True):
    """What fills the struct's field at *path*: the attribute of an input and its reader."""

    path: tuple[str, ...]
    attribute: str
    reader: Reader

    @property
    def leaf(self) -> Leaf:
        return Leaf(self.attribute, to_camel_case(self.attribute), self.reader.read)

    def below(self) -> "_Source":
        return msgspec.structs.replace(self, path=self.path[1:])


def plan(given: type, kind: type[S], *, new: str = "", leaves: Collection[str] = ()) -> Plan[S]:
    """Return the plan by which the input *given* becomes a *kind*, or raise `Misdeclared`.

    *new* is the field that takes the id of a new thing; nobody has seen a version of it, so
    ``expected_version`` is left out as well. *leaves* are other fields left as they are.
    Fields that the server makes itself (``secret`` of a command) are never an input's.
    """
    made = {new, "expected_version"} if new else set()
    left = {*made, *leaves, *getattr(kind, "secret", ())}
    found = _grow(kind, list(_sources(given)), left, where=f"{given.__name__} -> {kind.__name__}")
    if not new:
        return found
    return msgspec.structs.replace(found, parts={**found.parts, new: NewId(new)})


def reads_as(kind: type[S]) -> Callable[[type[I]], type[I]]:
    """Declare that an input within an input becomes a *kind*, field by field as well."""

    def declare(given: type[I]) -> type[I]:
        setattr(given, PLAN, plan(given, kind))
        return given

    return declare


def read_as(kind: type[S], given: object, reading: Reading) -> S:
    """Return *given*, whose class is declared with ``reads_as(kind)``, as a *kind*."""
    built = getattr(type(given), PLAN).build(given, reading)
    if not isinstance(built, kind):
        raise Misdeclared(f"{type(given).__name__} is declared as a {type(built).__name__}.")
    return built


def _sources(given: type) -> Iterable[_Source]:
    """Yield what each field of the input *given* fills."""
    types = get_type_hints(given)
    for field in fields_of_class(given):
        for fill in fills_of(field):
            reader = reader_for(types[field.name], fill.reads, f"{given.__name__}.{field.name}")
            yield _Source(tuple(fill.path.split(".")), field.name, reader)


def _grow(
    kind: type[S], sources: Iterable[_Source], left: Collection[str], *, where: str
) -> Plan[S]:
    """Return the plan of a *kind* from *sources*, whose paths begin with its fields."""
    known = {field.name: field for field in fields_of_struct(kind)}
    branches: dict[str, list[_Source]] = {}
    for source in sources:
        branches.setdefault(source.path[0], []).append(source)
    _refuse("is filled by nothing", set(known) - set(branches) - set(left), where)
    _refuse("is no field of it", set(branches) - set(known), where)
    _refuse("is filled and left out as well", set(branches) & set(left), where)
    return Plan(
        kind,
        {name: _part(known[name], found, where) for name, found in branches.items()},
    )


def _part(field: FieldInfo, sources: list[_Source], where: str) -> Leaf | Plan[Any]:
    """Return what fills *field*: one source, or a struct of several."""
    here, first = f"{where}.{field.name}", sources[0]
    if all(len(source.path) > 1 for source in sources):
        return _grow(field.type, [source.below() for source in sources], (), where=here)
    if len(sources) > 1:
        _refuse("is filled more than once", {each.attribute for each in sources}, here)
    if not fits(first.reader.gives, field.type):
        raise Misdeclared(
            f"{here}: {first.attribute} gives {first.reader.gives}, not {field.type}."
        )
    return first.leaf


def _refuse(problem: str, names: Collection[str], where: str) -> None:
    if names:
        raise Misdeclared(f"{where}: {', '.join(sorted(names))} {problem}.")
