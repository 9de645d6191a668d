"""Four eyes as one matrix of actor and act: the page says it, and each cell is tried."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from domain.assessment.commands import (
    AssessmentCommand,
    CorrectAssessment,
    RecordAdjustments,
    ResolveObjection,
    VerifyAssessment,
    VoidAssessment,
)
from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentReturned,
    Changes,
    ComponentEntry,
    Document,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ReturnFinding,
    RulingGiven,
    StatementsEntered,
)
from domain.cooperative import COOPERATIVE
from domain.cooperative.events import (
    CooperativeProfileChanged,
    CooperativeRegistered,
    RegistrantConfirmed,
    RegistrationVerified,
)
from domain.cooperative.state import Cooperative
from domain.kernel.actors import GUEST
from domain.kernel.refusals import Refusal
from tests.support.given import COLLEAGUE, OFFICER, OPERATOR, THIRD, By, Given, by, recorded
from tests.unit.domain.assessment.papers import (
    CASE,
    LETTER,
    document,
    entered,
    filled,
    opened,
    scored,
    submitted,
    unopened,
    verified,
)
from tests.unit.domain.cooperative.papers import LOCATION, PROFILE

PAGE = Path(__file__).parents[4] / "docs" / "domain.md"
ACTOR = OFFICER
LOWER = Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))})
OTHER = Changes(components={"7b": ComponentEntry(score=Decimal("1.50"))})
CORRECT = CorrectAssessment(assessment=CASE, changes=LOWER, reason="7a", evidence=(LETTER,))
DECISIONS: Mapping[str, Sequence[AssessmentCommand]] = {
    "verifies the submission": [VerifyAssessment(assessment=CASE)],
    "corrects, adjusts or voids what is published": [
        CORRECT,
        RecordAdjustments(assessment=CASE, corrections=("K2",), reason="Tidak diaudit"),
        VoidAssessment(assessment=CASE, reason="Salah koperasi"),
    ],
    "answers the objection": [ResolveObjection(assessment=CASE, upheld=False, reason="Tidak")],
}
FINDING = ReturnFinding(item="kas", text="tidak cocok")
BEFORE = {
    "entered statements": StatementsEntered(figures={"kas": Decimal(1)}),
    "entered loan data": LoanDataEntered(figures={"kas": Decimal(1)}),
    "answered the questionnaire": ManagementAnswersEntered(yes_counts={}),
    "entered components": entered(c_7a=ComponentEntry(score=Decimal(7))),
    "attached a document": DocumentAttached(
        document=Document(digest="sha256:a", name="RAT", media_type="text/plain", size=1)
    ),
    "submitted": submitted,
    "returned": AssessmentReturned(submission=1, findings=(FINDING,)),
    "gave a ruling": RulingGiven(component="1c", value=Decimal(75), ruling_reason="", reason=""),
    "recorded adjustments before verification": AdjustmentsRecorded(
        corrections=("K1",), reason="RAT"
    ),
}
"""Acts that come before a verification, each of which leaves the case in its first phases."""


def brought_in(*events: object) -> Cooperative:
    """Return the cooperative after *events*."""
    return COOPERATIVE.fold(recorded(events))  # type: ignore[arg-type] # Given's own By


registered = CooperativeRegistered(profile=PROFILE, location=LOCATION)
COOPERATIVES = {
    "registered the cooperative": brought_in(
        *by(ACTOR, registered), *by(COLLEAGUE, RegistrationVerified())
    ),
    "accepted the registration from a guest": brought_in(
        *by(GUEST, registered), *by(ACTOR, RegistrationVerified())
    ),
    "confirmed who registered as a guest": brought_in(
        *by(GUEST, registered),
        *by(ACTOR, RegistrantConfirmed(source="Ketuanya")),
        *by(COLLEAGUE, RegistrationVerified()),
    ),
}


def handed_in(act: str) -> Given:
    """Return a submission of an operator after *act* by the actor, some submissions ago."""
    before: tuple[By, ...] = (
        by(ACTOR, opened) if act == "opened the assessment" else by(OPERATOR, opened)
    )
    between = by(ACTOR, BEFORE[act]) if act in BEFORE else ()
    last = by(OPERATOR, replace(submitted, submission=2))
    return unopened.given(*before, *filled_by_operator(), *between, *last)


def filled_by_operator() -> tuple[By, ...]:
    """Return the entries of the operator, and a first submission."""
    return by(OPERATOR, filled._events[1], submitted)  # type: ignore[arg-type] # an event


def published(act: str) -> Given:
    """Return the same case, published by the actor or a colleague, and objected to."""
    case = handed_in(act)
    verifier = ACTOR if act == "verified" else COLLEAGUE
    case = case.given(*by(verifier, verified, scored(case)))
    if act == "corrected or adjusted what was published":
        score = replace(scored(case), document=document(case))
        change = AssessmentCorrected(corrects=5, changes=OTHER, reason="", evidence=(LETTER,))
        case = case.given(*by(ACTOR, change, score))
    objector = ACTOR if act == "objected for the cooperative" else OPERATOR
    return case.given(*by(objector, ObjectionRaised(objection=1, reason="7a")))


def matrix() -> list[tuple[str, str, str]]:
    """Return the cells of the table on the page: act, decision, and what comes of it."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index("| whoever did this |")
    rows = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in text[start : text.index("\n\n", start)].splitlines()
    ]
    head, body = rows[0], rows[2:]
    return [
        (row[0], decision, cell)
        for row in body
        for decision, cell in zip(head[1:], row[1:], strict=True)
        if cell != "-"
    ]


@pytest.mark.parametrize(("act", "decision", "outcome"), matrix())
def test_who_had_a_hand_in_it_does_not_decide_on_it(act: str, decision: str, outcome: str) -> None:
    """Every cell of the table: allowed, or refused with the code that stands there."""
    case = handed_in(act) if decision == "verifies the submission" else published(act)
    facts = {"cooperative": COOPERATIVES[act]} if act in COOPERATIVES else {}
    for command in DECISIONS[decision]:
        answer = case.when(command, actor=ACTOR, **facts)
        if outcome == "may":
            assert answer.events, answer.refusals
        else:
            (refusal,) = answer.refusals
            assert refusal.code == outcome
            assert "None" not in refusal.message.en


def test_the_table_of_the_page_knows_every_act() -> None:
    """No row is missing that the tests know, and none is there that they do not."""
    later = {
        "verified",
        "corrected or adjusted what was published",
        "objected for the cooperative",
        "opened the assessment",
    }
    assert {act for act, _, _ in matrix()} == {*COOPERATIVES, *BEFORE, *later}
    assert {decision for _, decision, _ in matrix()} == set(DECISIONS)


def test_a_colleague_decides_whatever_somebody_else_did() -> None:
    """What bars one officer bars nobody else."""
    for act in BEFORE:
        assert handed_in(act).when(VerifyAssessment(assessment=CASE), actor=THIRD).events
        assert published(act).when(CORRECT, actor=THIRD).events


def test_an_edited_registration_is_the_editors_as_well() -> None:
    """Who changed a guest's registration while it waited, and who accepted it, answer for it."""
    other = CooperativeProfileChanged(profile=replace(PROFILE, name="KPRI Lain"))
    state = brought_in(
        *by(GUEST, registered), *by(COLLEAGUE, other), *by(ACTOR, RegistrationVerified())
    )
    assert state.answerable == {COLLEAGUE.account, ACTOR.account}
    moved = brought_in(
        *by(OPERATOR, registered), *by(ACTOR, RegistrationVerified()), *by(COLLEAGUE, other)
    )
    assert moved.answerable == {OPERATOR.account}


def test_the_words_say_what_it_was() -> None:
    """Somebody who ruled is told of the ruling, in both languages."""
    answer = handed_in("gave a ruling").when(VerifyAssessment(assessment=CASE), actor=ACTOR)
    refusal: Refusal = answer.then_refused(type(answer.refusals[0]))
    assert refusal.message.en == "You yourself gave a ruling on it."
    assert refusal.message.id == "Anda sendiri yang menetapkan nilainya."
