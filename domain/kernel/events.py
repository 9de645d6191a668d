"""What an event is: a past fact, complete in itself, never changed.

Stored formats are promises: a field is never renamed, retyped or removed. A new
need is a new version with an upcaster, and the golden bytes of the old one stay.
"""

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of every fact in the log. It carries values, never lookups."""
