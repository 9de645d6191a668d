"""Mutations on assessments: each reads its input, gives one command and shows the end."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.assessment import inputs
from api.assessment.types import Assessment
from api.building.as_of import wait_for
from api.building.describe import Given, attribute, mutation, object_type, query
from api.building.rights import scope_of
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.pipeline import Refused, perform
from api.relay.nodes import opaque
from application.authorisation.table import CASES, WITH_ITS_ROW
from application.kernel.handler import Done
from projections.views.assessments.questions import AssessmentRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AssessmentDone:
    """Success of every mutation on an assessment."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    assessment_id: strawberry.ID = attribute("Id of the assessment.")
    version: int = attribute("The assessment's version after it.")
    key: strawberry.Private[UUID]

    @query(
        "The assessment after it, as far as you may see it; waits for the view.",
        right=CASES,
        shows=Assessment | None,
    )
    async def assessment(self, info: Info) -> AssessmentRow | None:
        """Load the assessment once the view is there."""
        await wait_for(info.context, self.position)
        return await info.context.loaders.assessment(self.key, scope_of(info))


AssessmentResult = Annotated[
    AssessmentDone | Refused,
    strawberry.union("AssessmentResult", description="What came of a command on an assessment."),
]


def _done(done: Done) -> AssessmentDone:
    return AssessmentDone(
        position=Position(done.position),
        assessment_id=opaque("Assessment", done.stream),
        version=done.version,
        key=done.stream,
    )


@strawberry.type
class AssessmentMutations:
    """The part of Mutation that is about assessments."""

    @mutation("Open an assessment. The cooperative's operator, or officers of its territory.")
    async def open_assessment(
        self, info: Info, input: Given[inputs.OpenAssessmentInput]
    ) -> AssessmentResult:
        """Open."""
        return await perform(info.context, input, lambda: input.command(info.context), _done)

    @mutation("Enter figures of the statements. Operator, officers, or a key for statements.")
    async def enter_statements(
        self, info: Info, input: Given[inputs.EnterStatementsInput]
    ) -> AssessmentResult:
        """Enter statements."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Enter figures on loans. Operator or officers.")
    async def enter_loan_data(
        self, info: Info, input: Given[inputs.EnterLoanDataInput]
    ) -> AssessmentResult:
        """Enter loan data."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Enter answers to the management questionnaire. Operator or officers.")
    async def enter_management_answers(
        self, info: Info, input: Given[inputs.EnterManagementAnswersInput]
    ) -> AssessmentResult:
        """Enter answers."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Enter components directly. Officers only.")
    async def enter_components(
        self, info: Info, input: Given[inputs.EnterComponentsInput]
    ) -> AssessmentResult:
        """Enter components."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Attach a document that was uploaded to /documents. Operator or officers.")
    async def attach_document(
        self, info: Info, input: Given[inputs.AttachDocumentInput]
    ) -> AssessmentResult:
        """Attach a document."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Hand the figures in for verification. Operator or officers.")
    async def submit_assessment(
        self, info: Info, input: Given[inputs.SubmitAssessmentInput]
    ) -> AssessmentResult:
        """Submit."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Send a submission back with findings. Officers.")
    async def return_assessment(
        self, info: Info, input: Given[inputs.ReturnAssessmentInput]
    ) -> AssessmentResult:
        """Return."""
        return await perform(info.context, input, input.command, _done)

    @mutation(
        "Declare a submission right; it is scored and published at once. Officers, not the "
        "submitter."
    )
    async def verify_assessment(
        self, info: Info, input: Given[inputs.VerifyAssessmentInput]
    ) -> AssessmentResult:
        """Verify."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Record which correction factors and fatal faults apply. Officers.")
    async def record_adjustments(
        self, info: Info, input: Given[inputs.RecordAdjustmentsInput]
    ) -> AssessmentResult:
        """Record adjustments."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Decide, in writing, where a ratio is in no band or in several. Officers.")
    async def give_ruling(
        self, info: Info, input: Given[inputs.GiveRulingInput]
    ) -> AssessmentResult:
        """Give a ruling."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Correct a published assessment; the earlier score stays readable. Officers.")
    async def correct_assessment(
        self, info: Info, input: Given[inputs.CorrectAssessmentInput]
    ) -> AssessmentResult:
        """Correct."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Make an assessment count no more; nothing is erased. Officers.")
    async def void_assessment(
        self, info: Info, input: Given[inputs.VoidAssessmentInput]
    ) -> AssessmentResult:
        """Void."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Object to a published score. Operator, or officers on its behalf.")
    async def raise_objection(
        self, info: Info, input: Given[inputs.RaiseObjectionInput]
    ) -> AssessmentResult:
        """Object."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Decide on an objection; an upheld one may correct the score. Officers.")
    async def resolve_objection(
        self, info: Info, input: Given[inputs.ResolveObjectionInput]
    ) -> AssessmentResult:
        """Resolve."""
        return await perform(info.context, input, input.command, _done)
