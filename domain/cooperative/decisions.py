"""What may happen to a cooperative, and what then has happened.

`decide` answers with the events of the cooperative's own stream. That its legal number
is claimed and given back in the number's stream follows from them, in
`application.subjects.uniqueness`.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    CooperativeCommand,
    DeactivateCooperative,
    ReactivateCooperative,
    RegisterCooperative,
    RejectRegistration,
    RelocateCooperative,
    VerifyRegistration,
)
from domain.cooperative.events import (
    Contacts,
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    Location,
    Profile,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.cooperative.inputs import problems_with_location, problems_with_profile
from domain.cooperative.refusals import (
    AlreadyRegistered,
    AreaIsTheOffices,
    LegalNumberTaken,
    NothingChanged,
    OutOfTurn,
    OwnRegistration,
)
from domain.cooperative.stages import REMEDIES, STAGES
from domain.cooperative.state import Active, Cooperative, Inactive, Unregistered, Waiting
from domain.kernel.actors import Role
from domain.kernel.area_codes import regency_of
from domain.kernel.conduct import refuse_interest
from domain.kernel.facts import Facts
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import PARAGRAPH, problem_with, tidy


class CooperativeFacts(Facts, frozen=True, kw_only=True):
    """What a decision on a cooperative needs to know from outside.

    *holder* is the cooperative that holds the legal number asked for; *areas* and
    *documents* are those of the command's codes and digests that exist.
    """

    holder: UUID | None = None
    areas: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


Events = Sequence[CooperativeEvent]


def decide(state: Cooperative, command: CooperativeCommand, facts: CooperativeFacts) -> Events:
    """Answer *command* with the events it makes true, or raise what refuses it."""
    refuse_interest(facts.actor, command.cooperative)
    match state, command:
        case Unregistered(), RegisterCooperative():
            return register(command, facts)
        case _, RegisterCooperative():
            raise AlreadyRegistered(field="cooperative")
        case Waiting(), VerifyRegistration():
            return verify(state, command, facts)
        case Waiting(), RejectRegistration():
            return reject(state, command, facts)
        case Waiting() | Active(), ChangeCooperativeProfile():
            return change_profile(state, command, facts)
        case Waiting() | Active(), RelocateCooperative():
            return relocate(state, command, facts)
        case Active(), DeactivateCooperative():
            return deactivate(command)
        case Inactive(), ReactivateCooperative():
            return reactivate(command)
        case _:
            raise OutOfTurn(
                field="cooperative", state=STAGES[type(state)], remedy=REMEDIES[type(state)]
            )


def register(command: RegisterCooperative, facts: CooperativeFacts) -> Events:
    """Enter the cooperative among the new registrations; anybody may."""
    profile = tidied(command.profile, command.location)
    location = settled(command.location)
    refuse_all(
        [
            *_problems_with_profile(command.cooperative, profile, facts),
            *problems_with_location(location, areas=facts.areas),
        ]
    )
    return [CooperativeRegistered(profile=profile, location=location)]


def verify(state: Waiting, command: VerifyRegistration, facts: CooperativeFacts) -> Events:
    """Declare the registration valid; not by whoever registered it."""
    _refuse_own(state, facts)
    _refuse_unsaid(command.note, "note", optional=True)
    return [RegistrationVerified(note=command.note)]


def reject(state: Waiting, command: RejectRegistration, facts: CooperativeFacts) -> Events:
    """Declare the registration not valid, for a reason."""
    _refuse_own(state, facts)
    _refuse_unsaid(command.reason, "reason")
    return [RegistrationRejected(reason=command.reason)]


def change_profile(
    state: Waiting | Active, command: ChangeCooperativeProfile, facts: CooperativeFacts
) -> Events:
    """Replace the profile; the office alone moves it to another office's area."""
    profile = tidied(command.profile, state.location, before=state.profile)
    if profile == state.profile:
        raise NothingChanged(field="profile")
    moved = profile.membership_area != state.profile.membership_area
    if moved and facts.actor.role is Role.OPERATOR:
        raise AreaIsTheOffices(field="membershipArea", area=state.profile.membership_area)
    _refuse_unsaid(command.reason, "reason", optional=True)
    refuse_all(_problems_with_profile(command.cooperative, profile, facts))
    return [CooperativeProfileChanged(profile=profile, reason=command.reason)]


def relocate(
    state: Waiting | Active, command: RelocateCooperative, facts: CooperativeFacts
) -> Events:
    """Record the move; the membership area stays, because the members stay."""
    location = settled(command.location)
    if location == state.location:
        raise NothingChanged(field="location")
    problem = problem_with(command.reason, "reason", PARAGRAPH)
    found = [problem] if problem else []
    refuse_all([*found, *problems_with_location(location, areas=facts.areas)])
    return [CooperativeRelocated(location=location, reason=command.reason)]


def deactivate(command: DeactivateCooperative) -> Events:
    """Take the cooperative out of the active list."""
    _refuse_unsaid(command.reason, "reason")
    return [CooperativeDeactivated(reason=command.reason)]


def reactivate(command: ReactivateCooperative) -> Events:
    """Bring the cooperative back."""
    _refuse_unsaid(command.reason, "reason")
    return [CooperativeReactivated(reason=command.reason)]


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
        nik=_optional(profile.nik),
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


def _optional(text: str | None) -> str | None:
    return (tidy(text) or None) if text is not None else None


def _problems_with_profile(
    cooperative: UUID, profile: Profile, facts: CooperativeFacts
) -> list[Refusal]:
    problems = problems_with_profile(
        profile, today=facts.at.date(), areas=facts.areas, documents=facts.documents
    )
    if facts.holder in (None, cooperative):
        return list(problems)
    number = profile.legal_number.number
    return [*problems, LegalNumberTaken(field="legalNumber", number=number)]


def _refuse_own(state: Waiting, facts: CooperativeFacts) -> None:
    """Refuse that somebody with an account decides on their own registration."""
    if facts.actor.role is Role.OFFICER and facts.actor.account == state.registered_by:
        raise OwnRegistration(field="cooperative")


def _refuse_unsaid(text: str | None, field: str, *, optional: bool = False) -> None:
    problem = problem_with(text, field, PARAGRAPH, optional=optional)
    refuse_all([problem] if problem else [])
