"""Figures, answers, direct entries and documents come in; a complete paper is handed in."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.assessment import refusals
from domain.assessment.commands import (
    AssessmentCommand,
    AttachDocument,
    EnterComponents,
    EnterLoanData,
    EnterManagementAnswers,
    EnterStatements,
    SubmitAssessment,
)
from domain.assessment.events import (
    AssessmentReturned,
    AssessmentSubmitted,
    ComponentEntry,
    ComponentsEntered,
    Document,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    ReturnFinding,
    StatementsEntered,
)
from domain.assessment.paper import entries_of
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.refusals import Refusal
from domain.kernel.wording import Blank
from domain.scoring import refusals as figures
from domain.scoring.entries import Entered
from tests.unit.domain.assessment.papers import (
    CASE,
    COMPONENTS,
    FIGURES,
    LOANS,
    by_figures,
    draft,
    entered,
    filled,
    handed_in,
    opened_2009,
    unopened_2009,
)
from tests.unit.domain.scoring.rules import OF_2009

draft_2009 = unopened_2009.given(opened_2009)
SUBMIT = SubmitAssessment(assessment=CASE)
SCAN = Document(digest="sha256:scan", name="RAT.pdf", media_type="application/pdf", size=9)
returned = AssessmentReturned(
    submission=1, findings=(ReturnFinding(item="kas", text="tidak cocok"),)
)
KAS = EnterStatements(assessment=CASE, figures={"kas": Decimal(12_000_000)})


def score(amount: str) -> ComponentEntry:
    """Return a component entered by its score."""
    return ComponentEntry(score=Decimal(amount))


def kas(amount: str) -> EnterStatements:
    """Return the command to enter cash."""
    return EnterStatements(assessment=CASE, figures={"kas": Decimal(amount)})


def components(**given: ComponentEntry | None) -> EnterComponents:
    """Return the command to enter components; a key is written ``c_1a``."""
    return EnterComponents(assessment=CASE, components=entered(**given).components)


def test_each_form_becomes_an_event_with_what_it_held() -> None:
    """Statements, loan data and answers, as they were typed."""
    draft_2009.when(KAS).then(StatementsEntered(figures=KAS.figures))
    loans = EnterLoanData(assessment=CASE, figures=LOANS)
    draft_2009.when(loans).then(LoanDataEntered(figures=LOANS))
    direct = components(c_1a=score("1.5"))
    draft_2009.when(direct).then(ComponentsEntered(components={"1a": score("1.5")}))


def test_answers_are_counted() -> None:
    """Four yes of five, beside a component given as a count."""
    answers = {"manajemen_permodalan": (True, True, False, True, True)}
    command = EnterManagementAnswers(
        assessment=CASE, yes_counts={"manajemen_umum": 11}, answers=answers
    )
    draft_2009.when(command).then(
        ManagementAnswersEntered(
            yes_counts={"manajemen_permodalan": 4, "manajemen_umum": 11}, answers=answers
        )
    )


def test_a_figure_may_come_on_either_form() -> None:
    """Offices sort them differently; the score does not ask."""
    with_loans = replace(KAS, figures={"macet": Decimal(8_000_000)})
    draft_2009.when(with_loans).then(StatementsEntered(figures=with_loans.figures))


@pytest.mark.parametrize(
    ("command", "kind", "field"),
    [
        (replace(KAS, figures={}), refusals.NothingEntered, "figures"),
        (EnterLoanData(assessment=CASE, figures={}), refusals.NothingEntered, "figures"),
        (EnterManagementAnswers(assessment=CASE), refusals.NothingEntered, "answers"),
        (components(), refusals.NothingEntered, "components"),
        (replace(KAS, figures={"kaas": Decimal(1)}), figures.UnknownFigure, "figures.kaas.name"),
        (
            replace(KAS, figures={"kas": Decimal(-1)}),
            figures.FigureMayNotBeNegative,
            "figures.kas.amount",
        ),
        (
            replace(KAS, figures={"kas": Decimal("NaN")}),
            figures.AmountNotFinite,
            "figures.kas.amount",
        ),
        (
            replace(KAS, figures={"kas": Decimal(10) ** 30}),
            figures.AmountTooLong,
            "figures.kas.amount",
        ),
        (
            EnterManagementAnswers(assessment=CASE, yes_counts={"manajemen_umum": 13}),
            figures.TooManyYesAnswers,
            "answers.manajemen_umum.yes",
        ),
        (components(c_9z=score("1")), figures.UnknownComponent, "components.9z.component"),
        (components(c_9z=None), figures.UnknownComponent, "components.9z.component"),
        (components(c_1a=score("6.01")), figures.ScoreAboveWeight, "components.1a.score"),
        (
            components(c_1a=ComponentEntry(value=Decimal(101))),
            figures.ValueOutOfRange,
            "components.1a.value",
        ),
        (
            components(c_1a=ComponentEntry(yes=1)),
            figures.WrongWayOfEntry,
            "components.1a.yes",
        ),
        (components(c_1a=ComponentEntry()), refusals.OneWayOnly, "components.1a"),
        (
            components(c_1a=ComponentEntry(ratio=Decimal(1), value=Decimal(1))),
            refusals.OneWayOnly,
            "components.1a",
        ),
    ],
)
def test_a_wrong_entry_is_named(
    command: AssessmentCommand, kind: type[Refusal], field: str
) -> None:
    """Each mistake has a code of its own and names its field."""
    assert draft_2009.when(command).then_refused(kind).field == field


def test_the_last_word_on_a_figure_counts_and_knows_its_event() -> None:
    """Cash entered twice: the second amount, from version 3, by JSON pointer."""
    twice = draft_2009.given(
        StatementsEntered(figures={"kas": Decimal(1), "bank": Decimal(2)}),
        LoanDataEntered(figures={"kas": Decimal(3)}),
    )
    found = entries_of(twice.state.paper).figures
    assert found["kas"] == Entered(amount=Decimal(3), version=3, pointer="/figures/kas")
    assert found["bank"] == Entered(amount=Decimal(2), version=2, pointer="/figures/bank")


def test_a_pointer_escapes_what_pointers_must() -> None:
    """RFC 6901: ~ and / in a name."""
    odd = draft.given(StatementsEntered(figures={"a/b~c": Decimal(1)}))
    assert entries_of(odd.state.paper).figures["a/b~c"].pointer == "/figures/a~1b~0c"


def test_a_direct_entry_taken_back_uncovers_what_was_below() -> None:
    """The operator's eleven yes answers come back when the officer's score goes."""
    answered = draft_2009.given(ManagementAnswersEntered(yes_counts={"manajemen_umum": 11}))
    covered = answered.given(entered(manajemen_umum=ComponentEntry(yes=3)))
    assert entries_of(covered.state.paper).yes_counts["manajemen_umum"].amount == 3
    uncovered = covered.given(entered(manajemen_umum=None))
    assert entries_of(uncovered.state.paper).yes_counts["manajemen_umum"].amount == 11


def test_a_document_is_attached_once_and_after_its_upload() -> None:
    """It is named by the digest of its bytes, and is what they are, whatever the caller says."""
    attach = AttachDocument(assessment=CASE, document=SCAN)
    draft.when(attach).then(DocumentAttached(document=SCAN))
    attached = draft.given(DocumentAttached(document=SCAN))
    assert attached.state.paper.documents == (SCAN,)
    attached.when(attach).then_refused(refusals.DocumentAttachedTwice)
    other = replace(attach, document=replace(SCAN, digest="sha256:other"))
    draft.when(other).then_refused(refusals.DocumentUnknown)
    lies = replace(SCAN, media_type="text/html", size=-5)
    draft.when(replace(attach, document=lies)).then(DocumentAttached(document=SCAN))
    nameless = replace(attach, document=replace(SCAN, name=""))
    draft.when(nameless).then_refused(Blank)


def test_a_complete_paper_is_submitted() -> None:
    """By scores, or by figures; submissions are counted."""
    filled.when(SUBMIT).then(AssessmentSubmitted(submission=1))
    draft_2009.given(*by_figures).when(SUBMIT).then(AssessmentSubmitted(submission=1))
    handed_in.given(returned).when(SUBMIT).then(AssessmentSubmitted(submission=2))


def test_what_is_missing_is_named() -> None:
    """Without 7b, and without cash."""
    incomplete = {key: entry for key, entry in COMPONENTS.items() if key != "7b"}
    refusal = (
        draft.given(ComponentsEntered(components=incomplete))
        .when(SUBMIT)
        .then_refused(refusals.ComponentsMissing)
    )
    assert "Still to be entered: 7b." in refusal.message.en
    without_cash = {name: amount for name, amount in FIGURES.items() if name != "kas"}
    statements, loans, answers = by_figures
    cashless = draft_2009.given(replace(statements, figures=without_cash), loans, answers)
    assert "kas" in cashless.when(SUBMIT).then_refused(refusals.ComponentsMissing).message.id


def test_a_whole_that_contradicts_its_parts_is_not_submitted() -> None:
    """They came in different events, so only the submission can tell."""
    whole = next(figure for figure in OF_2009.figures if figure.parts)
    parts = {part.figure: Decimal(5) for part in whole.parts}
    wrong = draft_2009.given(
        *by_figures,
        StatementsEntered(figures=parts),
        StatementsEntered(figures={whole.name: Decimal(1)}),
    )
    wrong.when(SUBMIT).then_refused(figures.FigureContradictsParts)


def test_a_table_that_leaves_a_question_open_does_not_hinder_submission() -> None:
    """A ratio of 9 for 1c falls in two rows: that is for the officer to rule."""
    overlap = filled.given(entered(c_1c=ComponentEntry(ratio=Decimal(9))))
    overlap.when(SUBMIT).then(AssessmentSubmitted(submission=1))


@pytest.mark.parametrize("command", [KAS, SUBMIT, components(c_1a=score("1"))])
def test_nothing_is_entered_while_the_office_looks(command: AssessmentCommand) -> None:
    """A submission is opened again only by returning it."""
    handed_in.when(command).then_refused(OutOfTurn)
    assert handed_in.given(returned).state.findings[0].item == "kas"
