"""Changes that name every field, as a form that shows a thing whole sends them."""

from typing import TypeVar

import msgspec

from domain.kernel.changes import Changes

C = TypeVar("C", bound=Changes)


def every_field(kind: type[C], thing: msgspec.Struct) -> C:
    """Return the changes of the class *kind* that make a thing what *thing* is."""
    return msgspec.convert(thing, kind, from_attributes=True)
