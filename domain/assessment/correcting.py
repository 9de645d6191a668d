"""Changing what was published: by correction, adjustment, objection, or voiding.

Each change names the score event it replaces, rests on a reason and evidence, and is
recorded by somebody else than the officer who verified. The earlier score stays in
the log and stays readable.
"""

from collections.abc import Sequence

import msgspec

from domain.assessment.checks import (
    check_changes,
    check_evidence,
    check_has_evidence,
    refuse_own_verification,
    said,
)
from domain.assessment.commands import (
    CorrectAssessment,
    RaiseObjection,
    RecordAdjustments,
    ResolveObjection,
    VoidAssessment,
)
from domain.assessment.events import (
    AssessmentCorrected,
    AssessmentEvent,
    AssessmentScored,
    AssessmentVoided,
    Changes,
    Evidence,
    ObjectionRaised,
    ObjectionResolved,
    ScoreChangeKind,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.paper import Paper, amounts_of, with_changes
from domain.assessment.refusals import (
    ChangesWithoutUpholding,
    NoObjection,
    NothingChanged,
    NotTheCurrentScore,
    ObjectionOpen,
)
from domain.assessment.scoring import ENTER_IT, scored
from domain.assessment.state import Opened, Scored, adjustments_of
from domain.assessment.verifying import record_adjustments
from domain.kernel.refusals import refuse_all

Events = Sequence[AssessmentEvent]
NO_CHANGES = Changes()


def correct(state: Scored, command: CorrectAssessment, facts: AssessmentFacts) -> Events:
    """Correct the score that stands, on evidence."""
    refuse_own_verification(state, facts)
    current = state.score.version
    if command.corrects not in (None, current):
        raise NotTheCurrentScore(field="corrects", given=command.corrects, current=current)
    refuse_all([*said(command.reason, "reason"), *check_has_evidence(command.evidence, facts)])
    return _rescore(state, facts, _correction(state, command, command.evidence))


def _correction(
    state: Scored, command: CorrectAssessment | ResolveObjection, evidence: tuple[Evidence, ...]
) -> AssessmentCorrected:
    return AssessmentCorrected(
        corrects=state.score.version,
        changes=command.changes,
        reason=command.reason,
        evidence=evidence,
    )


def _rescore(
    state: Scored,
    facts: AssessmentFacts,
    corrected: AssessmentCorrected,
    resolved: ObjectionResolved | None = None,
) -> Events:
    """Return the correction, after the objection it answers, and the score that follows."""
    refuse_all(check_changes(facts.ruleset, corrected.changes))
    before = [resolved] if resolved else []
    paper = with_changes(state.paper, corrected.changes, state.version + len(before) + 1)
    if amounts_of(paper) == amounts_of(state.paper):
        raise NothingChanged(field="changes")
    kind = ScoreChangeKind.OBJECTION_RESOLVED if resolved else ScoreChangeKind.CORRECTED
    return [*before, corrected, _score(state, paper, facts, kind, corrected.reason)]


def _score(
    state: Scored, paper: Paper, facts: AssessmentFacts, kind: ScoreChangeKind, reason: str
) -> AssessmentScored:
    return AssessmentScored(
        kind=kind,
        document=scored(paper, facts.ruleset, ENTER_IT),
        supersedes=state.score.version,
        reason=reason,
    )


def adjust_published(state: Scored, command: RecordAdjustments, facts: AssessmentFacts) -> Events:
    """Change the corrections and faults of a published score."""
    refuse_own_verification(state, facts)
    recorded = record_adjustments(state.paper, command, facts.ruleset)
    paper = msgspec.structs.replace(state.paper, adjustments=adjustments_of(recorded))
    kind = ScoreChangeKind.ADJUSTED
    return [recorded, _score(state, paper, facts, kind, command.reason)]


def void(state: Opened, command: VoidAssessment, facts: AssessmentFacts) -> Events:
    """Make the assessment count no more; another may then be opened for the year."""
    published = state if isinstance(state, Scored) else None
    if published is not None:
        refuse_own_verification(published, facts)
    refuse_all([*said(command.reason, "reason"), *check_evidence(command.evidence, facts)])
    return [
        AssessmentVoided(
            reason=command.reason,
            evidence=command.evidence,
            supersedes=published.score.version if published else None,
        )
    ]


def raise_objection(state: Scored, command: RaiseObjection, facts: AssessmentFacts) -> Events:
    """Object to the score; one objection at a time."""
    if state.objection is not None:
        raise ObjectionOpen(field="assessment", number=state.objection.number)
    refuse_all([*said(command.reason, "reason"), *check_evidence(command.evidence, facts)])
    number = state.objections + 1
    return [ObjectionRaised(objection=number, reason=command.reason, evidence=command.evidence)]


def resolve_objection(state: Scored, command: ResolveObjection, facts: AssessmentFacts) -> Events:
    """Answer the open objection; an upheld one may change the score at once."""
    if state.objection is None:
        raise NoObjection(field="assessment")
    refuse_own_verification(state, facts)
    if command.changes != NO_CHANGES and not command.upheld:
        raise ChangesWithoutUpholding(field="changes")
    evidence = command.evidence or state.objection.evidence
    refuse_all([*said(command.reason, "reason"), *check_evidence(command.evidence, facts)])
    resolved = ObjectionResolved(
        objection=state.objection.number, upheld=command.upheld, reason=command.reason
    )
    if command.changes == NO_CHANGES:
        return [resolved]
    refuse_all(check_has_evidence(evidence, facts))
    return _rescore(state, facts, _correction(state, command, evidence), resolved)
