"""When the scores are recomputed by themselves, and the counting while it is done.

The rule of time is a function of the time: once a night, at a whole hour of Jakarta, and a
night that was missed because nothing ran is made up for as soon as something does.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from application.kernel.ports import Clock, EventStore
from application.kernel.score_checks import Check
from application.scoring.whole_log import Recomputed, recompute_log
from domain.kernel.log import LogUnavailable

JAKARTA = timezone(timedelta(hours=7))
MOST_KEPT = 100  # scores that differ; the log's lines name the others


def is_due(now: datetime, begun: datetime | None, hour: int) -> bool:
    """Say whether the check of the last night is still to be made at *now*.

    *begun* is when the last one began, or the log where there was none; None is an empty log,
    which has nothing to check. *hour* counts in Jakarta.

    >>> noon = datetime(2026, 11, 24, 12, tzinfo=JAKARTA)
    >>> at_one = datetime(2026, 11, 25, 1, tzinfo=JAKARTA)
    >>> is_due(at_one, noon, 1), is_due(at_one, at_one, 1)
    (True, False)
    """
    return begun is not None and begun < last_hour(now, hour)


def last_hour(now: datetime, hour: int) -> datetime:
    """Return the last moment up to *now* at which it was *hour* o'clock in Jakarta."""
    local = now.astimezone(JAKARTA)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


async def check_scores(
    store: EventStore,
    topics: Sequence[str],
    clock: Clock,
    seen: Callable[[Recomputed], None],
) -> Check:
    """Compute every score of the log again, as `recompute_log` does; *seen* hears of each.

    Raises `LogUnavailable` while the log cannot be reached; what else ends it is in the answer.
    """
    tally, began_at, up_to = Tally(), clock.now(), await store.last_position()
    failure = None
    try:
        async for each in recompute_log(store, topics):
            tally.add(each)
            seen(each)
    except LogUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - bytes of a score that cannot be read at all
        failure = f"{type(error).__name__}: {error}"
    return Check(
        began_at=began_at,
        ended_at=clock.now(),
        up_to=up_to,
        assessments=tally.assessments,
        scores=tally.scores,
        mismatches=tally.mismatches,
        differing=tuple(tally.differing),
        failure=failure,
    )


class Tally:
    """Counts scores, and keeps the first that differ."""

    def __init__(self) -> None:
        self.assessments = self.scores = self.mismatches = 0
        self.differing: list[Recomputed] = []

    def add(self, score: Recomputed) -> None:
        """Count *score*."""
        self.scores += 1
        self.assessments += score.first
        if not score.agrees:
            self.mismatches += 1
            self.differing += [score] if len(self.differing) < MOST_KEPT else []
