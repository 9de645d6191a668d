"""Cooperatives: what each command reads, and whose cooperative it is.

A profile that moves a cooperative to another membership area concerns two offices, so
both areas must be in the actor's reach.
"""

from collections.abc import Collection, Sequence
from typing import TypeAlias, get_args
from uuid import UUID

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from domain.cooperative import COOPERATIVE
from domain.cooperative import commands as ask
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.legal_number import LEGAL_NUMBER, key_of
from domain.cooperative.state import Cooperative, Registered
from domain.cooperative.tidying import tidied

LoadedCooperative: TypeAlias = Loaded[Cooperative, CooperativeFacts]


async def load(command: ask.CooperativeCommand, reader: Reader) -> LoadedCooperative:
    """Read the cooperative, the number it asks for, and then the number that it gives up."""
    asked = _number_asked(command)
    await reader.read(command.stream, asked)
    state = reader.fold(COOPERATIVE, command.stream)
    gives_up = isinstance(command, ask.ChangeCooperativeProfile | ask.RejectRegistration)
    if gives_up and isinstance(state, Registered):
        await reader.read(key_of(state.profile.legal_number.number))
    facts = CooperativeFacts(
        at=reader.at,
        actor=reader.actor,
        holder=reader.fold(LEGAL_NUMBER, asked),
        areas=await reader.areas(_areas(command)),
        documents=await _files(command, state, reader),
    )
    return Loaded(state=state, facts=facts)


def _number_asked(command: ask.CooperativeCommand) -> UUID | None:
    """Return the stream of the legal number that the command asks for."""
    if isinstance(command, ask.RegisterCooperative | ask.ChangeCooperativeProfile):
        return key_of(command.profile.legal_number.number)
    return None


def _areas(command: ask.CooperativeCommand) -> Collection[str]:
    """Return the area codes that the command names or implies."""
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


async def _files(
    command: ask.CooperativeCommand, state: Cooperative, reader: Reader
) -> frozenset[str]:
    """Return the logo that the command may name: the present one, or an upload of the actor."""
    if not isinstance(command, ask.RegisterCooperative | ask.ChangeCooperativeProfile):
        return frozenset()
    logo = command.profile.logo
    if logo is None:
        return frozenset()
    if isinstance(state, Registered) and state.profile.logo == logo:
        return frozenset({logo})
    return frozenset(await reader.uploads((logo,)))


def resources(command: ask.CooperativeCommand, loaded: LoadedCooperative) -> Sequence[Resource]:
    """Return the areas a command touches: where the cooperative is, and where it would be."""
    if isinstance(command, ask.RegisterCooperative):
        profile = tidied(command.profile, command.location)
        return (Resource(membership_area=profile.membership_area),)
    if not isinstance(loaded.state, Registered):
        return ()
    before = loaded.state.profile.membership_area
    areas = {before: None}
    if isinstance(command, ask.ChangeCooperativeProfile):
        areas[command.profile.membership_area.strip() or before] = None
    return tuple(Resource(cooperative=command.cooperative, membership_area=area) for area in areas)


COOPERATIVES = Subject(
    commands=get_args(ask.CooperativeCommand),
    decider=COOPERATIVE,
    load=load,
    resources=resources,
)
