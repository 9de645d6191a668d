"""What becomes of computing every score of the log again, and where that is kept."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec


class CheckedScore(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded score, by its *position*; the rest is whose it is, as far as that is known."""

    position: int
    assessment: UUID
    cooperative: UUID | None = None
    book_year: int | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What computing every score again came to; times are aware, in UTC.

    *up_to* is the position of the log's end when it began. *differing* holds the first scores
    that differ, *mismatches* counts them all. *failure* says what ended it before the end of
    the log, None when nothing did.
    """

    began_at: datetime
    ended_at: datetime
    up_to: int
    assessments: int
    scores: int
    mismatches: int
    differing: tuple[CheckedScore, ...] = ()
    failure: str | None = None


class Checks(Protocol):
    """What became of the checks, kept where every process of an installation finds it."""

    async def keep(self, check: Check) -> None:
        """Keep *check*."""

    async def last(self) -> Check | None:
        """Return the one that began last, None when there was none yet."""

    async def begun(self) -> datetime | None:
        """Return when the last check began; before the first, when the log did, if it has."""
