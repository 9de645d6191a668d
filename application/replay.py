"""An assessment told step by step, and its scores computed again from the events.

The score shown after a step is computed now, from the entries as they stood then;
whether it equals what the log recorded is what `recompute` says.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from application.ports import EventStore
from domain.events import Event
from domain.scoring.document import ScoreDocument
from domain.scoring.outcome import Scoring
from domain.text import Text


class ReplayStep(msgspec.Struct, frozen=True, kw_only=True):
    """One event of an assessment, what it meant, and the score as it stood after it."""

    position: int
    version: int
    event: Event
    actor: str
    office: str | None
    recorded_at: datetime
    explanation: Text
    scoring: Scoring


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One value that was recorded otherwise than it is computed, by JSON pointer."""

    pointer: str
    recorded: str | None
    recomputed: str | None


class Recomputation(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded score beside the one that follows from the events before it."""

    position: int
    version: int
    recorded: ScoreDocument
    recomputed: ScoreDocument | None
    equal: bool
    differences: tuple[Difference, ...] = ()


async def replay(
    store: EventStore, assessment: UUID, *, up_to: int | None = None
) -> tuple[ReplayStep, ...]:
    """Return every step of *assessment* up to position *up_to*, none when unknown."""
    raise AssertionError(store, assessment, up_to)


async def recompute(
    store: EventStore, assessment: UUID, *, up_to: int | None = None
) -> Recomputation | None:
    """Return the current score computed again, None when there is no score yet."""
    raise AssertionError(store, assessment, up_to)
