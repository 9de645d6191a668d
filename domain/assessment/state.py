"""Where an assessment stands, folded from its events.

The phases are types; what each knows is what its decisions need. The submission that
was verified and the score of it appear in one decision, so `Verified` is met between
two events of the same command only.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentEvent,
    AssessmentKeyClaimed,
    AssessmentKeyEvent,
    AssessmentOpened,
    AssessmentReturned,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    AssessmentVoided,
    ComponentsEntered,
    DocumentAttached,
    Evidence,
    LoanDataEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ObjectionResolved,
    ReturnFinding,
    RulingGiven,
    StatementsEntered,
)
from domain.assessment.paper import (
    BLANK,
    Paper,
    with_changes,
    with_components,
    with_figures,
    with_yes_counts,
)
from domain.kernel.log import Recorded
from domain.scoring.document import ScoreDocument
from domain.scoring.entries import Adjustments, Ruling


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is assessed, for which year, by which rules; it never changes."""

    cooperative: UUID
    book_year: int
    ruleset: str
    ruleset_id: str
    membership_area: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The score that stands: the event's *version* and what it says."""

    version: int
    document: ScoreDocument


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """An objection that waits for its answer."""

    number: int
    evidence: tuple[Evidence, ...]


class Unopened(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing happened yet."""

    version: int = 0


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What every opened assessment has; *submission* counts those handed in."""

    version: int
    case: Case
    paper: Paper = BLANK
    submission: int = 0


class Draft(Opened, frozen=True, kw_only=True):
    """Being filled in for the first time."""


class Submitted(Opened, frozen=True, kw_only=True):
    """Handed in; the office looks at it."""

    submitted_by: str


class Returned(Opened, frozen=True, kw_only=True):
    """Sent back, to be mended."""

    findings: tuple[ReturnFinding, ...]


class Verified(Opened, frozen=True, kw_only=True):
    """Found right; the score follows in the same decision."""

    submitted_by: str
    verified_by: str


class Scored(Verified, frozen=True, kw_only=True):
    """Verified and published; *objections* counts those raised so far."""

    score: Score
    objections: int = 0
    objection: Objection | None = None


class Voided(Opened, frozen=True, kw_only=True):
    """Counts no more."""


Assessment = Unopened | Draft | Submitted | Returned | Verified | Scored | Voided
UNOPENED: Assessment = Unopened()
S = TypeVar("S", bound=Opened)


def evolve(state: Assessment, recorded: Recorded[AssessmentEvent]) -> Assessment:
    """Return *state* as one recorded event leaves it. Events are never refused."""
    if isinstance(recorded.event, AssessmentOpened):
        return Draft(version=recorded.version, case=_case(recorded.event))
    if isinstance(state, Unopened):
        return Unopened(version=recorded.version)
    paper = _paper(state.paper, recorded)
    return _phase(msgspec.structs.replace(state, version=recorded.version, paper=paper), recorded)


def _case(opened: AssessmentOpened) -> Case:
    return Case(**{name: getattr(opened, name) for name in Case.__struct_fields__})


def _paper(paper: Paper, recorded: Recorded[AssessmentEvent]) -> Paper:
    """Return *paper* with what the event brought."""
    match recorded.event:
        case StatementsEntered(figures=figures) | LoanDataEntered(figures=figures):
            return with_figures(paper, figures, recorded.version)
        case ManagementAnswersEntered(yes_counts=counts):
            return with_yes_counts(paper, counts, recorded.version)
        case ComponentsEntered(components=components):
            return with_components(paper, components, recorded.version)
        case AssessmentCorrected(changes=changes):
            return with_changes(paper, changes, recorded.version)
        case DocumentAttached(document=document):
            return msgspec.structs.replace(paper, documents=(*paper.documents, document))
        case RulingGiven() as given:
            ruling = Ruling(component=given.component, value=given.value, version=recorded.version)
            rulings = {**paper.rulings, given.component: ruling}
            return msgspec.structs.replace(paper, rulings=rulings)
        case AdjustmentsRecorded() as recorded_now:
            return msgspec.structs.replace(paper, adjustments=adjustments_of(recorded_now))
        case _:
            return paper


def adjustments_of(event: AdjustmentsRecorded) -> Adjustments:
    """Return what *event* says applies, as the engine reads it."""
    return Adjustments(corrections=event.corrections, faults=event.faults, levels=event.levels)


def _phase(
    state: Draft | Submitted | Returned | Verified | Scored | Voided,
    recorded: Recorded[AssessmentEvent],
) -> Assessment:
    """Return *state* in the phase that the event led to."""
    match recorded.event, state:
        case AssessmentSubmitted(submission=number), _:
            return _enter(Submitted, state, {"submission": number, "submitted_by": recorded.actor})
        case AssessmentReturned(findings=findings), _:
            return _enter(Returned, state, {"findings": findings})
        case AssessmentVerified(), Submitted(submitted_by=submitter):
            return _enter(
                Verified, state, {"submitted_by": submitter, "verified_by": recorded.actor}
            )
        case AssessmentScored(document=document), Verified():
            score = Score(version=recorded.version, document=document)
            return _enter(Scored, state, {**_beyond_common(state), "score": score})
        case AssessmentVoided(), _:
            return _enter(Voided, state, {})
        case ObjectionRaised(objection=number, evidence=evidence), Scored():
            objection = Objection(number=number, evidence=evidence)
            return msgspec.structs.replace(state, objections=number, objection=objection)
        case ObjectionResolved(), Scored():
            return msgspec.structs.replace(state, objection=None)
        case _:
            return state


def _enter(phase: type[S], state: Opened, known: Mapping[str, Any]) -> S:
    """Return *state* in another *phase*, with what that phase knows besides."""
    common = {name: getattr(state, name) for name in Opened.__struct_fields__}
    return phase(**{**common, **known})


def _beyond_common(state: Verified) -> dict[str, Any]:
    """Return what a verified or scored state knows beside the common fields."""
    own = set(state.__struct_fields__) - set(Opened.__struct_fields__)
    return {name: getattr(state, name) for name in own}


def held(_holder: UUID | None, recorded: Recorded[AssessmentKeyEvent]) -> UUID | None:
    """Return the live assessment after one event of a key's stream, None when there is none."""
    event = recorded.event
    return event.assessment if isinstance(event, AssessmentKeyClaimed) else None
