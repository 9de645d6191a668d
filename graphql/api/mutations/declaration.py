"""From the class of an input to the plan that builds one command from it.

The plan is checked when it is made, which is when the module is imported: every field of
the command is filled by exactly one field of the input, no field of the input is left
over, and types fit. So a field that is forgotten, or a command of another class, stops
the program before it serves anything, and `Misdeclared` names both sides.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields as fields_of_class
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec.structs import FieldInfo
from msgspec.structs import fields as fields_of_struct
from strawberry.utils.str_converters import to_camel_case

from api.mutations.annotations import (
    PLAN,
    Misdeclared,
    Reader,
    fits,
    reader_for,
    reader_of_change,
)
from api.mutations.fields import Fill, fills_of
from api.mutations.plans import Leaf, NewId, Plan
from api.mutations.reading import Reading

S = TypeVar("S", bound=msgspec.Struct)
G = TypeVar("G")


def plan(given: type, kind: type[S], *, new: str = "", leaves: Collection[str] = ()) -> Plan[S]:
    """Return the plan by which the input *given* becomes a *kind*, or raise `Misdeclared`.

    *new* is the field that takes the id of a new thing; nobody has seen a version of it, so
    ``expected_version`` is left out as well. *leaves* are other fields left as they are.
    Fields that the server makes itself (``secret`` of a command) are never an input's.
    """
    where = f"{given.__name__} -> {kind.__name__}"
    left = {*leaves, *getattr(kind, "secret", ())}
    if new:
        left |= {new, "expected_version"}
    found = _grow(kind, _sources(given), left, where=where)
    required = {field.name for field in fields_of_struct(kind) if field.required}
    _refuse("left out without a default", (left - {new}) & required, where)
    if not new:
        return found
    return msgspec.structs.replace(found, parts={**found.parts, new: NewId(new)})


def reads_as(kind: type[S]) -> Callable[[type[G]], type[G]]:
    """Declare that an input within an input becomes a *kind*, field by field as well."""

    def declare(given: type[G]) -> type[G]:
        setattr(given, PLAN, plan(given, kind))
        return given

    return declare


def read_as(kind: type[S], given: object, reading: Reading, at: str = "") -> S:
    """Return *given*, sent at the path *at*, whose class is declared with ``reads_as(kind)``."""
    built = vars(type(given))[PLAN].build(given, reading, f"{at}." if at else "")
    if not isinstance(built, kind):
        raise Misdeclared(f"{type(given).__name__} is declared as a {type(built).__name__}.")
    return built


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


def _sources(given: type) -> Iterable[_Source]:
    """Yield what each field of the input *given* fills."""
    types = get_type_hints(given)
    for field in fields_of_class(given):
        for fill in fills_of(field):
            reader = _reader(types[field.name], fill, f"{given.__name__}.{field.name}")
            yield _Source(tuple(fill.path.split(".")), field.name, reader)


def _reader(annotation: Any, fill: Fill, where: str) -> Reader:
    if fill.erasable is None:
        return reader_for(annotation, fill.reads, where)
    return reader_of_change(annotation, fill.reads, where, erasable=fill.erasable)


def _grow(
    kind: type[S], sources: Iterable[_Source], left: Collection[str], *, where: str
) -> Plan[S]:
    """Return the plan of a *kind* from *sources*, whose paths begin with its fields."""
    known = {field.name: field for field in fields_of_struct(kind)}
    branches: dict[str, list[_Source]] = {}
    for source in sources:
        branches.setdefault(source.path[0], []).append(source)
    _refuse("filled by nothing", set(known) - set(branches) - set(left), where)
    _refuse("no such field", {*branches, *left} - set(known), where)
    _refuse("filled and left out as well", set(branches) & set(left), where)
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
        _refuse("filled more than once", {each.attribute for each in sources}, here)
    if not fits(first.reader.gives, field.type):
        raise Misdeclared(
            f"{here}: {first.attribute} gives {first.reader.gives}, not {field.type}."
        )
    return first.leaf


def _refuse(problem: str, names: Collection[str], where: str) -> None:
    if names:
        raise Misdeclared(f"{where}: {problem}: {', '.join(sorted(names))}.")
