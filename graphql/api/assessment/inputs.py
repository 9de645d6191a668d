"""What mutations on assessments take, and the commands they become."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry

from api.assessment.entries import (
    ChangesInput,
    ComponentInput,
    EvidenceInput,
    FigureInput,
    ManagementAnswersInput,
    components_of,
    evidence_of,
    figures_of,
    yes_counts_of,
)
from api.building.describe import attribute, optional
from api.building.scalars import WrittenNumber
from api.execution.context import Context
from api.mutations.pipeline import ChangeInput, CommandInput, new_id
from api.mutations.reading import Reading
from api.relay.nodes import uuid_of
from domain.assessment import commands
from domain.assessment.events import Document, ReturnFinding

EVIDENCE = "What it rests on; give at least one."


@strawberry.input(description="A new assessment.")
class OpenAssessmentInput(CommandInput):
    """Opening."""

    cooperative: strawberry.ID = attribute("Id of the cooperative to assess.")
    book_year: int = attribute("The book year.")
    ruleset: str = attribute('Id or digest of the ruleset, such as "permenkop-14-2009".')

    def command(self, context: Context) -> commands.OpenAssessment:
        """Return the command."""
        return commands.OpenAssessment(
            assessment=new_id(context, self.command_id, "assessment"),
            cooperative=uuid_of(self.cooperative, "Cooperative", field="cooperative"),
            book_year=self.book_year,
            ruleset=self.ruleset,
        )


@strawberry.input(description="A command about one assessment.")
class AssessmentChange(ChangeInput):
    """What names the assessment."""

    assessment: strawberry.ID = attribute("Id of the assessment.")

    @property
    def about(self) -> dict[str, Any]:
        """What every command on an assessment carries."""
        return {"assessment": self.key, "expected_version": self.expected_version}

    @property
    def key(self) -> UUID:
        """The assessment's UUID."""
        return uuid_of(self.assessment, "Assessment", field="assessment")


@strawberry.input(description="Figures of the balance sheet and the income statement.")
class EnterStatementsInput(AssessmentChange):
    """Statements."""

    figures: list[FigureInput] = attribute("The figures; the last word on each counts.")

    def command(self) -> commands.EnterStatements:
        """Return the command."""
        reading = Reading()
        figures = figures_of(self.figures, reading)
        reading.finish()
        return commands.EnterStatements(**self.about, figures=figures)


@strawberry.input(description="Supplementary figures on loans.")
class EnterLoanDataInput(AssessmentChange):
    """Loan data."""

    figures: list[FigureInput] = attribute("The figures; the last word on each counts.")

    def command(self) -> commands.EnterLoanData:
        """Return the command."""
        reading = Reading()
        figures = figures_of(self.figures, reading)
        reading.finish()
        return commands.EnterLoanData(**self.about, figures=figures)


@strawberry.input(description="Answers to the management questionnaire.")
class EnterManagementAnswersInput(AssessmentChange):
    """Management answers."""

    answers: list[ManagementAnswersInput] = attribute("Per component, a count or the answers.")

    def command(self) -> commands.EnterManagementAnswers:
        """Return the command."""
        reading = Reading()
        yes_counts_of(self.answers, reading)
        reading.finish()
        counted = {each.component: each.yes for each in self.answers if each.yes is not None}
        single = {each.component: tuple(each.answers) for each in self.answers if each.answers}
        return commands.EnterManagementAnswers(**self.about, yes_counts=counted, answers=single)


@strawberry.input(description="Components entered directly, as ratio, yes count, value or score.")
class EnterComponentsInput(AssessmentChange):
    """Direct entries."""

    components: list[ComponentInput] = attribute("The entries; one without a number takes it back.")

    def command(self) -> commands.EnterComponents:
        """Return the command."""
        reading = Reading()
        components = components_of(self.components, reading)
        reading.finish()
        return commands.EnterComponents(**self.about, components=components)


@strawberry.input(description="A document that was uploaded to /documents before.")
class AttachDocumentInput(AssessmentChange):
    """Attachment."""

    digest: str = attribute("What the upload answered.")
    name: str = attribute("File name, for people.")
    media_type: str = attribute("What the upload answered.")
    size: int = attribute("What the upload answered.")
    kind: str = strawberry.field(default="supporting", description="What it is, such as neraca.")

    def command(self) -> commands.AttachDocument:
        """Return the command."""
        document = Document(
            digest=self.digest,
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            kind=self.kind,
        )
        return commands.AttachDocument(**self.about, document=document)


@strawberry.input(description="A submission.")
class SubmitAssessmentInput(AssessmentChange):
    """Handing in."""

    def command(self) -> commands.SubmitAssessment:
        """Return the command."""
        return commands.SubmitAssessment(**self.about)


@strawberry.input(description="What is to be mended.")
class FindingInput:
    """A finding."""

    item: str = attribute("The figure, component or document.")
    text: str = attribute("What is wrong with it.")
    due: date | None = optional("By when it should be mended.")


@strawberry.input(description="A submission sent back.")
class ReturnAssessmentInput(AssessmentChange):
    """Return."""

    findings: list[FindingInput] = attribute("What is to be mended; at least one.")

    def command(self) -> commands.ReturnAssessment:
        """Return the command."""
        findings = tuple(
            ReturnFinding(item=each.item, text=each.text, due=each.due) for each in self.findings
        )
        return commands.ReturnAssessment(**self.about, findings=findings)


@strawberry.input(description="A submission found right; it is scored at once.")
class VerifyAssessmentInput(AssessmentChange):
    """Verification."""

    note: str | None = optional("A note for the file.")

    def command(self) -> commands.VerifyAssessment:
        """Return the command."""
        return commands.VerifyAssessment(**self.about, note=self.note)


@strawberry.input(description="Correction factors and fatal faults, all that apply.")
class RecordAdjustmentsInput(AssessmentChange):
    """Adjustments."""

    corrections: list[str] = strawberry.field(
        default_factory=list, description="Keys of the correction factors that apply."
    )
    faults: list[str] = strawberry.field(
        default_factory=list, description="Keys of the fatal faults that apply."
    )
    levels: int | None = optional("How many levels several corrections lower, where asked for.")
    reason: str = attribute("Why, in writing.")

    def command(self) -> commands.RecordAdjustments:
        """Return the command."""
        return commands.RecordAdjustments(
            **self.about,
            corrections=tuple(self.corrections),
            faults=tuple(self.faults),
            levels=self.levels,
            reason=self.reason,
        )


@strawberry.input(description="A decision where the table does not decide.")
class GiveRulingInput(AssessmentChange):
    """Ruling."""

    component: str = attribute("Key of the component.")
    value: WrittenNumber = attribute("The value (nilai), 0 to 100.")
    reason: str = attribute("Why, in writing.")

    def command(self) -> commands.GiveRuling:
        """Return the command."""
        reading = Reading()
        value = reading.number(self.value, "value")
        reading.finish()
        return commands.GiveRuling(
            **self.about, component=self.component, value=value, reason=self.reason
        )


@strawberry.input(description="A correction of a published assessment.")
class CorrectAssessmentInput(AssessmentChange):
    """Correction."""

    changes: ChangesInput = attribute("What is entered anew.")
    reason: str = attribute("Why, in writing.")
    evidence: list[EvidenceInput] = attribute(EVIDENCE)
    corrects: int | None = optional("`version` of the score that is corrected; else the standing.")

    def command(self) -> commands.CorrectAssessment:
        """Return the command."""
        reading = Reading()
        changes = self.changes.read(reading)
        reading.finish()
        return commands.CorrectAssessment(
            **self.about,
            changes=changes,
            reason=self.reason,
            evidence=evidence_of(self.evidence),
            corrects=self.corrects,
        )


@strawberry.input(description="The end of an assessment; what it said stays readable.")
class VoidAssessmentInput(AssessmentChange):
    """Void."""

    reason: str = attribute("Why, in writing.")
    evidence: list[EvidenceInput] = strawberry.field(
        default_factory=list, description="What it rests on."
    )

    def command(self) -> commands.VoidAssessment:
        """Return the command."""
        return commands.VoidAssessment(
            **self.about, reason=self.reason, evidence=evidence_of(self.evidence)
        )


@strawberry.input(description="An objection to the score (keberatan).")
class RaiseObjectionInput(AssessmentChange):
    """Objection."""

    reason: str = attribute("Why the cooperative objects.")
    evidence: list[EvidenceInput] = strawberry.field(
        default_factory=list, description="What it rests on."
    )

    def command(self) -> commands.RaiseObjection:
        """Return the command."""
        return commands.RaiseObjection(
            **self.about, reason=self.reason, evidence=evidence_of(self.evidence)
        )


@strawberry.input(description="The office's answer to an objection.")
class ResolveObjectionInput(AssessmentChange):
    """Resolution."""

    upheld: bool = attribute("Whether the cooperative is right.")
    reason: str = attribute("Why, in writing.")
    changes: ChangesInput = strawberry.field(
        default_factory=ChangesInput, description="What is entered anew when it is upheld."
    )
    evidence: list[EvidenceInput] = strawberry.field(
        default_factory=list, description="What it rests on."
    )

    def command(self) -> commands.ResolveObjection:
        """Return the command."""
        reading = Reading()
        changes = self.changes.read(reading)
        reading.finish()
        return commands.ResolveObjection(
            **self.about,
            upheld=self.upheld,
            reason=self.reason,
            changes=changes,
            evidence=evidence_of(self.evidence),
        )
