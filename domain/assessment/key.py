"""The place that only one live assessment may hold: a cooperative's book year by one ruleset.

One ruleset counts for a year, so one assessment at a time counts for it; a what-if holds
another place, of the same year and ruleset. The place has a stream of its own. Whoever opens
an assessment claims it there in the same append, and voiding gives it back, so of two openings
at the same moment one meets a conflict and is refused with the holder's id (compare
`domain.cooperative.legal_number`).
"""

from typing import assert_never
from uuid import UUID

from domain.assessment.events import (
    AssessmentKeyClaimed,
    AssessmentKeyEvent,
    AssessmentKeyReleased,
)
from domain.assessment.state import Case
from domain.kernel.decider import Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded


def assessment_key(
    cooperative: UUID, book_year: int, ruleset_id: str, *, what_if: bool = False
) -> UUID:
    """Return the stream that stands for the place; *ruleset_id* is the plain name."""
    kind = "assessment-what-if" if what_if else "assessment"
    return key_stream(kind, cooperative, book_year, ruleset_id)


def key_of(case: Case) -> UUID:
    """Return the stream of the place that the assessment of *case* holds."""
    return assessment_key(
        case.cooperative, case.book_year, case.ruleset_id, what_if=case.what_if is not None
    )


def claim(key: UUID, assessment: UUID) -> Decision:
    """Return the decision that *assessment* holds the place from now on."""
    return on(key, AssessmentKeyClaimed(assessment=assessment))


def release(key: UUID, assessment: UUID) -> Decision:
    """Return the decision that *assessment* gives the place up."""
    return on(key, AssessmentKeyReleased(assessment=assessment))


def evolve(_holder: UUID | None, recorded: Recorded[AssessmentKeyEvent]) -> UUID | None:
    """Return the live assessment after one event of a key's stream, None when there is none."""
    match recorded.event:
        case AssessmentKeyClaimed(assessment=assessment):
            return assessment
        case AssessmentKeyReleased():
            return None
        case unknown:
            assert_never(unknown)


ASSESSMENT_KEY: Fold[UUID | None, AssessmentKeyEvent] = Fold(initial=None, evolve=evolve)
