"""Which work on a case rests while the cooperative is not active.

A deactivated cooperative gets no new score, so nothing that leads to one is taken. A submission
that waits may be returned or voided, and what is published stays open to correction, objection
and voiding: it is about a year in which the cooperative was active.
"""

from domain.assessment import commands as ask
from domain.assessment.refusals import CooperativeNotActive
from domain.assessment.state import Draft, Opened, Returned, Submitted
from domain.cooperative.stages import REMEDIES, STAGES
from domain.cooperative.state import Active, Cooperative

WHILE_ACTIVE = (
    ask.EnterStatements,
    ask.EnterLoanData,
    ask.EnterManagementAnswers,
    ask.EnterComponents,
    ask.AttachDocument,
    ask.SubmitAssessment,
    ask.GiveRuling,
    ask.RecordAdjustments,
    ask.VerifyAssessment,
)
"""Commands for which the cooperative must be active, as long as the case is at work."""

AT_WORK = (Draft, Returned, Submitted)
"""The phases in which a case is on its way to a score."""


def active(cooperative: Cooperative) -> Active:
    """Return *cooperative* when it is active, and refuse it otherwise."""
    if isinstance(cooperative, Active):
        return cooperative
    phase = type(cooperative)
    raise CooperativeNotActive(field="cooperative", state=STAGES[phase], remedy=REMEDIES[phase])


def refuse_at_rest(state: Opened, command: ask.AssessmentCommand, cooperative: Cooperative) -> None:
    """Refuse work on the way to a score of a cooperative that is not active."""
    if isinstance(command, WHILE_ACTIVE) and isinstance(state, AT_WORK):
        active(cooperative)
