"""A cooperative objects to its published score, and the office answers.

There is one objection at a time. An upheld one may change the score in the same decision,
on the evidence given now or, failing that, on the evidence of the objection itself.
"""

from domain.assessment.amending import settled
from domain.assessment.checks import check_evidence, check_has_evidence
from domain.assessment.commands import RaiseObjection, ResolveObjection
from domain.assessment.correction_refusals import (
    ChangesWithoutUpholding,
    NoObjection,
    ObjectionOpen,
)
from domain.assessment.events import Changes, ObjectionRaised, ObjectionResolved
from domain.assessment.facts import AssessmentFacts
from domain.assessment.rescoring import rescore
from domain.assessment.state import Scored
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import PARAGRAPH, written

NO_CHANGES = Changes()


def raise_objection(state: Scored, command: RaiseObjection, facts: AssessmentFacts) -> Decision:
    """Object to the score; one objection at a time."""
    if state.objection is not None:
        raise ObjectionOpen(field="assessment", number=state.objection.number)
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *check_evidence(command.evidence, facts),
        ]
    )
    raised = ObjectionRaised(
        objection=state.objections + 1, reason=command.reason, evidence=command.evidence
    )
    return on(command.stream, raised)


def resolve_objection(state: Scored, command: ResolveObjection, facts: AssessmentFacts) -> Decision:
    """Answer the open objection; an upheld one may change the score at once."""
    if state.objection is None:
        raise NoObjection(field="assessment")
    changes = settled(command.changes)
    if changes != NO_CHANGES and not command.upheld:
        raise ChangesWithoutUpholding(field="changes")
    evidence = command.evidence or state.objection.evidence
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *check_evidence(command.evidence, facts),
        ]
    )
    resolved = ObjectionResolved(
        objection=state.objection.number, upheld=command.upheld, reason=command.reason
    )
    if changes == NO_CHANGES:
        return on(command.stream, resolved)
    refuse_all(check_has_evidence(evidence, facts))
    return rescore(state, command, facts, evidence, resolved)
