"""A correction that would publish the same score again is refused, with the way on."""

from decimal import Decimal

from msgspec.structs import replace

from domain.assessment import refusals
from domain.assessment.amending import Amendments, settled
from domain.assessment.commands import CorrectAssessment, ResolveObjection
from domain.assessment.events import (
    AssessmentCorrected,
    AssessmentScored,
    Changes,
    ComponentEntry,
    ComponentsEntered,
    ObjectionRaised,
)
from domain.scoring import refusals as figures
from tests.support.given import Given
from tests.unit.domain.assessment.papers import (
    CASE,
    FIGURES,
    LETTER,
    figures_case,
    published,
    submitted,
)
from tests.unit.domain.scoring.rules import OF_2009

LIQUIDITY = ComponentsEntered(components={"5a": ComponentEntry(ratio=Decimal(170))})
MANAGEMENT = ComponentsEntered(components={"manajemen_umum": ComponentEntry(value=Decimal(80))})
CASH = Changes(figures={"kas": FIGURES["kas"] + 1_000_000})
CORRECT = CorrectAssessment(assessment=CASE, changes=CASH, reason="Audit", evidence=(LETTER,))


def covered(*entries: ComponentsEntered) -> Given:
    """Return the case by figures, published, after direct *entries*."""
    return published(figures_case().given(*entries, submitted), OF_2009)


def test_a_figure_below_a_direct_entry_is_not_corrected() -> None:
    """Cash counts in 5a only, and an officer entered 5a: the refusal says so and what to do."""
    refusal = covered(LIQUIDITY).when(CORRECT).then_refused(refusals.EntryCovered)
    assert (refusal.code, refusal.field) == ("entry_covered", "figures.kas.amount")
    assert "entered 5a directly" in refusal.message.en
    assert "Change 5a itself" in refusal.remedy.en


def test_the_way_on_is_to_take_the_direct_entry_back() -> None:
    """In the same correction, or by correcting the component itself."""
    uncovered = replace(CASH, components={"5a": None})
    assert len(covered(LIQUIDITY).when(replace(CORRECT, changes=uncovered)).events) == 2
    itself = Changes(components={"5a": ComponentEntry(ratio=Decimal(160))})
    assert len(covered(LIQUIDITY).when(replace(CORRECT, changes=itself)).events) == 2
    assert len(covered().when(CORRECT).events) == 2


def test_a_count_below_a_direct_entry_is_not_corrected_either() -> None:
    """Nor in the answer to an objection."""
    counts = Changes(yes_counts={"manajemen_umum": 3})
    case = covered(MANAGEMENT)
    correct = replace(CORRECT, changes=counts)
    assert case.when(correct).then_refused(refusals.EntryCovered).field == (
        "answers.manajemen_umum.yes"
    )
    answer = ResolveObjection(assessment=CASE, upheld=True, reason="Benar", changes=counts)
    objected = case.given(ObjectionRaised(objection=1, reason="x", evidence=(LETTER,)))
    objected.when(answer).then_refused(refusals.EntryCovered)


def test_a_part_below_a_figure_that_was_entered_whole_is_not_corrected() -> None:
    """Weighted capital came whole, with two of its thirteen parts: a part changes no score."""
    changes = Changes(figures={"cadangan_umum": Decimal(1_000_000)})
    refusal = (
        covered().when(replace(CORRECT, changes=changes)).then_refused(refusals.EntriesUnchanged)
    )
    assert refusal.field == "changes"


def test_a_correction_does_not_contradict_itself() -> None:
    """A whole of 9 with parts of 3 and 5 is refused here as it is in a submission."""
    changes = Changes(figures={"pea": Decimal(9_000_000)})
    answer = covered().when(replace(CORRECT, changes=changes))
    answer.then_refused(figures.FigureContradictsParts)


def test_answers_one_by_one_correct_a_count() -> None:
    """All twelve; the event carries their number. Five of twelve are refused."""
    case = covered()
    answers = {"manajemen_umum": (True,) * 12}
    first, second = case.when(replace(CORRECT, changes=Amendments(answers=answers))).events
    assert isinstance(first, AssessmentCorrected)
    assert isinstance(second, AssessmentScored)
    assert first.changes == Changes(yes_counts={"manajemen_umum": 12})
    assert type(first.changes) is Changes
    few = Amendments(answers={"manajemen_umum": (True,) * 5})
    refusal = case.when(replace(CORRECT, changes=few)).then_refused(figures.AnswersIncomplete)
    assert refusal.code == "answers_incomplete"
    doubled = replace(few, answers=answers, yes_counts={"manajemen_umum": 3})
    case.when(replace(CORRECT, changes=doubled)).then_refused(figures.AnswersContradictCount)


def test_plain_changes_stay_as_they_are() -> None:
    """Nothing is counted where nothing was answered."""
    assert settled(CASH) == CASH
