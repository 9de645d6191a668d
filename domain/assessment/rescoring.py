"""The events of a correction: what changed, and the score that replaces the one that stands.

Each names the score event that it replaces. The earlier score stays in the log and stays
readable.
"""

from domain.assessment.amending import settled
from domain.assessment.checks import check_changes
from domain.assessment.commands import CorrectAssessment, ResolveObjection
from domain.assessment.covering import essence, without_effect
from domain.assessment.events import (
    AssessmentCorrected,
    AssessmentScored,
    Evidence,
    ObjectionResolved,
    ScoreChangeKind,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.paper import Paper, amounts_of, entries_of, with_changes
from domain.assessment.refusals import EntriesUnchanged
from domain.assessment.scoring import ENTER_IT, scored
from domain.assessment.state import Scored
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.scoring.inputs import check_entries


def rescore(
    state: Scored,
    command: CorrectAssessment | ResolveObjection,
    facts: AssessmentFacts,
    evidence: tuple[Evidence, ...],
    resolved: ObjectionResolved | None = None,
) -> Decision:
    """Return the correction, after the objection it answers, and the score that follows."""
    refuse_all(check_changes(facts.ruleset, command.changes))
    before = [resolved] if resolved else []
    changes = settled(command.changes)
    paper = with_changes(state.paper, changes, state.version + len(before) + 1)
    if amounts_of(paper) == amounts_of(state.paper):
        raise EntriesUnchanged(field="changes")
    refuse_all(without_effect(facts.ruleset, changes, paper))
    refuse_all(check_entries(facts.ruleset, entries_of(paper)))
    kind = ScoreChangeKind.OBJECTION_RESOLVED if resolved else ScoreChangeKind.CORRECTED
    corrected = AssessmentCorrected(
        corrects=state.score.version,
        changes=changes,
        reason=command.reason,
        evidence=evidence,
    )
    score = next_score(state, paper, facts, kind, command.reason)
    if essence(score.document) == essence(state.score.document):
        raise EntriesUnchanged(field="changes")
    return on(command.stream, *before, corrected, score)


def next_score(
    state: Scored, paper: Paper, facts: AssessmentFacts, kind: ScoreChangeKind, reason: str
) -> AssessmentScored:
    """Return the score of *paper*, which replaces the one that stands."""
    return AssessmentScored(
        kind=kind,
        document=scored(paper, facts.ruleset, ENTER_IT),
        supersedes=state.score.version,
        reason=reason,
    )
