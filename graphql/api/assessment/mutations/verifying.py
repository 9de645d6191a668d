"""Handing an assessment in, sending it back, and declaring it right."""

from datetime import date

import strawberry

from api.assessment.inputs import AssessmentChange
from api.assessment.result import RESULT
from api.building.scalars import WrittenNumber
from api.mutations.declaration import reads_as
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.readers import number
from domain.assessment import commands
from domain.assessment.events import ReturnFinding


@strawberry.input(description="A submission.")
class SubmitAssessmentInput(AssessmentChange):
    """Handing in."""


submit_assessment = builds(
    commands.SubmitAssessment,
    SubmitAssessmentInput,
    RESULT,
    "Hand the figures in for verification. Operator or officers.",
)


@reads_as(ReturnFinding)
@strawberry.input(description="What is to be mended.")
class FindingInput:
    """A finding."""

    item: str = required("The figure, component or document.")
    text: str = required("What is wrong with it.")
    due: date | None = optional("By when it should be mended.")


@strawberry.input(description="A submission sent back.")
class ReturnAssessmentInput(AssessmentChange):
    """Return."""

    findings: list[FindingInput] = required("What is to be mended; at least one.")


return_assessment = builds(
    commands.ReturnAssessment,
    ReturnAssessmentInput,
    RESULT,
    "Send a submission back with findings. Officers.",
)


@strawberry.input(description="A submission found right; it is scored at once.")
class VerifyAssessmentInput(AssessmentChange):
    """Verification."""

    note: str | None = optional("A note for the file.")


verify_assessment = builds(
    commands.VerifyAssessment,
    VerifyAssessmentInput,
    RESULT,
    "Declare a submission right; it is scored and published at once. Officers, not the submitter.",
)


@strawberry.input(description="Correction factors and fatal faults, all that apply.")
class RecordAdjustmentsInput(AssessmentChange):
    """Adjustments."""

    corrections: list[str] = optional("Keys of the correction factors that apply.", factory=list)
    faults: list[str] = optional("Keys of the fatal faults that apply.", factory=list)
    levels: int | None = optional("How many levels several corrections lower, where asked for.")
    reason: str = required("Why, in writing.")


record_adjustments = builds(
    commands.RecordAdjustments,
    RecordAdjustmentsInput,
    RESULT,
    "Record which correction factors and fatal faults apply. Officers.",
)


@strawberry.input(description="A decision where the table does not decide.")
class GiveRulingInput(AssessmentChange):
    """Ruling."""

    component: str = required("Key of the component.")
    value: WrittenNumber = required("The value (nilai), 0 to 100.", reads=number)
    reason: str = required("Why, in writing.")


give_ruling = builds(
    commands.GiveRuling,
    GiveRulingInput,
    RESULT,
    "Decide, in writing, where a ratio is in no band or in several. Officers.",
)
