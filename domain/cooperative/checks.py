"""What is wrong with a profile, given what else exists: areas, documents, numbers held."""

from uuid import UUID

from domain.cooperative.events import Profile
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.inputs import problems_with_profile
from domain.cooperative.legal_number import is_taken
from domain.cooperative.nik import problems_with_nik
from domain.cooperative.refusals import LegalNumberTaken, SeatOutsideArea
from domain.kernel.area_codes import NATIONAL, lies_in, well_formed
from domain.kernel.refusals import Refusal


def check_profile(
    cooperative: UUID,
    profile: Profile,
    village: str,
    facts: CooperativeFacts,
    before: Profile | None = None,
) -> list[Refusal]:
    """Return what is wrong; what stays as *before* is not asked for again.

    So the area stays valid when its code is retired, and numbers and areas that were taken
    under older rules stand until somebody changes them. *village* is where the seat is.
    """
    areas = facts.areas | {before.membership_area} if before is not None else facts.areas
    return [
        *problems_with_profile(profile, today=facts.today, areas=areas, documents=facts.documents),
        *_problems_with_seat(profile.membership_area, village, areas, before),
        *problems_with_nik(cooperative, profile.nik, facts.holders, before.nik if before else None),
        *_problems_with_number(cooperative, profile, facts, before),
    ]


def check_seat(area: str, village: str, field: str) -> list[Refusal]:
    """Return why a seat in *village* is impossible: the office near it would never see it."""
    if lies_in(village, area) or not well_formed(village):
        return []
    return [SeatOutsideArea(field=field, area=area, village=village)]


def _problems_with_seat(
    area: str, village: str, areas: frozenset[str], before: Profile | None
) -> list[Refusal]:
    """Return what is wrong with a new *area*; one that does not exist is told already."""
    stays = before is not None and area == before.membership_area
    if stays or area not in {NATIONAL, *areas}:
        return []
    return check_seat(area, village, "membershipArea")


def _problems_with_number(
    cooperative: UUID, profile: Profile, facts: CooperativeFacts, before: Profile | None
) -> list[Refusal]:
    legal, earlier = profile.legal_number, before.legal_number if before is not None else None
    if not is_taken(cooperative, legal, facts.holders, earlier):
        return []
    return [LegalNumberTaken(field="legalNumber", number=legal.number)]
