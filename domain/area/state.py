"""What the log says of one area, beside the published list."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from uuid import UUID

import msgspec

from domain.area.events import AreaAdded, AreaEvent, AreaRenamed
from domain.kernel.identifiers import key_stream

CODE_LIST = key_stream("area-codes")
"""The stream of the published lists."""


class AreaHistory(msgspec.Struct, frozen=True, kw_only=True):
    """*added* is true for an area that no published list brought; *last* is the newest day."""

    added: bool = False
    retired: bool = False
    last: date | None = None


UNTOUCHED = AreaHistory()


def area_stream(code: str) -> UUID:
    """Return the stream of the area with the code *code*."""
    return key_stream("area", code)


def evolve(area: AreaHistory, event: AreaEvent) -> AreaHistory:
    """Return *area* as *event* leaves it."""
    match event:
        case AreaAdded():
            return AreaHistory(added=True, last=event.valid_from)
        case AreaRenamed():
            return msgspec.structs.replace(area, last=event.valid_from)
    return msgspec.structs.replace(area, retired=True, last=event.valid_to)


def fold(events: Iterable[AreaEvent]) -> AreaHistory:
    """Return what *events* did to one area."""
    return reduce(evolve, events, UNTOUCHED)
