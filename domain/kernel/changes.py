"""Changes of a thing, field by field: what is left out stays, and None empties.

A command carries what its caller wants to be different, so a form that knows half of the fields
erases nothing, and two people who change different fields at once do not undo each other.
"""

from typing import TypeVar

import msgspec
from msgspec import UNSET

S = TypeVar("S", bound=msgspec.Struct)


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of changes; every field is UNSET unless it shall be different."""

    @property
    def empty(self) -> bool:
        """Whether nothing shall be different."""
        return self == type(self)()


def changed(before: S, changes: Changes) -> S:
    """Return *before* with what *changes* holds under the same names.

    >>> from domain.cooperative.events import Contacts
    >>> from domain.cooperative.commands import ContactsChanges
    >>> changed(Contacts(phone="024", email="a@b.id"), ContactsChanges(email=None))
    Contacts(phone='024', email=None, website=None)
    """
    values = {name: getattr(changes, name) for name in changes.__struct_fields__}
    wanted = {
        name: changed(getattr(before, name), value) if isinstance(value, Changes) else value
        for name, value in values.items()
        if value is not UNSET
    }
    return msgspec.structs.replace(before, **wanted)
