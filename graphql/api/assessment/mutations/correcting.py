"""What may still happen to a published assessment: corrections, a void, an objection."""

import strawberry

from api.assessment.entries import ChangesInput, EvidenceInput
from api.assessment.inputs import AssessmentChange
from api.assessment.result import RESULT
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from domain.assessment import commands


@strawberry.input(description="A correction of a published assessment.")
class CorrectAssessmentInput(AssessmentChange):
    """Correction."""

    changes: ChangesInput = required("What is entered anew.")
    reason: str = required("Why, in writing.")
    evidence: list[EvidenceInput] = required("What it rests on; give at least one.")
    corrects: int | None = optional("`version` of the score that is corrected; else the standing.")


correct_assessment = builds(
    commands.CorrectAssessment,
    CorrectAssessmentInput,
    RESULT,
    "Correct a published assessment; the earlier score stays readable. Officers.",
)


@strawberry.input(description="The end of an assessment; what it said stays readable.")
class VoidAssessmentInput(AssessmentChange):
    """Void."""

    reason: str = required("Why, in writing.")
    evidence: list[EvidenceInput] = optional("What it rests on.", factory=list)


void_assessment = builds(
    commands.VoidAssessment,
    VoidAssessmentInput,
    RESULT,
    "Make an assessment count no more; nothing is erased. Officers.",
)


@strawberry.input(description="An objection to the score (keberatan).")
class RaiseObjectionInput(AssessmentChange):
    """Objection."""

    reason: str = required("Why the cooperative objects.")
    evidence: list[EvidenceInput] = optional("What it rests on.", factory=list)


raise_objection = builds(
    commands.RaiseObjection,
    RaiseObjectionInput,
    RESULT,
    "Object to a published score. Operator, or officers on its behalf.",
)


@strawberry.input(description="The office's answer to an objection.")
class ResolveObjectionInput(AssessmentChange):
    """Resolution."""

    upheld: bool = required("Whether the cooperative is right.")
    reason: str = required("Why, in writing.")
    changes: ChangesInput = optional(
        "What is entered anew when it is upheld.", factory=ChangesInput
    )
    evidence: list[EvidenceInput] = optional("What it rests on.", factory=list)


resolve_objection = builds(
    commands.ResolveObjection,
    ResolveObjectionInput,
    RESULT,
    "Decide on an objection; an upheld one may correct the score. Officers.",
)
