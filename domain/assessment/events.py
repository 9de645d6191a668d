"""What can happen in one health assessment, from opening to objection.

Figures arrive in several events and the last word on each figure counts; the score
event carries every input with the event that it came from, so that a score can be
retraced without reading anything else than the ruleset.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.kernel.events import Event
from domain.scoring.document import ScoreDocument


class ScoreChangeKind(StrEnum):
    """Why a score came to be."""

    SCORED = "SCORED"
    CORRECTED = "CORRECTED"
    VOIDED = "VOIDED"
    ADJUSTED = "ADJUSTED"
    OBJECTION_RESOLVED = "OBJECTION_RESOLVED"


class ComponentEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A component entered directly: exactly one of the four is set.

    *ratio* in percent, *yes* a count of yes answers, *value* 0 to 100 (nilai),
    *score* 0 to the component's weight (skor).
    """

    ratio: Decimal | None = None
    yes: int | None = None
    value: Decimal | None = None
    score: Decimal | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file kept beside the log, named by the digest of its bytes."""

    digest: str
    name: str
    media_type: str
    size: int
    kind: str = "supporting"


class ReturnFinding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the officer wants mended: the *item* (figure, component or document)."""

    item: str
    text: str
    due: date | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a change rests on: a letter or minutes, with a document if there is one."""

    description: str
    document: str | None = None


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """New figures, yes counts and direct entries, by key; None removes an entry."""

    figures: Mapping[str, Decimal] = {}
    yes_counts: Mapping[str, int] = {}
    components: Mapping[str, ComponentEntry | None] = {}


class AssessmentOpened(Event, frozen=True, kw_only=True):
    """The assessment of *cooperative* for *book_year* began.

    *ruleset* is the digest; the log holds the full text (`RulesetPublished`), so a
    replay in 2040 scores by the rules of today. *ruleset_id* is its plain name.
    *membership_area* is the cooperative's at that time: it says whose case it is.
    *what_if* is why it was opened although its score does not count, None where it counts.
    """

    topic: ClassVar[str] = "assessment.opened.v2"
    cooperative: UUID
    book_year: int
    ruleset: str
    ruleset_id: str
    membership_area: str
    what_if: str | None = None


class StatementsEntered(Event, frozen=True, kw_only=True):
    """Figures of the balance sheet and the income statement, in rupiah."""

    topic: ClassVar[str] = "assessment.statements_entered.v1"
    figures: Mapping[str, Decimal]


class LoanDataEntered(Event, frozen=True, kw_only=True):
    """Supplementary figures on loans, in rupiah."""

    topic: ClassVar[str] = "assessment.loan_data_entered.v1"
    figures: Mapping[str, Decimal]


class ManagementAnswersEntered(Event, frozen=True, kw_only=True):
    """Answers to the management questionnaire, per component.

    *answers* holds yes and no per question where they were given one by one;
    *yes_counts* holds the count that the score uses, always.
    """

    topic: ClassVar[str] = "assessment.management_answers_entered.v1"
    yes_counts: Mapping[str, int]
    answers: Mapping[str, tuple[bool, ...]] = {}


class ComponentsEntered(Event, frozen=True, kw_only=True):
    """An officer entered components directly; None takes a direct entry back."""

    topic: ClassVar[str] = "assessment.components_entered.v1"
    components: Mapping[str, ComponentEntry | None]


class DocumentAttached(Event, frozen=True, kw_only=True):
    """A supporting document was added."""

    topic: ClassVar[str] = "assessment.document_attached.v1"
    document: Document


class AssessmentSubmitted(Event, frozen=True, kw_only=True):
    """The figures were handed in; *submission* counts from 1."""

    topic: ClassVar[str] = "assessment.submitted.v1"
    submission: int


class AssessmentReturned(Event, frozen=True, kw_only=True):
    """An officer sent the submission back with findings."""

    topic: ClassVar[str] = "assessment.returned.v1"
    submission: int
    findings: tuple[ReturnFinding, ...]


class RulingGiven(Event, frozen=True, kw_only=True):
    """An officer decided what the table leaves open for *component*.

    *value* is 0 to 100; *ruling_reason* is why the table could not decide.
    """

    topic: ClassVar[str] = "assessment.ruling_given.v1"
    component: str
    value: Decimal
    ruling_reason: str
    reason: str


class AdjustmentsRecorded(Event, frozen=True, kw_only=True):
    """Correction factors and fatal faults as they stand now, all of them.

    *levels* is given when several corrections apply, because the law does not say.
    """

    topic: ClassVar[str] = "assessment.adjustments_recorded.v1"
    corrections: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    levels: int | None = None
    reason: str


class AssessmentVerified(Event, frozen=True, kw_only=True):
    """An officer found the submission right."""

    topic: ClassVar[str] = "assessment.verified.v1"
    submission: int
    note: str | None = None


class AssessmentCorrected(Event, frozen=True, kw_only=True):
    """A published assessment was corrected.

    *corrects* is the stream version of the score event that no longer stands.
    """

    topic: ClassVar[str] = "assessment.corrected.v1"
    corrects: int
    changes: Changes
    reason: str
    evidence: tuple[Evidence, ...]


class AssessmentScored(Event, frozen=True, kw_only=True):
    """A score was reached; *document* tells every step.

    *supersedes* is the stream version of the score event that it replaces.
    """

    topic: ClassVar[str] = "assessment.scored.v1"
    kind: ScoreChangeKind
    document: ScoreDocument
    supersedes: int | None = None
    reason: str | None = None


class AssessmentVoided(Event, frozen=True, kw_only=True):
    """The assessment counts no more; what it said stays readable."""

    topic: ClassVar[str] = "assessment.voided.v1"
    reason: str
    evidence: tuple[Evidence, ...] = ()
    supersedes: int | None = None


class ObjectionRaised(Event, frozen=True, kw_only=True):
    """The cooperative objected to its score (keberatan)."""

    topic: ClassVar[str] = "assessment.objection_raised.v1"
    objection: int
    reason: str
    evidence: tuple[Evidence, ...] = ()


class ObjectionResolved(Event, frozen=True, kw_only=True):
    """The office decided on an objection."""

    topic: ClassVar[str] = "assessment.objection_resolved.v1"
    objection: int
    upheld: bool
    reason: str


class AssessmentKeyClaimed(Event, frozen=True, kw_only=True):
    """*assessment* is the live one of a cooperative, year and ruleset."""

    topic: ClassVar[str] = "assessment_key.claimed.v1"
    assessment: UUID


class AssessmentKeyReleased(Event, frozen=True, kw_only=True):
    """*assessment* was voided; another may be opened."""

    topic: ClassVar[str] = "assessment_key.released.v1"
    assessment: UUID


PaperEvent = (
    StatementsEntered
    | LoanDataEntered
    | ManagementAnswersEntered
    | ComponentsEntered
    | DocumentAttached
    | RulingGiven
    | AdjustmentsRecorded
    | AssessmentCorrected
)
"""Events that change what is entered, ruled and adjusted."""

PhaseEvent = (
    AssessmentSubmitted
    | AssessmentReturned
    | AssessmentVerified
    | AssessmentScored
    | AssessmentVoided
    | ObjectionRaised
    | ObjectionResolved
)
"""Events that change where the assessment stands."""

AssessmentEvent = AssessmentOpened | PaperEvent | PhaseEvent
AssessmentKeyEvent = AssessmentKeyClaimed | AssessmentKeyReleased
