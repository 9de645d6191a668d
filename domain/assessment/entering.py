"""Filling in an assessment, and handing it in.

Any figure of the ruleset may come with the statements or with the loan data: offices
sort them differently, and the score does not ask where a figure was written.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from domain.assessment.checks import check_direct
from domain.assessment.commands import (
    AttachDocument,
    EnterComponents,
    EnterLoanData,
    EnterManagementAnswers,
    EnterStatements,
    SubmitAssessment,
)
from domain.assessment.events import (
    AssessmentSubmitted,
    ComponentsEntered,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    StatementsEntered,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.paper import entries_of
from domain.assessment.refusals import (
    DocumentAttachedTwice,
    DocumentUnknown,
    NothingEntered,
)
from domain.assessment.scoring import missing, score_paper
from domain.assessment.state import Draft, Returned
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import written
from domain.scoring.inputs import check_answers, check_entries, check_figures


def enter_statements(command: EnterStatements, facts: AssessmentFacts) -> Decision:
    """Take figures of the balance sheet and the income statement."""
    _refuse_figures(command.figures, facts)
    return on(command.stream, StatementsEntered(figures=command.figures))


def enter_loan_data(command: EnterLoanData, facts: AssessmentFacts) -> Decision:
    """Take supplementary figures on loans."""
    _refuse_figures(command.figures, facts)
    return on(command.stream, LoanDataEntered(figures=command.figures))


def _refuse_figures(figures: Mapping[str, Decimal], facts: AssessmentFacts) -> None:
    if not figures:
        raise NothingEntered(field="figures")
    refuse_all(check_figures(facts.ruleset, figures))


def enter_answers(command: EnterManagementAnswers, facts: AssessmentFacts) -> Decision:
    """Take yes counts, and count the answers that were given one by one."""
    if not command.yes_counts and not command.answers:
        raise NothingEntered(field="answers")
    refuse_all(check_answers(facts.ruleset, command.yes_counts, command.answers))
    counted = {key: sum(answers) for key, answers in command.answers.items()}
    entered = ManagementAnswersEntered(
        yes_counts={**counted, **command.yes_counts}, answers=command.answers
    )
    return on(command.stream, entered)


def enter_components(command: EnterComponents, facts: AssessmentFacts) -> Decision:
    """Take components as an officer entered them, or take them back."""
    if not command.components:
        raise NothingEntered(field="components")
    refuse_all(check_direct(facts.ruleset, command.components))
    return on(command.stream, ComponentsEntered(components=command.components))


def attach(state: Draft | Returned, command: AttachDocument, facts: AssessmentFacts) -> Decision:
    """Add a document that was uploaded before; what it is, its bytes say and not the caller."""
    document = command.document
    refuse_all(
        [
            *written(document.name, "name"),
            *written(document.kind, "kind"),
        ]
    )
    stored = facts.documents.get(document.digest)
    if stored is None:
        raise DocumentUnknown(field="digest", digest=document.digest)
    if any(document.digest == known.digest for known in state.paper.documents):
        raise DocumentAttachedTwice(field="digest", name=document.name)
    kept = msgspec.structs.replace(document, media_type=stored.media_type, size=stored.size)
    return on(command.stream, DocumentAttached(document=kept))


def submit(state: Draft | Returned, command: SubmitAssessment, facts: AssessmentFacts) -> Decision:
    """Hand in a complete paper; what the tables leave open is for the officer to rule."""
    refuse_all(check_entries(facts.ruleset, entries_of(state.paper)))
    scoring = score_paper(state.paper, facts.ruleset)
    if scoring.missing:
        raise missing(scoring)
    return on(command.stream, AssessmentSubmitted(submission=state.submission + 1))
