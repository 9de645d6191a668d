"""What names the assessment in inputs about one."""

import strawberry

from api.mutations.fields import required
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid


@strawberry.input(description="A command about one assessment.")
class AssessmentChange(ChangeInput):
    """The base of inputs that change an assessment."""

    assessment: strawberry.ID = required("Id of the assessment.", reads=uuid("Assessment"))
