"""Changing what was published: by correction, adjustment, or voiding.

Each change rests on a reason and, where figures change, on evidence. Who may not record it
stands in `domain.assessment.hands`.
"""

import msgspec

from domain.assessment.checks import check_evidence, check_has_evidence
from domain.assessment.commands import CorrectAssessment, RecordAdjustments, VoidAssessment
from domain.assessment.correction_refusals import NotTheCurrentScore
from domain.assessment.events import AssessmentVoided, ScoreChangeKind
from domain.assessment.facts import AssessmentFacts
from domain.assessment.key import key_of, release
from domain.assessment.paper_events import adjustments_of
from domain.assessment.rescoring import next_score, rescore
from domain.assessment.state import Opened, Scored
from domain.assessment.verifying import record_adjustments
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import PARAGRAPH, written


def correct(state: Scored, command: CorrectAssessment, facts: AssessmentFacts) -> Decision:
    """Correct the score that stands, on evidence."""
    current = state.score.version
    if command.corrects not in (None, current):
        raise NotTheCurrentScore(field="corrects", given=command.corrects, current=current)
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *check_has_evidence(command.evidence, facts),
        ]
    )
    return rescore(state, command, facts, command.evidence)


def adjust_published(state: Scored, command: RecordAdjustments, facts: AssessmentFacts) -> Decision:
    """Change the corrections and faults of a published score."""
    recorded = record_adjustments(state.paper, command, facts.ruleset)
    paper = msgspec.structs.replace(state.paper, adjustments=adjustments_of(recorded))
    score = next_score(state, paper, facts, ScoreChangeKind.ADJUSTED, command.reason)
    return on(command.stream, recorded, score)


def void(state: Opened, command: VoidAssessment, facts: AssessmentFacts) -> Decision:
    """Make the assessment count no more; another may then be opened for the year."""
    published = state if isinstance(state, Scored) else None
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *check_evidence(command.evidence, facts),
        ]
    )
    voided = AssessmentVoided(
        reason=command.reason,
        evidence=command.evidence,
        supersedes=published.score.version if published else None,
    )
    case = state.case
    return on(command.stream, voided) + release(key_of(case), command.assessment)
