"""What is wrong with a profile, given what else exists: areas, documents, legal numbers."""

from uuid import UUID

from domain.cooperative.events import Profile
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.inputs import problems_with_profile
from domain.cooperative.refusals import LegalNumberTaken
from domain.kernel.refusals import Refusal


def check_profile(
    cooperative: UUID, profile: Profile, facts: CooperativeFacts, before: Profile | None = None
) -> list[Refusal]:
    """Return what is wrong; the area of *before* stays valid when its code is retired."""
    areas = facts.areas | {before.membership_area} if before is not None else facts.areas
    problems = problems_with_profile(
        profile, today=facts.at.date(), areas=areas, documents=facts.documents
    )
    if facts.holder in (None, cooperative):
        return list(problems)
    number = profile.legal_number.number
    return [*problems, LegalNumberTaken(field="legalNumber", number=number)]
