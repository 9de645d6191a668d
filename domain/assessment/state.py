"""Where an assessment stands, folded from its events.

The phases are types; what each knows is what its decisions need. The submission that
was verified and the score of it appear in one decision, so `Verified` is met between
two events of the same command only.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, assert_never
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentEvent,
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
    PhaseEvent,
    ReturnFinding,
    RulingGiven,
    StatementsEntered,
)
from domain.assessment.paper import BLANK, Paper
from domain.assessment.paper_events import after
from domain.kernel.log import Recorded
from domain.scoring.document import ScoreDocument


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is assessed, for which year, by which rules; it never changes.

    *what_if* is why the score does not count, None where it does.
    """

    cooperative: UUID
    book_year: int
    ruleset: str
    ruleset_id: str
    membership_area: str
    what_if: str | None


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
    """What every opened assessment has; *submission* counts those handed in.

    *hands* says who did what in the case: the accounts by the type of the event.
    """

    version: int
    case: Case
    paper: Paper = BLANK
    submission: int = 0
    hands: Mapping[type, frozenset[str]] = {}


class Draft(Opened, frozen=True, kw_only=True):
    """Being filled in for the first time."""


class Submitted(Opened, frozen=True, kw_only=True):
    """Handed in; the office looks at it."""


class Returned(Opened, frozen=True, kw_only=True):
    """Sent back, to be mended."""

    findings: tuple[ReturnFinding, ...]


class Verified(Opened, frozen=True, kw_only=True):
    """Found right; the score follows in the same decision."""


class Scored(Verified, frozen=True, kw_only=True):
    """Verified and published; *objections* counts those raised so far."""

    score: Score
    objections: int = 0
    objection: Objection | None = None


class Voided(Opened, frozen=True, kw_only=True):
    """Counts no more."""


Later = Draft | Submitted | Returned | Verified | Scored | Voided
Assessment = Unopened | Later
UNOPENED: Assessment = Unopened()
S = TypeVar("S", bound=Opened)


def evolve(state: Assessment, recorded: Recorded[AssessmentEvent]) -> Assessment:
    """Return *state* as one recorded event leaves it. Events are never refused."""
    match recorded.event:
        case AssessmentOpened() as opened:
            return Draft(version=recorded.version, case=_case(opened))
        case (
            StatementsEntered()
            | LoanDataEntered()
            | ManagementAnswersEntered()
            | ComponentsEntered()
            | DocumentAttached()
            | RulingGiven()
            | AdjustmentsRecorded()
            | AssessmentCorrected()
        ) as event:
            if isinstance(state, Unopened):
                return Unopened(version=recorded.version)
            paper = after(state.paper, event, recorded.version)
            return msgspec.structs.replace(_touched(state, recorded), paper=paper)
        case (
            AssessmentSubmitted()
            | AssessmentReturned()
            | AssessmentVerified()
            | AssessmentScored()
            | AssessmentVoided()
            | ObjectionRaised()
            | ObjectionResolved()
        ) as event:
            if isinstance(state, Unopened):
                return Unopened(version=recorded.version)
            return _phase(_touched(state, recorded), event)
        case unknown:
            assert_never(unknown)


def _case(opened: AssessmentOpened) -> Case:
    return Case(**{name: getattr(opened, name) for name in Case.__struct_fields__})


def _touched(state: Later, recorded: Recorded[AssessmentEvent]) -> Later:
    """Return *state* at the version of what was *recorded*, and with its author's hand in it."""
    act = type(recorded.event)
    authors = state.hands.get(act, frozenset()) | {recorded.actor}
    hands = {**state.hands, act: authors}
    return msgspec.structs.replace(state, version=recorded.version, hands=hands)


def _phase(state: Later, event: PhaseEvent) -> Assessment:
    """Return the phase that *event* led to; one that does not fit changes no phase."""
    match event, state:
        case AssessmentSubmitted(submission=number), _:
            return _enter(Submitted, state, {"submission": number})
        case AssessmentReturned(findings=findings), _:
            return _enter(Returned, state, {"findings": findings})
        case AssessmentVerified(), Submitted():
            return _enter(Verified, state, {})
        case AssessmentScored(document=document), Verified():
            score = Score(version=state.version, document=document)
            return _enter(Scored, state, {**_beyond_common(state), "score": score})
        case AssessmentVoided(), _:
            return _enter(Voided, state, {})
        case ObjectionRaised(objection=number, evidence=evidence), Scored():
            objection = Objection(number=number, evidence=evidence)
            return msgspec.structs.replace(state, objections=number, objection=objection)
        case ObjectionResolved(), Scored():
            return msgspec.structs.replace(state, objection=None)
        case (
            AssessmentVerified() | AssessmentScored() | ObjectionRaised() | ObjectionResolved(),
            _,
        ):
            return state
        case _:
            assert_never(event)


def _enter(phase: type[S], state: Opened, known: Mapping[str, Any]) -> S:
    """Return *state* in another *phase*, with what that phase knows besides."""
    common = {name: getattr(state, name) for name in Opened.__struct_fields__}
    return phase(**{**common, **known})


def _beyond_common(state: Verified) -> dict[str, Any]:
    """Return what a verified or scored state knows beside the common fields."""
    own = set(state.__struct_fields__) - set(Opened.__struct_fields__)
    return {name: getattr(state, name) for name in own}
