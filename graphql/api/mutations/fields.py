"""How a field of an input is declared: what it is for, and what it becomes.

A field becomes the field of the command that has the same name, read as its type says,
unless the declaration says otherwise. `api.mutations.declaration` is the only reader.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field
from typing import Any

import msgspec
import strawberry

from api.mutations.reading import Read

FILLS = "fills"

#: What is said of every field of a change.
STAYS = "Left out: stays as it is."
NULL_EMPTIES = "Left out: stays as it is; null empties it."


class Fill(msgspec.Struct, frozen=True):
    """One field of the command: its *path*, with points, and how it is read.

    Without *reads* the type of the input field says how. *erasable* is set for a field of a
    change, see `stays` and `stays_or_goes`.
    """

    path: str
    reads: Read | None = None
    erasable: bool | None = None


def required(
    description: str,
    *,
    fills: str = "",
    reads: Read | None = None,
    into: Mapping[str, Read] | None = None,
) -> Any:
    """Describe a field that must be given.

    *fills* is the command's field when it has another name; points go into the structs that
    a command carries, as in ``profile.legal_number.date``. *reads* says how the value is
    read. *into* is instead of both, for a field that fills several fields of the command.
    """
    return strawberry.field(description=description, metadata=_fills(fills, reads, into))


def optional(
    description: str,
    *,
    default: object = None,
    factory: Callable[[], object] | None = None,
    fills: str = "",
    reads: Read | None = None,
    into: Mapping[str, Read] | None = None,
) -> Any:
    """Describe a field that may be left out; then it is *default*, or what *factory* makes."""
    metadata = _fills(fills, reads, into)
    if factory is not None:
        return strawberry.field(description=description, default_factory=factory, metadata=metadata)
    return strawberry.field(description=description, default=default, metadata=metadata)


def stays(description: str, *, fills: str = "", reads: Read | None = None) -> Any:
    """Describe a field of a change that cannot be emptied: left out, it stays as it is."""
    return _of_a_change(description, Fill(fills, reads, erasable=False))


def stays_or_goes(description: str, *, fills: str = "", reads: Read | None = None) -> Any:
    """Describe a field of a change: left out, it stays as it is; null empties it."""
    return _of_a_change(description, Fill(fills, reads, erasable=True))


def _of_a_change(description: str, fill: Fill) -> Any:
    said = f"{description} {NULL_EMPTIES if fill.erasable else STAYS}"
    return strawberry.field(description=said, default=strawberry.UNSET, metadata={FILLS: (fill,)})


def of_the_request(description: str) -> Any:
    """Describe a field that may be left out and is no part of the command itself."""
    return strawberry.field(description=description, default=None, metadata={FILLS: ()})


def fills_of(field: Field[Any]) -> tuple[Fill, ...]:
    """Return what *field* of an input fills; by itself the field of the same name."""
    declared: tuple[Fill, ...] | None = field.metadata.get(FILLS)
    if declared is None:
        return (Fill(field.name),)
    return tuple(msgspec.structs.replace(each, path=each.path or field.name) for each in declared)


def _fills(path: str, reads: Read | None, into: Mapping[str, Read] | None) -> dict[str, object]:
    if into is None:
        return {FILLS: (Fill(path, reads),)}
    return {FILLS: tuple(Fill(each, read) for each, read in into.items())}
