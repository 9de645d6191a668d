"""What an event is: something that happened, complete in itself, never changed.

Stored formats are promises: a field is never renamed, retyped or removed. A new
need is a new version with an upcaster, and the golden bytes of the old one stay.
"""

from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of everything in the log. It carries values, never lookups.

    *topic* is the name that the event is stored under, like ``area.added.v1``. It never
    changes, whatever the class is called, and never names another event; a new version of
    the format takes the next number, and the old number is never used again.
    """

    topic: ClassVar[str]
