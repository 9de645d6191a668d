"""Use cases of the registry: what they read, and whose cooperative it is.

A profile that moves a cooperative to another membership area concerns two offices, so
both areas must be in the actor's reach.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.subjects.uniqueness import legal_number_events
from domain.cooperative import commands as ask
from domain.cooperative.decisions import CooperativeFacts, decide, tidied
from domain.cooperative.legal_number import key_of
from domain.cooperative.state import (
    UNREGISTERED,
    Cooperative,
    Registered,
    evolve,
    held,
)

COMMANDS: tuple[type[ask.CooperativeCommand], ...] = (
    ask.RegisterCooperative,
    ask.VerifyRegistration,
    ask.RejectRegistration,
    ask.ChangeCooperativeProfile,
    ask.RelocateCooperative,
    ask.DeactivateCooperative,
    ask.ReactivateCooperative,
)


def cooperative_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    return tuple(
        UseCase(
            command=kind,
            subject=_subject,
            reads=_reads,
            whose=_whose,
            decide=_decide,
            areas=_areas,
            documents=_documents,
        )
        for kind in COMMANDS
    )


def cooperative_of(view: View, cooperative: UUID) -> Cooperative:
    """Return the cooperative as *view* knows it."""
    return view.fold(evolve, UNREGISTERED, cooperative)


def _subject(command: ask.CooperativeCommand) -> UUID:
    return command.cooperative


def _reads(command: ask.CooperativeCommand, view: View) -> Iterable[UUID]:
    """Read the cooperative, the number it asks for, and the one it gives up."""
    yield command.cooperative
    if (number := _number_asked(command)) is not None:
        yield key_of(number)
    before = cooperative_of(view, command.cooperative)
    gives_up = isinstance(command, ask.ChangeCooperativeProfile | ask.RejectRegistration)
    if gives_up and isinstance(before, Registered):
        yield key_of(before.profile.legal_number.number)


def _number_asked(command: ask.CooperativeCommand) -> str | None:
    if isinstance(command, ask.RegisterCooperative | ask.ChangeCooperativeProfile):
        return command.profile.legal_number.number
    return None


def _whose(command: ask.CooperativeCommand, view: View) -> Sequence[Resource]:
    """Return the areas a command touches: where the cooperative is, and where it would be."""
    if isinstance(command, ask.RegisterCooperative):
        profile = tidied(command.profile, command.location)
        return (Resource(membership_area=profile.membership_area),)
    before = cooperative_of(view, command.cooperative)
    if not isinstance(before, Registered):
        return ()
    areas = {before.profile.membership_area: None}
    if isinstance(command, ask.ChangeCooperativeProfile):
        areas[command.profile.membership_area.strip() or before.profile.membership_area] = None
    return tuple(Resource(cooperative=command.cooperative, membership_area=area) for area in areas)


def _areas(command: ask.CooperativeCommand) -> Iterable[str]:
    match command:
        case ask.RegisterCooperative():
            area = tidied(command.profile, command.location).membership_area
            return (area, command.location.village.strip())
        case ask.ChangeCooperativeProfile():
            return (command.profile.membership_area.strip(),)
        case ask.RelocateCooperative():
            return (command.location.village.strip(),)
        case _:
            return ()


def _documents(command: ask.CooperativeCommand) -> Iterable[str]:
    if isinstance(command, ask.RegisterCooperative | ask.ChangeCooperativeProfile):
        return () if command.profile.logo is None else (command.profile.logo,)
    return ()


def _decide(command: ask.CooperativeCommand, view: View) -> Decision:
    cooperative = command.cooperative
    before = cooperative_of(view, cooperative)
    number = _number_asked(command)
    facts = CooperativeFacts(
        at=view.at,
        actor=view.actor,
        holder=view.fold(held, None, key_of(number)) if number is not None else None,
        areas=view.areas | _settled_areas(before),
        documents=view.documents,
    )
    events = decide(before, command, facts)
    claims = legal_number_events(view, cooperative, before, events)
    return Decision(events=(*view.next(cooperative, events), *claims))


def _settled_areas(before: Cooperative) -> frozenset[str]:
    """Return the area a cooperative is in already: it stays valid when its code is retired."""
    if isinstance(before, Registered):
        return frozenset({before.profile.membership_area})
    return frozenset()
