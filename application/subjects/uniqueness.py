"""Keys that only one thing at a time may hold, claimed in streams of their own.

A key's stream id is computed from the key. Whoever claims it writes the next event of
that stream, in the same append as everything else: of two claims at the same moment
one meets a conflict, is decided again, and is refused with a sentence. No lock, no
unique index, and the log itself shows who held what and when.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from application.kernel.use_case import View
from domain.assessment.events import (
    AssessmentEvent,
    AssessmentKeyClaimed,
    AssessmentKeyReleased,
    AssessmentOpened,
    AssessmentVoided,
)
from domain.assessment.state import Case
from domain.cooperative.events import (
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeRegistered,
    LegalNumberClaimed,
    LegalNumberReleased,
    RegistrationRejected,
)
from domain.cooperative.legal_number import folded, key_of
from domain.cooperative.state import Cooperative, Registered
from domain.kernel.identifiers import key_stream
from domain.kernel.log import NewEvent


def assessment_key(cooperative: UUID, book_year: int, ruleset_id: str) -> UUID:
    """Return the stream that only one live assessment may hold."""
    return key_stream("assessment", cooperative, book_year, ruleset_id)


def legal_number_events(
    view: View, cooperative: UUID, before: Cooperative, events: Iterable[CooperativeEvent]
) -> Sequence[NewEvent]:
    """Return what *events* of a cooperative mean for the legal numbers it holds."""
    held = before.profile.legal_number.number if isinstance(before, Registered) else None
    found: list[NewEvent] = []
    for event in events:
        match event:
            case CooperativeRegistered(profile=profile):
                found += _claim(view, cooperative, profile.legal_number.number)
            case CooperativeProfileChanged(profile=profile):
                found += _exchange(view, cooperative, held or "", profile.legal_number.number)
            case RegistrationRejected():
                found += _release(view, cooperative, held or "")
            case _:
                pass
    return found


def _exchange(view: View, cooperative: UUID, old: str, new: str) -> Sequence[NewEvent]:
    if folded(old) == folded(new):
        return []
    return [*_release(view, cooperative, old), *_claim(view, cooperative, new)]


def _claim(view: View, cooperative: UUID, number: str) -> Sequence[NewEvent]:
    claimed = LegalNumberClaimed(cooperative=cooperative, number=number)
    return view.next(key_of(number), [claimed])


def _release(view: View, cooperative: UUID, number: str) -> Sequence[NewEvent]:
    return view.next(key_of(number), [LegalNumberReleased(cooperative=cooperative)])


def assessment_key_events(
    view: View, assessment: UUID, case: Case | None, events: Iterable[AssessmentEvent]
) -> Sequence[NewEvent]:
    """Return what *events* of an assessment mean for the key it holds."""
    found: list[NewEvent] = []
    for event in events:
        if isinstance(event, AssessmentOpened):
            key = assessment_key(event.cooperative, event.book_year, event.ruleset_id)
            found += view.next(key, [AssessmentKeyClaimed(assessment=assessment)])
        elif isinstance(event, AssessmentVoided) and case is not None:
            key = assessment_key(case.cooperative, case.book_year, case.ruleset_id)
            found += view.next(key, [AssessmentKeyReleased(assessment=assessment)])
    return found
