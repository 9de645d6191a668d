"""What may happen in an assessment, phase by phase; each answer has its own function.

Read the `match` as a table: phase, command, who answers. Whatever is not in it is out
of turn. That the assessment is the live one of its cooperative, year and ruleset is
claimed in a stream of its own, in `application.subjects.uniqueness`.
"""

from collections.abc import Sequence

from domain.assessment import correcting, entering, verifying
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
from domain.assessment.events import AssessmentEvent
from domain.assessment.facts import AssessmentFacts
from domain.assessment.opening import open_assessment
from domain.assessment.refusals import AlreadyOpened
from domain.assessment.state import (
    Assessment,
    Draft,
    Opened,
    Returned,
    Scored,
    Submitted,
    Unopened,
    Voided,
)
from domain.kernel.conduct import refuse_interest

Events = Sequence[AssessmentEvent]


def decide(state: Assessment, command: AssessmentCommand, facts: AssessmentFacts) -> Events:
    """Answer *command* with the events it makes true, or raise what refuses it."""
    if isinstance(command, OpenAssessment):
        return _open(state, command, facts)
    if isinstance(state, Unopened | Voided):
        raise out_of_turn(state)
    refuse_interest(facts.actor, state.case.cooperative)
    match state, command:
        case _, VoidAssessment():
            return correcting.void(state, command, facts)
        case Draft() | Returned() | Submitted(), RecordAdjustments():
            return verifying.adjust(state, command, facts)
        case ((Draft() | Returned()), _):
            return _fill_in(state, command, facts)
        case Submitted(), _:
            return _look_at(state, command, facts)
        case Scored(), _:
            return _change(state, command, facts)
        case _:
            raise out_of_turn(state)


def _open(state: Assessment, command: OpenAssessment, facts: AssessmentFacts) -> Events:
    refuse_interest(facts.actor, command.cooperative)
    if isinstance(state, Opened):
        raise AlreadyOpened(field="assessment")
    return open_assessment(command, facts)


def _fill_in(state: Draft | Returned, command: AssessmentCommand, facts: AssessmentFacts) -> Events:
    """Answer what is asked of an assessment in the hands of those who fill it in."""
    match command:
        case EnterStatements():
            return entering.enter_statements(command, facts)
        case EnterLoanData():
            return entering.enter_loan_data(command, facts)
        case EnterManagementAnswers():
            return entering.enter_answers(command, facts)
        case EnterComponents():
            return entering.enter_components(command, facts)
        case AttachDocument():
            return entering.attach(state, command, facts)
        case SubmitAssessment():
            return entering.submit(state, facts)
        case _:
            raise out_of_turn(state)


def _look_at(state: Submitted, command: AssessmentCommand, facts: AssessmentFacts) -> Events:
    """Answer what is asked of an assessment in the hands of the office."""
    match command:
        case ReturnAssessment():
            return verifying.return_submission(state, command, facts)
        case GiveRuling():
            return verifying.give_ruling(state, command, facts)
        case VerifyAssessment():
            return verifying.verify(state, command, facts)
        case _:
            raise out_of_turn(state)


def _change(state: Scored, command: AssessmentCommand, facts: AssessmentFacts) -> Events:
    """Answer what is asked of an assessment whose score is published."""
    match command:
        case CorrectAssessment():
            return correcting.correct(state, command, facts)
        case RecordAdjustments():
            return correcting.adjust_published(state, command, facts)
        case RaiseObjection():
            return correcting.raise_objection(state, command, facts)
        case ResolveObjection():
            return correcting.resolve_objection(state, command, facts)
        case _:
            raise out_of_turn(state)
