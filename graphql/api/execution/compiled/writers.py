"""Functions that write the objects of one selection, each compiled for it.

A page of rows becomes a list of dicts in one comprehension, without a call for a plain field;
msgspec makes bytes of them. That is the fastest way found (decision 0014).

The source is made of names alone: those of fields, which GraphQL spells with letters, digits and
underscores, and those of attributes, which we declare. No value is ever part of it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from api.execution.compiled.leaves import NAMES

Written = list[dict[str, Any]]
Writer = Callable[[Sequence[Any], Sequence[Sequence[Any]]], Written]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One field of the objects: the expression for it, where they are records and where not.

    In an expression ``r`` is the object, ``v`` a value on its way, ``x0`` what the first step
    found, and *names* what else it speaks of.
    """

    name: str
    of_record: str
    of_object: str
    names: Mapping[str, Any] = {}


def writer(parts: Sequence[Part], steps: int, *, records: bool) -> Writer:
    """Return the function that writes objects from rows, and from what *steps* steps found."""
    fields = [f"{part.name!r}: {part.of_record if records else part.of_object}" for part in parts]
    found = [f"x{number}" for number in range(steps)]
    each, every = ("r", "rows") if not found else (", ".join(["r", *found]), "zip(rows, *steps)")
    code = f"def write(rows, steps):\n return [{{{', '.join(fields)}}} for {each} in {every}]\n"
    names: dict[str, Any] = {**NAMES}
    for part in parts:
        names.update(part.names)
    exec(compile(code, "<selection>", "exec"), names)  # noqa: S102 - names of fields, and expressions of ours
    made: Writer = names["write"]
    return made
