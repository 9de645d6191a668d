"""Profiles and locations as they are stored: without stray spaces, the area filled in."""

import msgspec
from msgspec import UNSET

from domain.cooperative.commands import LocationChanges
from domain.cooperative.events import Contacts, Location, Profile
from domain.cooperative.nik import tidied_nik
from domain.kernel.area_codes import regency_of
from domain.kernel.changes import changed
from domain.kernel.wording import tidy


def tidied(profile: Profile, location: Location, before: Profile | None = None) -> Profile:
    """Return *profile* as it is stored: texts on one line, the area filled in.

    An empty membership area means the one of *before*, or the village's regency.
    """
    area = profile.membership_area.strip()
    default = before.membership_area if before else regency_of(location.village.strip())
    legal = profile.legal_number
    return msgspec.structs.replace(
        profile,
        name=tidy(profile.name),
        legal_number=msgspec.structs.replace(legal, number=tidy(legal.number)),
        membership_area=area or default,
        nik=tidied_nik(profile.nik),
        contacts=Contacts(
            phone=_optional(profile.contacts.phone),
            email=_optional(profile.contacts.email),
            website=_optional(profile.contacts.website),
        ),
    )


def settled(location: Location) -> Location:
    """Return *location* as it is stored: without spaces around its texts."""
    return msgspec.structs.replace(
        location, address=location.address.strip(), village=location.village.strip()
    )


def moved(before: Location, changes: LocationChanges) -> Location:
    """Return *before* as *changes* leave it.

    In another village the point on the map is none any more, unless a new one is given.
    """
    location = settled(changed(before, changes))
    if changes.coordinates is UNSET and location.village != before.village:
        return msgspec.structs.replace(location, coordinates=None)
    return location


def _optional(text: str | None) -> str | None:
    return (tidy(text) or None) if text is not None else None
