"""What was entered for one assessment, each figure with the event that brought it.

Read from the log at the moment of asking, so it can be asked as of any position; the
last word on each key counts.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import ComponentEntry
from infrastructure.sql import Database


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The event that an entry came from: who entered it and when."""

    version: int
    position: int
    recorded_at: datetime
    actor: str


class FigureEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in rupiah."""

    amount: Decimal
    source: Source


class CountEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A count of yes answers, with the single *answers* where they were given."""

    yes: int
    answers: tuple[bool, ...] | None
    source: Source


class DirectEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A component that an officer entered directly."""

    entry: ComponentEntry
    source: Source


class RulingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A ruling on a component: *value* 0 to 100."""

    value: Decimal
    ruling_reason: str
    reason: str
    source: Source


class AdjustmentsEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The correction factors and fatal faults that apply."""

    corrections: tuple[str, ...]
    faults: tuple[str, ...]
    levels: int | None
    reason: str
    source: Source


class EnteredData(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that counts for one assessment, by figure name or component key."""

    figures: Mapping[str, FigureEntry]
    yes_counts: Mapping[str, CountEntry]
    components: Mapping[str, DirectEntry]
    rulings: Mapping[str, RulingEntry]
    adjustments: AdjustmentsEntry | None


async def entered(
    database: Database, *, scope: ViewScope, assessment: UUID, up_to: int | None = None
) -> EnteredData | None:
    """Return what was entered for *assessment*, None when it may not be seen."""
    raise NotImplementedError
