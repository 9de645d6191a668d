"""What may happen in an assessment, phase by phase; each answer has its own function.

Read the `match` as a table: phase, command, who answers. Whatever is not in it is out
of turn. That the assessment is the live one of its cooperative, year and ruleset is
claimed along, in a stream of its own (`domain.assessment.key`).
"""

from typing import assert_never

from domain.assessment import correcting, entering, objecting, verifying
from domain.assessment.checks import out_of_turn
from domain.assessment.commands import (
    AssessmentCommand,
    AttachDocument,
    CorrectAssessment,
    EnterComponents,
    EnterLoanData,
    EnterManagementAnswers,
    EnterStatements,
    GiveRuling,
    OpenAssessment,
    RaiseObjection,
    RecordAdjustments,
    ResolveObjection,
    ReturnAssessment,
    SubmitAssessment,
    VerifyAssessment,
    VoidAssessment,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.hands import refuse_own_hand
from domain.assessment.opening import open_assessment
from domain.assessment.refusals import AlreadyOpened, DayBeforeYear
from domain.assessment.state import (
    Assessment,
    Draft,
    Opened,
    Returned,
    Scored,
    Submitted,
    Unopened,
    Verified,
    Voided,
)
from domain.assessment.turns import refuse_at_rest
from domain.kernel.conduct import refuse_interest
from domain.kernel.decider import Decision


def decide(state: Assessment, command: AssessmentCommand, facts: AssessmentFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise what refuses it."""
    _refuse_interest(state, command, facts)
    _refuse_before_the_year(state, command, facts)
    if isinstance(state, Opened):
        refuse_at_rest(state, command, facts.cooperative)
        refuse_own_hand(state, command, facts)
    match state, command:
        case Unopened(), OpenAssessment():
            return open_assessment(command, facts)
        case _, OpenAssessment():
            raise AlreadyOpened(field="assessment")
        case Draft() | Returned(), EnterStatements():
            return entering.enter_statements(command, facts)
        case Draft() | Returned(), EnterLoanData():
            return entering.enter_loan_data(command, facts)
        case Draft() | Returned(), EnterManagementAnswers():
            return entering.enter_answers(command, facts)
        case Draft() | Returned(), EnterComponents():
            return entering.enter_components(command, facts)
        case Draft() | Returned(), AttachDocument():
            return entering.attach(state, command, facts)
        case Draft() | Returned(), SubmitAssessment():
            return entering.submit(state, command, facts)
        case Draft() | Returned() | Submitted(), RecordAdjustments():
            return verifying.adjust(state, command, facts)
        case Submitted(), ReturnAssessment():
            return verifying.return_submission(state, command, facts)
        case Submitted(), GiveRuling():
            return verifying.give_ruling(state, command, facts)
        case Submitted(), VerifyAssessment():
            return verifying.verify(state, command, facts)
        case Scored(), CorrectAssessment():
            return correcting.correct(state, command, facts)
        case Scored(), RecordAdjustments():
            return correcting.adjust_published(state, command, facts)
        case Scored(), RaiseObjection():
            return objecting.raise_objection(state, command, facts)
        case Scored(), ResolveObjection():
            return objecting.resolve_objection(state, command, facts)
        case Draft() | Returned() | Submitted() | Verified(), VoidAssessment():
            return correcting.void(state, command, facts)
        case (
            _,
            EnterStatements()
            | EnterLoanData()
            | EnterManagementAnswers()
            | EnterComponents()
            | AttachDocument()
            | SubmitAssessment()
            | ReturnAssessment()
            | GiveRuling()
            | RecordAdjustments()
            | VerifyAssessment()
            | CorrectAssessment()
            | VoidAssessment()
            | RaiseObjection()
            | ResolveObjection(),
        ):
            raise out_of_turn(state)
        case _:
            assert_never(command)


def _refuse_interest(state: Assessment, command: AssessmentCommand, facts: AssessmentFacts) -> None:
    """Refuse an officer with a stake, in opening and in everything that is not over."""
    if isinstance(command, OpenAssessment):
        refuse_interest(facts.actor, command.cooperative)
    elif isinstance(state, Opened) and not isinstance(state, Voided):
        refuse_interest(facts.actor, state.case.cooperative)


def _refuse_before_the_year(
    state: Assessment, command: AssessmentCommand, facts: AssessmentFacts
) -> None:
    """Refuse a day before the book year began: nobody assesses books that do not exist."""
    if isinstance(command, OpenAssessment):
        year = command.book_year
    elif isinstance(state, Opened):
        year = state.case.book_year
    else:
        return
    day = facts.effective_on
    if day is not None and day.year < year:
        raise DayBeforeYear(field="effectiveOn", day=day, year=year)
