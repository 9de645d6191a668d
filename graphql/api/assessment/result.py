"""What mutations on an assessment answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.assessment.types import Assessment
from api.building.describe import attribute, object_type, query
from api.building.rights import scope_of
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.relay.nodes import opaque
from application.authorisation.table import CASES, WITH_ITS_ROW
from application.kernel.handler import Done
from domain.assessment.commands import AssessmentCommand
from projections.views.assessments.questions import AssessmentRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AssessmentDone(Success):
    """Success of every mutation on an assessment."""

    assessment_id: strawberry.ID = attribute("Id of the assessment.")
    version: int = attribute("The assessment's version after it.")
    key: strawberry.Private[UUID]

    @query(
        "The assessment after it, as far as you may see it; waits for the view.",
        right=CASES,
        shows=Assessment | None,
        or_null=True,
    )
    async def assessment(self, info: Info) -> AssessmentRow | None:
        """Load the assessment once the view is there."""
        loaders, seen = info.context.loaders, scope_of(info)
        return await self.then(info, lambda: loaders.assessment(self.key, seen))


def _show(_command: AssessmentCommand, done: Done) -> AssessmentDone:
    return AssessmentDone(
        **stood_after(done),
        assessment_id=opaque("Assessment", done.stream),
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
