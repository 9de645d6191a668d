"""What is published changes only by somebody else's decision, for a reason, on evidence."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.assessment import correction_refusals, refusals
from domain.assessment.commands import (
    AssessmentCommand,
    CorrectAssessment,
    RaiseObjection,
    RecordAdjustments,
    ResolveObjection,
    VoidAssessment,
)
from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentScored,
    AssessmentVoided,
    Changes,
    ComponentEntry,
    Evidence,
    ObjectionRaised,
    ObjectionResolved,
    ScoreChangeKind,
)
from domain.assessment.state import Scored, Voided
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.events import Event
from domain.kernel.wording import Blank
from domain.scoring import refusals as scoring
from domain.scoring.predicates import Predicate
from tests.support.given import OPERATOR, Given
from tests.unit.domain.assessment.papers import (
    CASE,
    LETTER,
    document,
    figures_case,
    handed_in,
    published,
    released,
    verified_by_officer,
)
from tests.unit.domain.scoring.rules import OF_2009

case = published(handed_in)
own = verified_by_officer(handed_in)
LOWER = Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))})
CORRECT = CorrectAssessment(
    assessment=CASE, changes=LOWER, reason="Salah ketik 7a", evidence=(LETTER,)
)
corrected = AssessmentCorrected(
    corrects=5, changes=LOWER, reason="Salah ketik 7a", evidence=(LETTER,)
)
OBJECT = RaiseObjection(assessment=CASE, reason="7a dinilai terlalu rendah", evidence=(LETTER,))
raised = ObjectionRaised(objection=1, reason="7a dinilai terlalu rendah", evidence=(LETTER,))
UPHOLD = ResolveObjection(
    assessment=CASE, upheld=True, reason="Bukti cukup", changes=LOWER, evidence=(LETTER,)
)
upheld = ObjectionResolved(objection=1, upheld=True, reason="Bukti cukup")
ADJUST = RecordAdjustments(assessment=CASE, corrections=("K1",), reason="Tidak diaudit")
VOID = VoidAssessment(assessment=CASE, reason="Salah koperasi", evidence=(LETTER,))


def rescored(
    kind: ScoreChangeKind, reason: str, *events: Event, base: Given = case
) -> AssessmentScored:
    """Return the score that replaces the first one after *events*."""
    return AssessmentScored(
        kind=kind, document=document(base.given(*events)), supersedes=5, reason=reason
    )


def test_a_correction_names_what_it_corrects_and_scores_anew() -> None:
    """7a from 7 to 3.50: 81.50 becomes 78.00, CUKUP_SEHAT; the score at version 5 is replaced."""
    after = rescored(ScoreChangeKind.CORRECTED, "Salah ketik 7a", corrected)
    case.when(CORRECT).then(corrected, after)
    assert (after.document.total, after.document.predicate) == (
        Decimal("78.00"),
        Predicate.CUKUP_SEHAT,
    )
    state = case.given(corrected, after).state
    assert isinstance(state, Scored)
    assert state.score.version == 7


def test_a_corrected_entry_points_to_the_correction() -> None:
    """An auditor finds 3.50 in event 6, under changes."""
    after = case.when(CORRECT).events[1]
    assert isinstance(after, AssessmentScored)
    entry = next(each for each in after.document.components if each.component == "7a").inputs[0]
    assert (entry.version, entry.pointer) == (6, "/changes/components/7a/score")


def test_figures_and_counts_are_corrected_too() -> None:
    """Cash and a yes count of the case by figures."""
    changes = Changes(figures={"kas": Decimal(13_000_000)}, yes_counts={"manajemen_umum": 12})
    by_figures = published(figures_case(), OF_2009)
    first, second = by_figures.when(replace(CORRECT, changes=changes)).events
    assert isinstance(first, AssessmentCorrected)
    assert isinstance(second, AssessmentScored)
    assert second.document == document(by_figures.given(first), OF_2009)
    assert second.document.total == Decimal("80.40")


def test_who_verified_does_not_alone_change_what_was_published() -> None:
    """A colleague records the correction, the adjustment, the voiding, the answer."""
    objected = own.given(raised)
    for subject, command in ((own, CORRECT), (own, ADJUST), (own, VOID), (objected, UPHOLD)):
        refusal = subject.when(command).then_refused(correction_refusals.OwnVerification)
        assert "colleague records" in refusal.remedy.en


def test_a_correction_of_a_replaced_score_is_refused() -> None:
    """Version 5 has been replaced by version 7; the refusal names both."""
    again = case.given(corrected, rescored(ScoreChangeKind.CORRECTED, "", corrected))
    refusal = again.when(replace(CORRECT, corrects=5)).then_refused(
        correction_refusals.NotTheCurrentScore
    )
    assert "version 7 does" in refusal.message.en
    raise_7a = Changes(components={"7a": ComponentEntry(score=Decimal(7))})
    assert len(again.when(replace(CORRECT, corrects=7, changes=raise_7a)).events) == 2


@pytest.mark.parametrize(
    ("command", "kinds"),
    [
        (replace(CORRECT, changes=Changes()), [refusals.EntriesUnchanged]),
        (
            replace(CORRECT, changes=Changes(components={"7a": ComponentEntry(score=Decimal(7))})),
            [refusals.EntriesUnchanged],
        ),
        (replace(CORRECT, evidence=()), [correction_refusals.EvidenceMissing]),
        (replace(CORRECT, reason="", evidence=()), [Blank, correction_refusals.EvidenceMissing]),
        (replace(CORRECT, evidence=(Evidence(description=""),)), [Blank]),
        (
            replace(CORRECT, evidence=(replace(LETTER, document="sha256:lost"),)),
            [refusals.DocumentUnknown],
        ),
        (
            replace(CORRECT, changes=Changes(components={"7a": ComponentEntry(score=Decimal(8))})),
            [scoring.ScoreAboveWeight],
        ),
        (replace(CORRECT, changes=Changes(components={"7a": None})), [refusals.ComponentsMissing]),
    ],
)
def test_a_correction_changes_something_for_a_reason_on_evidence(
    command: CorrectAssessment, kinds: Sequence[type]
) -> None:
    """No change, no reason, no evidence, a wrong or an incomplete one: refused."""
    case.when(command).then_refused(*kinds)


def test_evidence_may_be_a_document_that_was_uploaded() -> None:
    """It is named by its digest."""
    scan = replace(LETTER, document="sha256:scan")
    assert len(case.when(replace(CORRECT, evidence=(scan,))).events) == 2


def test_a_correction_that_opens_a_question_says_how_to_answer_it() -> None:
    """A ratio of 9 for 1c needs a ruling; in a correction the value itself is given."""
    open_question = Changes(components={"1c": ComponentEntry(ratio=Decimal(9))})
    refusal = case.when(replace(CORRECT, changes=open_question)).then_refused(
        refusals.RulingMissing
    )
    assert "within the changes" in refusal.remedy.en


def test_an_adjustment_of_a_published_score_replaces_it() -> None:
    """One correction factor: CUKUP_SEHAT from now on, SEHAT before."""
    adjusted = AdjustmentsRecorded(corrections=("K1",), reason="Tidak diaudit")
    after = rescored(ScoreChangeKind.ADJUSTED, "Tidak diaudit", adjusted)
    case.when(ADJUST).then(adjusted, after)
    assert after.document.predicate is Predicate.CUKUP_SEHAT


def test_a_voided_assessment_counts_no_more() -> None:
    """Its last score is named, its place is free, and nothing more can happen to it."""
    voided = AssessmentVoided(reason="Salah koperasi", evidence=(LETTER,), supersedes=5)
    case.when(VOID).then(voided, released())
    ended = case.given(voided)
    assert isinstance(ended.state, Voided)
    ended.when(VOID).then_refused(OutOfTurn)
    case.when(replace(VOID, reason=" ")).then_refused(Blank)


def test_a_cooperative_objects_once_at_a_time() -> None:
    """A second objection waits for the answer to the first."""
    case.when(OBJECT, actor=OPERATOR).then(raised)
    objected = case.given(raised)
    refusal = objected.when(OBJECT, actor=OPERATOR).then_refused(correction_refusals.ObjectionOpen)
    assert "Objection 1" in refusal.message.en
    answered = objected.given(replace(upheld, upheld=False))
    answered.when(OBJECT).then(replace(raised, objection=2))
    case.when(replace(OBJECT, reason="")).then_refused(Blank)


def test_an_upheld_objection_changes_the_score_at_once() -> None:
    """The answer, the correction, and the score that follows, in one decision."""
    objected = case.given(raised)
    correction = replace(corrected, reason="Bukti cukup")
    after = rescored(
        ScoreChangeKind.OBJECTION_RESOLVED, "Bukti cukup", upheld, correction, base=objected
    )
    objected.when(UPHOLD).then(upheld, correction, after)
    state = objected.given(upheld, correction, after).state
    assert isinstance(state, Scored)
    assert (state.objection, state.score.version) == (None, 9)


def test_an_objection_brings_its_own_evidence() -> None:
    """What the cooperative handed in is enough; without any there is no change."""
    leaning = replace(UPHOLD, evidence=())
    assert len(case.given(raised).when(leaning).events) == 3
    bare = case.given(replace(raised, evidence=()))
    bare.when(leaning).then_refused(correction_refusals.EvidenceMissing)


def test_an_objection_may_be_answered_without_a_change() -> None:
    """Dismissed, or upheld and left to an adjustment."""
    objected = case.given(raised)
    for answer in (True, False):
        command = replace(UPHOLD, upheld=answer, changes=Changes())
        objected.when(command).then(replace(upheld, upheld=answer))


@pytest.mark.parametrize(
    ("subject", "command", "kind"),
    [
        (case, UPHOLD, correction_refusals.NoObjection),
        (
            case.given(raised),
            replace(UPHOLD, upheld=False),
            correction_refusals.ChangesWithoutUpholding,
        ),
        (case.given(raised), replace(UPHOLD, reason=""), Blank),
        (handed_in, UPHOLD, OutOfTurn),
        (handed_in, OBJECT, OutOfTurn),
    ],
)
def test_an_answer_needs_an_objection_and_sense(
    subject: Given, command: AssessmentCommand, kind: type
) -> None:
    """No objection, a dismissal that changes figures, or no reason: refused."""
    subject.when(command).then_refused(kind)
