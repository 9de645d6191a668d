"""An officer returns, rules, adjusts and verifies; the score is part of the same decision."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.assessment import refusals
from domain.assessment.commands import (
    AboutAssessment,
    AssessmentCommand,
    GiveRuling,
    RecordAdjustments,
    ReturnAssessment,
    SubmitAssessment,
    VerifyAssessment,
    VoidAssessment,
)
from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentReturned,
    AssessmentScored,
    AssessmentVerified,
    ComponentEntry,
    ReturnFinding,
    RulingGiven,
    ScoreChangeKind,
    StatementsEntered,
)
from domain.assessment.scoring import score_paper
from domain.assessment.state import Scored, Verified
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.days import DayOutOfRange
from domain.kernel.wording import Blank, Unprintable
from domain.scoring import refusals as scoring
from domain.scoring.document import Basis
from domain.scoring.predicates import Predicate
from tests.support.given import COLLEAGUE, OFFICER, OPERATOR, Given, by
from tests.unit.domain.assessment.papers import (
    CASE,
    FIGURES,
    by_figures,
    document,
    draft,
    entered,
    figures_case,
    filled,
    handed_in,
    opened_2009,
    published,
    scored,
    submitted,
    unopened_2009,
    verified,
    with_ratio_9,
)
from tests.unit.domain.scoring.rules import OF_2009, SEMARANG

VERIFY = VerifyAssessment(assessment=CASE)
FINDING = ReturnFinding(item="kas", text="tidak cocok dengan buku", due=date(2026, 12, 1))
RETURN = ReturnAssessment(assessment=CASE, findings=(FINDING,))
RULE = GiveRuling(
    assessment=CASE, component="1c", value=Decimal(75), reason="Baris yang lebih rendah"
)
ruled = RulingGiven(
    component="1c",
    value=Decimal(75),
    ruling_reason="SEVERAL_BANDS",
    reason="Baris yang lebih rendah",
)
ADJUST = RecordAdjustments(assessment=CASE, corrections=("K1",), reason="Tidak diaudit")
adjusted = AdjustmentsRecorded(corrections=("K1",), reason="Tidak diaudit")


def test_verifying_scores_in_the_same_decision() -> None:
    """The published case: 81.50, SEHAT."""
    handed_in.when(VERIFY).then(verified, scored(handed_in))
    found = document(handed_in)
    assert (found.total, found.predicate) == (Decimal("81.50"), Predicate.SEHAT)
    assert isinstance(handed_in.given(verified).state, Verified)
    state = published(handed_in).state
    assert isinstance(state, Scored)
    assert state.score.version == 5


def test_a_case_by_figures_names_the_event_of_each_figure() -> None:
    """80.15 by hand; cash came with event 2 of the assessment."""
    case = figures_case()
    case.when(VERIFY).then(verified, scored(case, OF_2009))
    found = document(case, OF_2009)
    assert found.total == Decimal("80.15")
    liquidity = next(each for each in found.components if each.component == "5a")
    cash = liquidity.inputs[0]
    assert (cash.figure, cash.version, cash.pointer) == ("kas", 2, "/figures/kas")


def test_a_note_may_go_with_the_verification() -> None:
    """It is kept with the event; a note of blanks is none, one of noise is refused."""
    events = (AssessmentVerified(submission=1, note="Sesuai buku"), scored(handed_in))
    handed_in.when(replace(VERIFY, note="Sesuai buku")).then(*events)
    noise = handed_in.when(replace(VERIFY, note="\x00"))
    assert noise.then_refused(Unprintable).field == "note"


def test_who_submits_does_not_verify() -> None:
    """An officer who submitted on the cooperative's behalf asks a colleague."""
    own = filled.given(*by(OFFICER, submitted))
    own.when(VERIFY, actor=OFFICER).then_refused(refusals.OwnSubmission)
    own.when(VERIFY, actor=COLLEAGUE).then(verified, scored(own))


def test_a_submission_is_returned_with_findings() -> None:
    """Each names an item, what is wrong, and perhaps by when."""
    handed_in.when(RETURN).then(AssessmentReturned(submission=1, findings=(FINDING,)))
    handed_in.when(replace(RETURN, findings=())).then_refused(refusals.FindingsMissing)
    vague = replace(RETURN, findings=(ReturnFinding(item=" ", text=""),))
    handed_in.when(vague).then_refused(Blank, Blank)
    late = replace(RETURN, findings=(replace(FINDING, due=date(2026, 11, 21)),))
    handed_in.when(late).then_refused(refusals.DueInPast)
    for day in (date(1900, 1, 1), date(2101, 1, 1)):
        odd = replace(RETURN, findings=(replace(FINDING, due=day),))
        handed_in.when(odd).then_refused(DayOutOfRange)
    whenever = ReturnFinding(item="kas", text="tidak cocok")
    handed_in.when(replace(RETURN, findings=(whenever,))).then(
        AssessmentReturned(submission=1, findings=(whenever,))
    )


def test_an_open_question_stops_the_verification() -> None:
    """1c at 9 percent: two rows claim it, 75 or 100, and nobody guesses."""
    refusal = with_ratio_9().when(VERIFY).then_refused(refusals.RulingMissing)
    assert (refusal.code, refusal.field) == ("ruling_needed", "assessment")
    assert refusal.values["reason"] == "SEVERAL_BANDS"
    assert "(ratio 9)" in refusal.message.en
    assert "Candidates: 75, 100." in refusal.message.en
    assert "giveRuling" in refusal.remedy.id


def test_every_open_question_is_named() -> None:
    """1c at 9 and 1a at 30 percent are both open under the Semarang tables."""
    two = with_ratio_9().given(entered(c_1a=ComponentEntry(ratio=Decimal(30))))
    first = two.when(VERIFY).then_refused(refusals.RulingMissing, refusals.RulingMissing)
    assert "Candidates: 0-100." in first.message.en


def test_a_ratio_that_cannot_be_formed_is_an_open_question() -> None:
    """Without bad loans the provision has no denominator, and no rule says what then."""
    loanless = {**FIGURES, "pinjaman_bermasalah": Decimal(0)}
    case = figures_case_with(loanless)
    refusal = case.when(VERIFY).then_refused(refusals.RulingMissing)
    assert refusal.values["reason"] == "ZERO_DENOMINATOR"
    assert "(ratio -)" in refusal.message.en


def figures_case_with(figures: dict[str, Decimal]) -> Given:
    """Return the case by figures with other *figures*, handed in."""
    statements = StatementsEntered(figures=figures)
    return unopened_2009.given(opened_2009, statements, by_figures[2], submitted)


def test_a_ruling_decides_and_the_score_says_so() -> None:
    """75 by ruling, in event 5; then it can be verified."""
    with_ratio_9().when(RULE).then(ruled)
    case = with_ratio_9().given(ruled)
    case.when(VERIFY).then(verified, scored(case))
    found = next(each for each in document(case).components if each.component == "1c")
    assert (found.basis, found.value, found.ruling) == (Basis.RULING, Decimal(75), 5)


def test_a_ruling_may_give_any_value_and_may_be_replaced() -> None:
    """60 is in no row of the table; the written reason is what counts."""
    another = replace(RULE, value=Decimal(60), reason="Setelah rapat")
    with_ratio_9().given(ruled).when(another).then(
        replace(ruled, value=Decimal(60), reason="Setelah rapat")
    )


def test_a_ruling_is_given_only_where_one_is_needed() -> None:
    """The table itself decides 1a; and a ruling is a value with a reason."""
    case = with_ratio_9()
    case.when(replace(RULE, component="1a")).then_refused(refusals.RulingNotNeeded)
    case.when(replace(RULE, component="9z")).then_refused(scoring.UnknownComponent)
    case.when(replace(RULE, value=Decimal(101))).then_refused(scoring.ValueOutOfRange)
    case.when(replace(RULE, reason="")).then_refused(Blank)


def test_a_ruling_lapses_with_the_ratio_it_was_about() -> None:
    """Another ratio, another question; the same paper resubmitted keeps its ruling."""
    returned = AssessmentReturned(submission=1, findings=(FINDING,))
    ruled_case = with_ratio_9().given(ruled, returned)
    again = ruled_case.given(*by(OPERATOR, replace(submitted, submission=2)))
    assert score_paper(again.state.paper, SEMARANG).rulings_needed == ()
    other = ruled_case.given(entered(c_1c=ComponentEntry(ratio=Decimal("9.5"))), submitted)
    other.when(VERIFY).then_refused(refusals.RulingMissing)


def test_a_ruling_lapses_with_the_figures_it_was_about() -> None:
    """A new provision asks the question again; a new amount of cash does not."""
    case = figures_case_with({**FIGURES, "pinjaman_bermasalah": Decimal(0)})
    decided = case.given(
        replace(ruled, component="2c", ruling_reason="ZERO_DENOMINATOR"),
    )
    assert score_paper(decided.state.paper, OF_2009).rulings_needed == ()
    cash = decided.given(StatementsEntered(figures={"kas": Decimal(12_000_001)}))
    assert score_paper(cash.state.paper, OF_2009).rulings_needed == ()
    provision = decided.given(StatementsEntered(figures={"cadangan_risiko": Decimal(1)}))
    assert len(score_paper(provision.state.paper, OF_2009).rulings_needed) == 1


def test_a_ruling_on_a_questionnaire_rests_on_no_figure() -> None:
    """Such a ruling is never asked for; one in an old log does no harm."""
    odd = figures_case().given(replace(ruled, component="manajemen_umum"))
    assert document(odd, OF_2009).total == Decimal("80.15")


@pytest.mark.parametrize("case", [draft, handed_in])
def test_adjustments_before_verification_wait_for_it(case: Given) -> None:
    """One correction factor lowers SEHAT to CUKUP_SEHAT when the case is verified."""
    case.when(ADJUST).then(adjusted)
    lowered = document(handed_in.given(adjusted))
    assert (lowered.predicate_before, lowered.predicate) == (
        Predicate.SEHAT,
        Predicate.CUKUP_SEHAT,
    )


def test_several_corrections_need_a_number_of_levels() -> None:
    """The law does not say how far two of them lower; the officer does."""
    two = replace(ADJUST, corrections=("K1", "K2", "K1"), reason="Dua hal")
    refusal = handed_in.when(two).then_refused(refusals.LevelsMissing)
    assert refusal.field == "levels"
    handed_in.when(replace(two, levels=1)).then(
        AdjustmentsRecorded(corrections=("K1", "K2"), levels=1, reason="Dua hal")
    )
    handed_in.when(replace(two, levels=3)).then_refused(scoring.LevelsOutOfRange)


def test_adjustments_are_known_reasoned_and_new() -> None:
    """An unknown factor, no reason, or what stands already: refused."""
    handed_in.when(replace(ADJUST, corrections=("K9",))).then_refused(scoring.UnknownAdjustment)
    handed_in.when(replace(ADJUST, reason="")).then_refused(Blank)
    handed_in.given(adjusted).when(ADJUST).then_refused(refusals.EntriesUnchanged)


def test_a_fatal_fault_forces_the_predicate_down() -> None:
    """81.50 with one fatal fault is TIDAK_SEHAT."""
    fatal = AdjustmentsRecorded(faults=("F1",), reason="Izin dicabut")
    handed_in.when(replace(ADJUST, corrections=(), faults=("F1",), reason="Izin dicabut")).then(
        fatal
    )
    assert document(handed_in.given(fatal)).predicate is Predicate.TIDAK_SEHAT


@pytest.mark.parametrize(
    ("case", "commands"),
    [
        (draft, [VERIFY, RETURN, RULE]),
        (handed_in, [SubmitAssessment(assessment=CASE)]),
        (published(handed_in), [VERIFY, RETURN, RULE, SubmitAssessment(assessment=CASE)]),
        (handed_in.given(verified), [RETURN]),
    ],
)
def test_each_step_has_its_turn(case: Given, commands: Sequence[AssessmentCommand]) -> None:
    """What is out of turn is refused with where the assessment stands."""
    for command in commands:
        case.when(command).then_refused(OutOfTurn)


def test_a_submission_may_be_voided() -> None:
    """Before a score there is none to replace."""
    answer = handed_in.when(VoidAssessment(assessment=CASE, reason="Salah tahun"))
    (voided,) = answer.events
    assert getattr(voided, "supersedes", 0) is None


def test_a_score_that_nobody_verified_is_not_published() -> None:
    """Folding an impossible log is not refused; it changes no phase."""
    impossible = draft.given(
        AssessmentScored(kind=ScoreChangeKind.SCORED, document=document(handed_in)), verified
    )
    assert type(impossible.state) is type(draft.state)


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="AboutAssessment"):
        handed_in.when(AboutAssessment(assessment=CASE))
