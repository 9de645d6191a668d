"""Every score of the log is computed again, and what cannot be is told like what differs."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.scoring.nights import MOST_KEPT, Tally, check_scores
from application.scoring.whole_log import Recomputed, recompute_log
from domain.assessment.events import AssessmentScored
from domain.kernel.events import Event
from domain.kernel.log import LogUnavailable, Recorded
from tests.support.given import NOW, THIRD
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office, StoppedClock
from tests.unit.application.scoring.test_replay import CORRECT, falsify

SCORED = [AssessmentScored.topic]
COOPERATIVE = Office.cooperative


async def checked(store: Any, **options: int) -> list[Recomputed]:
    """Compute every score of *store* again."""
    return [each async for each in recompute_log(store, SCORED, **options)]


def rewrite(store: MemoryEventStore, **changes: object) -> None:
    """Change the opening of the assessment, as nobody should be able to."""
    story = store._streams[Office.assessment]
    story[0] = replace(story[0], event=replace(story[0].event, **changes))


async def test_every_score_of_a_story_is_computed_again(published: Office) -> None:
    """The corrected one and the one before it, from batches of one."""
    await published.do(CORRECT, THIRD)
    found = await checked(published.store, batch=1)
    assert [(each.first, each.agrees) for each in found] == [(True, True), (False, True)]
    assert [each.position for each in found] == [
        each.position for each in published.store.log if each.topic in SCORED
    ]


async def test_a_log_without_scores_has_nothing_to_check(office: Office) -> None:
    """No score, no word."""
    assert await checked(office.store) == []


async def test_a_changed_score_is_named_by_whose_it_is(published: Office) -> None:
    """Cooperative, year, assessment and position; the score after it is right all the same."""
    scored = len(published.store.log) - 1
    await published.do(CORRECT, THIRD)
    falsify(published.store, scored, total=published.store.log[0].position)
    wrong, right = await checked(published.store)
    assert right.agrees
    assert [each.pointer for each in wrong.differences] == ["/total"]
    assert (wrong.cooperative, wrong.book_year, wrong.assessment, wrong.position) == (
        COOPERATIVE,
        2015,
        Office.assessment,
        scored + 1,
    )


async def test_a_score_by_a_ruleset_that_is_not_in_the_log_follows_from_nothing(
    published: Office,
) -> None:
    """Somebody changed by which rules the assessment was opened."""
    rewrite(published.store, ruleset="sha256:" + "0" * 64)
    (found,) = await checked(published.store)
    assert [(each.pointer, each.recomputed) for each in found.differences] == [("", None)]


async def test_a_score_without_an_opening_is_told(published: Office) -> None:
    """Whose it is, nobody knows; where it stands, everybody."""
    story = published.store._streams[Office.assessment]
    story[0] = replace(story[0], event=story[1].event)
    (found,) = await checked(published.store)
    assert found.trouble == "the assessment was never opened"
    assert (found.agrees, found.cooperative) == (False, None)


class Broken(MemoryEventStore):
    """A log that raises *error* when a story is read, or when scores are."""

    def __init__(self, sound: MemoryEventStore, error: Exception, *, scores: bool = False) -> None:
        self.__dict__.update(sound.__dict__)
        self._error = error
        self._scores = scores

    async def read(self, *_: object, **__: object) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Raise."""
        raise self._error

    async def read_log(
        self, *, after: int, limit: int, topics: Sequence[str] = ()
    ) -> Sequence[Recorded[Event]]:
        """Return the scores, or raise."""
        if self._scores:
            raise self._error
        return await super().read_log(after=after, limit=limit, topics=topics)


async def test_a_story_that_cannot_be_read_keeps_no_other_from_being_checked(
    published: Office,
) -> None:
    """Bytes that are no event are told in a sentence."""
    (found,) = await checked(Broken(published.store, ValueError("no such event")))
    assert (found.trouble, found.agrees) == ("ValueError: no such event", False)


async def test_a_log_that_is_away_is_no_difference(published: Office) -> None:
    """Nothing was found out, and nothing is said of any score."""
    away = Broken(published.store, LogUnavailable())
    with pytest.raises(LogUnavailable):
        await checked(away)
    with pytest.raises(LogUnavailable):
        await check_scores(away, SCORED, StoppedClock(), lambda _: None)


async def test_a_check_counts_what_it_saw(published: Office) -> None:
    """Two scores of one assessment, one of them wrong."""
    scored = len(published.store.log) - 1
    await published.do(CORRECT, THIRD)
    falsify(published.store, scored, total=published.store.log[0].position)
    seen: list[Recomputed] = []
    check = await check_scores(published.store, SCORED, StoppedClock(), seen.append)
    assert (check.scores, check.assessments, check.mismatches, check.failure) == (2, 1, 1, None)
    assert check.differing == (seen[0],)
    assert (check.up_to, check.began_at) == (len(published.store.log), NOW)


async def test_a_score_that_cannot_be_read_at_all_ends_the_check_with_a_word(
    published: Office,
) -> None:
    """Its position is not known, so what comes after it cannot be looked at."""
    broken = Broken(published.store, ValueError("no score"), scores=True)
    check = await check_scores(broken, SCORED, StoppedClock(), lambda _: None)
    assert (check.failure, check.scores) == ("ValueError: no score", 0)


def test_of_very_many_differences_the_first_are_kept() -> None:
    """All are counted."""
    tally = Tally()
    for position in range(MOST_KEPT + 5):
        tally.add(Recomputed(position=position, assessment=UUID(int=1), trouble="x"))
    assert tally.mismatches == MOST_KEPT + 5
    assert [each.position for each in tally.differing] == list(range(MOST_KEPT))
