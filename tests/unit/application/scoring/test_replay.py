"""A score is told step by step and computed again, from the log alone."""

from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from application.scoring.replay import recompute, replay
from domain.assessment.commands import CorrectAssessment
from domain.assessment.events import AssessmentScored, Changes, ComponentEntry
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.scoring.document import ScoreDocument
from domain.scoring.predicates import Predicate
from tests.support.given import THIRD
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office
from tests.unit.domain.assessment.papers import LETTER

CORRECT = CorrectAssessment(
    assessment=Office.assessment,
    changes=Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))}),
    reason="Salah ketik 7a",
    evidence=(LETTER,),
)


def falsify(store: MemoryEventStore, at: int = -1, **changes: object) -> None:
    """Write another score into the event number *at*, as nobody should be able to."""
    last = store.log[at]
    assert isinstance(last.event, AssessmentScored)
    document: ScoreDocument = replace(last.event.document, **changes)
    forged: Recorded[Event] = replace(last, event=replace(last.event, document=document))
    store.log[at] = forged
    stream = store._streams[last.stream]
    stream[[each.position for each in stream].index(last.position)] = forged


async def test_each_step_says_what_happened_and_what_it_came_to(published: Office) -> None:
    """Five events; before the officer's entry nothing is scored, after it 81.50."""
    steps = await replay(published.store, Office.assessment)
    assert [step.version for step in steps] == [1, 2, 3, 4, 5]
    assert steps[0].explanation.id.startswith("Penilaian tahun buku 2015 dibuka")
    assert (steps[0].actor, steps[1].office) == ("operator-1", "dinas-3374")
    totals = [step.scoring.total_so_far for step in steps]
    assert totals == [Decimal(0), *[Decimal("81.50")] * 4]
    assert len(steps[0].scoring.missing) == 22
    assert steps[4].recorded_at == published.store.log[-1].recorded_at


async def test_a_replay_stops_at_any_position(published: Office) -> None:
    """At the position of the submission there are three steps."""
    steps = await replay(published.store, Office.assessment)
    until = await replay(published.store, Office.assessment, up_to=steps[2].position)
    assert until == steps[:3]


async def test_what_is_unknown_has_no_steps_and_no_score(office: Office) -> None:
    """Neither an unknown id nor an assessment without a score is an error."""
    assert await replay(office.store, UUID(int=404)) == ()
    assert await recompute(office.store, UUID(int=404)) is None
    await office.open()
    assert await recompute(office.store, Office.assessment) is None


async def test_a_recorded_score_is_computed_again(published: Office) -> None:
    """The same document, value by value."""
    found = await recompute(published.store, Office.assessment)
    assert found is not None
    assert found.equal
    assert (found.version, found.differences) == (5, ())
    assert found.recomputed == found.recorded


async def test_after_a_correction_both_scores_can_be_computed(published: Office) -> None:
    """The one that stands, and as of before the one that stood."""
    before = len(published.store.log)
    await published.do(CORRECT, THIRD)
    now = await recompute(published.store, Office.assessment)
    then = await recompute(published.store, Office.assessment, up_to=before)
    assert now is not None
    assert then is not None
    assert (now.recorded.total, then.recorded.total) == (Decimal("78.00"), Decimal("81.50"))
    assert now.equal
    assert then.equal


async def test_a_score_that_does_not_follow_is_found_and_named(published: Office) -> None:
    """A total and a predicate that somebody changed in the log."""
    falsify(published.store, total=Decimal("91.50"), corrections=("K1",))
    found = await recompute(published.store, Office.assessment)
    assert found is not None
    assert not found.equal
    assert [msgspec.structs.astuple(each) for each in found.differences] == [
        ("/total", "91.50", "81.50"),
        ("/corrections", '["K1"]', None),
    ]


async def test_a_score_that_was_corrected_is_computed_again_as_well(published: Office) -> None:
    """Somebody changes the total that stood before a correction: it is found, and named."""
    scored = len(published.store.log) - 1
    await published.do(CORRECT, THIRD)
    untouched = await recompute(published.store, Office.assessment)
    assert untouched is not None
    assert [each.recorded.total for each in untouched.earlier] == [Decimal("81.50")]
    assert untouched.story_equal
    falsify(published.store, scored, total=Decimal("91.50"))
    found = await recompute(published.store, Office.assessment)
    assert found is not None
    assert (found.equal, found.story_equal) == (True, False)
    (earlier,) = found.earlier
    assert [each.pointer for each in earlier.differences] == ["/total"]


async def test_a_missing_component_is_a_difference_too(published: Office) -> None:
    """One component less in the log than there should be."""
    document = published.store.log[-1].event
    assert isinstance(document, AssessmentScored)
    falsify(
        published.store,
        components=document.document.components[:-1],
        predicate=Predicate.CUKUP_SEHAT,
    )
    found = await recompute(published.store, Office.assessment)
    assert found is not None
    pointers = {each.pointer: each.recorded for each in found.differences}
    assert pointers == {"/components/21": None, "/predicate": "CUKUP_SEHAT"}
