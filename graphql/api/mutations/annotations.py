"""What the annotation of an input field says about reading it.

Most fields need no reader: a text stays a text, a list becomes a tuple, an input within
an input becomes the struct that it was declared with. An id and a written number look
like texts and are none, so they need one.
"""

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import msgspec
import strawberry

from api.building.scalars import WrittenNumber
from api.mutations.reading import Read, Reading
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text

AMBIGUOUS = (strawberry.ID, WrittenNumber)
"""Types whose values mean nothing until somebody says how to read them."""

#: Types are made of these at run time, which a type checker cannot follow.
A_TUPLE: Any = tuple
A_SEQUENCE: Any = Sequence
A_UNION: Any = Union

PLAN = "__plan__"
"""Where the class of an input within an input keeps its plan; a subclass needs its own."""


class NotErasable(Refusal):
    """A field of a change is null that has to hold something."""

    code = "not_erasable"
    what = Text("{field} tidak boleh dikosongkan.", "{field} cannot be emptied.")
    remedy_text = Text(
        "Beri nilai baru, atau tinggalkan isian itu supaya tetap.",
        "Give it a new value, or leave the field out and it stays.",
    )


class Misdeclared(TypeError):
    """An input, and the command or struct that it becomes, do not belong together."""


class Reader(msgspec.Struct, frozen=True):
    """How a field is read, and the type of what it *gives*."""

    gives: Any
    read: Read


def reader_for(annotation: Any, read: Read | None, where: str) -> Reader:
    """Return the reader of a field with *annotation*: *read*, or what the annotation says.

    None is passed on as None, unless *read* itself takes it.
    """
    if read is None:
        return _natural(annotation, where)
    hints = get_type_hints(read)
    gives = hints.pop("return")
    takes = next(iter(hints.values()))
    if _same(takes, annotation):
        return Reader(gives, read)
    if not _same(takes, without_none(annotation)) or NoneType not in alternatives(annotation):
        raise Misdeclared(f"{where} is {annotation}, its reader takes {takes}.")
    return _or_none(Reader(gives, read))


def reader_of_change(annotation: Any, read: Read | None, where: str, *, erasable: bool) -> Reader:
    """Return the reader of a field of a change: what is left out is UNSET for the domain.

    Null empties the field where it is *erasable*, and is refused where it is not.
    """
    whole = reader_for(annotation if erasable else without_none(annotation), read, where)

    def read_change(value: Any, reading: Reading, field: str) -> Any:
        if value is strawberry.UNSET:
            return msgspec.UNSET
        if value is None and not erasable:
            raise NotErasable(field=field)
        return whole.read(value, reading, field)

    return Reader(whole.gives | msgspec.UnsetType, read_change)


def fits(gives: Any, wanted: Any) -> bool:
    """Say whether a field of the type *wanted* can hold what a reader *gives*.

    >>> fits(str, str | None), fits(str | None, str)
    (True, False)
    """
    return all(any(each == other for other in alternatives(wanted)) for each in alternatives(gives))


def alternatives(annotation: Any) -> tuple[Any, ...]:
    """Return the members of a union; another type is its only one."""
    return get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)


def without_none(annotation: Any) -> Any:
    """Return *annotation* without None.

    >>> without_none(str | None)
    <class 'str'>
    """
    return A_UNION[tuple(each for each in alternatives(annotation) if each is not NoneType)]


def _natural(annotation: Any, where: str) -> Reader:
    """Return the reader that *annotation* itself says."""
    if annotation in AMBIGUOUS:
        raise Misdeclared(f"{where}: say with reads= how a {annotation.__name__} is read.")
    if NoneType in alternatives(annotation):
        return _or_none(_natural(without_none(annotation), where))
    if isinstance(annotation, NewType):
        return _natural(annotation.__supertype__, where)
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        return _tuple_of(_natural(inner, where))
    declared = getattr(annotation, "__dict__", {}).get(PLAN)
    if declared is not None:
        return Reader(declared.kind, _within(declared))
    return Reader(annotation, lambda value, _reading, _field: value)


def _within(declared: Any) -> Read:
    """Return how the plan *declared* reads an input within an input."""

    def read(value: Any, reading: Reading, field: str) -> Any:
        return declared.build(value, reading, f"{field}.")

    return read


def _or_none(reader: Reader) -> Reader:
    def read(value: Any, reading: Reading, field: str) -> Any:
        return None if value is None else reader.read(value, reading, field)

    return Reader(reader.gives | None, read)


def _tuple_of(reader: Reader) -> Reader:
    def read(values: Sequence[Any], reading: Reading, field: str) -> Any:
        return tuple(
            reader.read(each, reading, f"{field}[{index}]") for index, each in enumerate(values)
        )

    return Reader(A_TUPLE[reader.gives, ...], read)


def _same(one: Any, other: Any) -> bool:
    """Say whether two types are one; a reader of a sequence reads a list."""
    return set(map(_plain, alternatives(one))) == set(map(_plain, alternatives(other)))


def _plain(annotation: Any) -> Any:
    if get_origin(annotation) is list:
        return A_SEQUENCE[get_args(annotation)]
    return annotation
