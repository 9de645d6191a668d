"""What the log says of one area, beside the published list."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from domain.area.events import AreaAdded, AreaEvent, AreaRenamed, AreaRetired
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded

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


def evolve(area: AreaHistory, recorded: Recorded[AreaEvent]) -> AreaHistory:
    """Return *area* as one recorded event leaves it."""
    match recorded.event:
        case AreaAdded(valid_from=day):
            return AreaHistory(added=True, last=day)
        case AreaRenamed(valid_from=day):
            return msgspec.structs.replace(area, last=day)
        case AreaRetired(valid_to=day):
            return msgspec.structs.replace(area, retired=True, last=day)
        case unknown:
            assert_never(unknown)
