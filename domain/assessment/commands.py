"""What may be asked of an assessment. Money arrives as Decimal, in rupiah."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, UnsetType

from domain.assessment.amending import Amendments
from domain.assessment.events import (
    Changes,
    ComponentEntry,
    Document,
    Evidence,
    ReturnFinding,
)
from domain.kernel.commands import Command


class AboutAssessment(Command, frozen=True, kw_only=True):
    """A wish about *assessment*.

    *expected_version* refuses the command when somebody else changed the assessment since
    the caller looked.
    """

    names: ClassVar[str] = "assessment"
    assessment: UUID
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The assessment's own stream."""
        return self.assessment


class OpenAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Begin to assess *cooperative* for *book_year* by *ruleset* (id or digest).

    *what_if_reason* says in writing why it is opened although its score shall not count. Left
    out, it is no part of the command, which is recognised as it was before it could have one.
    """

    names: ClassVar[str] = "cooperative"
    cooperative: UUID
    book_year: int
    ruleset: str
    what_if_reason: str | UnsetType = UNSET


class EnterStatements(AboutAssessment, frozen=True, kw_only=True):
    """Enter figures of the balance sheet and income statement."""

    figures: Mapping[str, Decimal]


class EnterLoanData(AboutAssessment, frozen=True, kw_only=True):
    """Enter supplementary figures on loans."""

    figures: Mapping[str, Decimal]


class EnterManagementAnswers(AboutAssessment, frozen=True, kw_only=True):
    """Enter yes counts, or the answers themselves, per management component."""

    yes_counts: Mapping[str, int] = {}
    answers: Mapping[str, tuple[bool, ...]] = {}


class EnterComponents(AboutAssessment, frozen=True, kw_only=True):
    """Enter components directly (officers only)."""

    components: Mapping[str, ComponentEntry | None]


class AttachDocument(AboutAssessment, frozen=True, kw_only=True):
    """Attach a document that was uploaded before."""

    document: Document


class SubmitAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Hand the figures in for verification."""


class ReturnAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Send a submission back with *findings*, one or more."""

    findings: tuple[ReturnFinding, ...]


class GiveRuling(AboutAssessment, frozen=True, kw_only=True):
    """Decide what the table leaves open for *component*, in writing."""

    component: str
    value: Decimal
    reason: str


class RecordAdjustments(AboutAssessment, frozen=True, kw_only=True):
    """Set the correction factors and fatal faults that apply, all of them."""

    corrections: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    levels: int | None = None
    reason: str


class VerifyAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Declare the submission right; it is scored in the same decision."""

    note: str | None = None


class CorrectAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Correct a published assessment; *corrects* names the score's version.

    Without *corrects* the current score is meant.
    """

    changes: Changes | Amendments
    reason: str
    evidence: tuple[Evidence, ...]
    corrects: int | None = None


class VoidAssessment(AboutAssessment, frozen=True, kw_only=True):
    """Make the assessment count no more."""

    reason: str
    evidence: tuple[Evidence, ...] = ()


class RaiseObjection(AboutAssessment, frozen=True, kw_only=True):
    """Object to the score on the cooperative's behalf."""

    reason: str
    evidence: tuple[Evidence, ...] = ()


class ResolveObjection(AboutAssessment, frozen=True, kw_only=True):
    """Decide on the open objection; *changes* correct the score when upheld."""

    upheld: bool
    reason: str
    changes: Changes | Amendments = Changes()
    evidence: tuple[Evidence, ...] = ()


AssessmentCommand = (
    OpenAssessment
    | EnterStatements
    | EnterLoanData
    | EnterManagementAnswers
    | EnterComponents
    | AttachDocument
    | SubmitAssessment
    | ReturnAssessment
    | GiveRuling
    | RecordAdjustments
    | VerifyAssessment
    | CorrectAssessment
    | VoidAssessment
    | RaiseObjection
    | ResolveObjection
)
