"""Every score of the log computed again: what `sokoguru recompute` and the nightly check do.

The log is read once from its beginning, a few scores at a time, so that neither its length nor
the number of assessments costs memory. A story that cannot be read or scored at all is told
like one that differs, and keeps no other from being looked at.
"""

from collections.abc import AsyncIterator, Sequence

import msgspec

from application.kernel.ports import EventStore
from application.kernel.score_checks import CheckedScore
from application.scoring.replay import Difference, recompute_story
from application.scoring.ruleset_cache import RulesetCache
from domain.assessment.events import AssessmentOpened
from domain.kernel.events import Event
from domain.kernel.log import LogUnavailable, Recorded
from domain.ruleset.state import ruleset_stream
from domain.scoring.ruleset import Ruleset

BATCH = 100  # scores


class Recomputed(CheckedScore, frozen=True, kw_only=True):
    """One recorded score, and where it says something else than follows from the events.

    *first* is true of the first score of its assessment. *trouble* says why nothing could be
    computed, None where something could; then *cooperative* and *book_year* may be unknown.
    """

    first: bool = False
    differences: tuple[Difference, ...] = ()
    trouble: str | None = None

    @property
    def agrees(self) -> bool:
        """Whether the record is what follows."""
        return not self.differences and self.trouble is None


async def recompute_log(
    store: EventStore, topics: Sequence[str], *, batch: int = BATCH
) -> AsyncIterator[Recomputed]:
    """Yield every score that stands in the log under one of *topics*, in the log's order.

    *topics* are those of `AssessmentScored`, in every version of its format. Raises
    `LogUnavailable` while the log cannot be reached.
    """
    rulesets, after = RulesetCache(), 0
    while scores := await store.read_log(after=after, limit=batch, topics=topics):
        for each in scores:
            yield await _recomputed(store, rulesets, each)
        after = scores[-1].position


async def _recomputed(
    store: EventStore, rulesets: RulesetCache, score: Recorded[Event]
) -> Recomputed:
    """Compute one *score* again; what its story may bring about is told, and ends nothing."""
    told = Recomputed(position=score.position, assessment=score.stream)
    try:
        read = await store.read([score.stream], up_to=score.position)
        story = read[score.stream]
        opened = story[0].event
        if not isinstance(opened, AssessmentOpened):
            return msgspec.structs.replace(told, trouble="the assessment was never opened")
        told = msgspec.structs.replace(
            told, cooperative=opened.cooperative, book_year=opened.book_year
        )
        *earlier, found = recompute_story(story, await _ruleset(store, rulesets, opened))
    except LogUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the bytes of a changed event bring about
        return msgspec.structs.replace(told, trouble=f"{type(error).__name__}: {error}")
    return msgspec.structs.replace(told, first=not earlier, differences=found.differences)


async def _ruleset(
    store: EventStore, rulesets: RulesetCache, opened: AssessmentOpened
) -> Ruleset | None:
    """Return the ruleset that the assessment was opened with, None when the log lacks it."""
    if rulesets.get(opened.ruleset) is None:
        stream = ruleset_stream(opened.ruleset_id)
        rulesets.keep((await store.read([stream])).get(stream, ()))
    return rulesets.get(opened.ruleset)
