"""What an officer does with a submission: return it, rule, adjust, verify.

A ruling may give any value from 0 to 100, also one that no row of the table names: a
gap names none, and the written reason is what an auditor weighs.
"""

from domain.assessment.commands import (
    GiveRuling,
    RecordAdjustments,
    ReturnAssessment,
    VerifyAssessment,
)
from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentReturned,
    AssessmentScored,
    AssessmentVerified,
    ReturnFinding,
    RulingGiven,
    ScoreChangeKind,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.paper import Paper, without_ruling
from domain.assessment.paper_events import adjustments_of
from domain.assessment.refusals import (
    DueInPast,
    EntriesUnchanged,
    FindingsMissing,
    LevelsMissing,
    RulingNotNeeded,
)
from domain.assessment.scoring import score_paper, scored
from domain.assessment.state import Opened, Submitted
from domain.kernel.days import out_of_range
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import PARAGRAPH, written
from domain.scoring.inputs import check_adjustments, check_ruling
from domain.scoring.ruleset import Ruleset, SeveralCorrections


def return_submission(
    state: Submitted, command: ReturnAssessment, facts: AssessmentFacts
) -> Decision:
    """Send the submission back with at least one finding."""
    if not command.findings:
        raise FindingsMissing(field="findings")
    refuse_all(
        [
            each
            for index, finding in enumerate(command.findings)
            for each in _check_finding(finding, f"findings[{index}]", facts)
        ]
    )
    returned = AssessmentReturned(submission=state.submission, findings=command.findings)
    return on(command.stream, returned)


def _check_finding(finding: ReturnFinding, where: str, facts: AssessmentFacts) -> list[Refusal]:
    early = out_of_range(finding.due, f"{where}.due")
    found = [
        *written(finding.item, f"{where}.item", PARAGRAPH),
        *written(finding.text, f"{where}.text", PARAGRAPH),
        *early,
    ]
    if not early and finding.due is not None and finding.due < facts.today:
        found.append(DueInPast(field=f"{where}.due", due=finding.due))
    return found


def give_ruling(state: Submitted, command: GiveRuling, facts: AssessmentFacts) -> Decision:
    """Decide a component that the table leaves open; an earlier ruling may be replaced."""
    refuse_all(
        [
            *written(command.reason, "reason", PARAGRAPH),
            *check_ruling(facts.ruleset, command.component, command.value),
        ]
    )
    open_ones = score_paper(without_ruling(state.paper, command.component), facts.ruleset)
    for need in open_ones.rulings_needed:
        if need.component == command.component:
            given = RulingGiven(
                component=command.component,
                value=command.value,
                ruling_reason=need.reason.value,
                reason=command.reason,
            )
            return on(command.stream, given)
    raise RulingNotNeeded(field="component", component=command.component)


def record_adjustments(
    paper: Paper, command: RecordAdjustments, ruleset: Ruleset
) -> AdjustmentsRecorded:
    """Return the corrections and faults as they stand from now on, all of them."""
    recorded = AdjustmentsRecorded(
        corrections=tuple(dict.fromkeys(command.corrections)),
        faults=tuple(dict.fromkeys(command.faults)),
        levels=command.levels,
        reason=command.reason,
    )
    adjustments = adjustments_of(recorded)
    refuse_all(
        [*written(command.reason, "reason", PARAGRAPH), *check_adjustments(ruleset, adjustments)]
    )
    _refuse_undecided(recorded, ruleset)
    if adjustments == paper.adjustments:
        raise EntriesUnchanged(field="corrections")
    return recorded


def _refuse_undecided(recorded: AdjustmentsRecorded, ruleset: Ruleset) -> None:
    count = len(recorded.corrections)
    undecided = ruleset.corrections.several is SeveralCorrections.RULING and count > 1
    if undecided and recorded.levels is None:
        raise LevelsMissing(field="levels", count=count)


def adjust(state: Opened, command: RecordAdjustments, facts: AssessmentFacts) -> Decision:
    """Record the adjustments before verification; they count when it is scored."""
    return on(command.stream, record_adjustments(state.paper, command, facts.ruleset))


def verify(state: Submitted, command: VerifyAssessment, facts: AssessmentFacts) -> Decision:
    """Find the submission right and score it."""
    refuse_all(written(command.note, "note", PARAGRAPH, optional=True))
    document = scored(state.paper, facts.ruleset)
    return on(
        command.stream,
        AssessmentVerified(submission=state.submission, note=command.note),
        AssessmentScored(kind=ScoreChangeKind.SCORED, document=document),
    )
