"""What all mutations on assessments share: what names the assessment, and the answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.assessment.types import Assessment, show_assessment
from api.building.describe import attribute, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.fields import required
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.relay.nodes import opaque
from application.kernel.handler import Done
from domain.assessment.commands import AssessmentCommand


@strawberry.input(description="A command about one assessment.")
class AssessmentChange(ChangeInput):
    """What names the assessment."""

    assessment: strawberry.ID = required("Id of the assessment.", reads=uuid("Assessment"))


@strawberry.type(description="The command was carried out.")
class AssessmentDone(Success):
    """Success of every mutation on an assessment."""

    assessment_id: strawberry.ID = attribute("Id of the assessment.")
    version: int = attribute("The assessment's version after it.")
    key: strawberry.Private[UUID]

    @query("The assessment after it, as far as you may see it; waits for the view.")
    async def assessment(self, info: Info) -> Assessment | None:
        """Load the assessment once the view is there."""
        row = await self.then(info, lambda: info.context.loaders.assessment(self.key))
        return show_assessment(row) if row else None


def _show(_command: AssessmentCommand, done: Done) -> AssessmentDone:
    return AssessmentDone(
        position=Position(done.position),
        repeated=done.repeated,
        assessment_id=opaque("Assessment", done.stream),
        version=done.version,
        key=done.stream,
    )


RESULT = Result(
    Annotated[
        AssessmentDone | Refused,
        strawberry.union(
            "AssessmentResult", description="What came of a command on an assessment."
        ),
    ],
    _show,
)
