"""Cooperatives: what each command reads, and whose cooperative it is.

A profile that moves a cooperative to another membership area concerns two offices, so
both areas must be in the actor's reach.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias, get_args
from uuid import UUID

from msgspec import UNSET, UnsetType

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from domain.cooperative import COOPERATIVE
from domain.cooperative import commands as ask
from domain.cooperative.events import Profile
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.legal_number import LEGAL_NUMBER, keys_of
from domain.cooperative.nik import NIK, nik_key, tidied_nik
from domain.cooperative.state import Cooperative, Registered
from domain.cooperative.tidying import tidied
from domain.kernel.changes import changed
from domain.kernel.decider import Fold

LoadedCooperative: TypeAlias = Loaded[Cooperative, CooperativeFacts]
Numbers: TypeAlias = Mapping[UUID, Fold[UUID | None, Any]]


async def load(command: ask.CooperativeCommand, reader: Reader) -> LoadedCooperative:
    """Read the cooperative, and the numbers that it asks for and gives up."""
    numbers = _numbers_of_a_new_one(command)
    await reader.read(command.stream, *numbers)
    state = reader.fold(COOPERATIVE, command.stream)
    numbers = {**numbers, **_numbers_exchanged(command, state)}
    await reader.read(*numbers)
    holders = {key: reader.fold(kind, key) for key, kind in numbers.items()}
    facts = CooperativeFacts(
        at=reader.at,
        actor=reader.actor,
        holders={key: holder for key, holder in holders.items() if holder is not None},
        areas=await reader.areas(_areas(command)),
        documents=await _files(command, state, reader),
        same_origin=isinstance(command, ask.VerifyRegistration)
        and await reader.shares_origin(command.stream),
    )
    return Loaded(state=state, facts=facts)


def _numbers_of_a_new_one(command: ask.CooperativeCommand) -> Numbers:
    """Return the streams of the numbers that a registration asks for."""
    return _numbers_of(command.profile) if isinstance(command, ask.RegisterCooperative) else {}


def _numbers_exchanged(command: ask.CooperativeCommand, state: Cooperative) -> Numbers:
    """Return the streams of the numbers that a registered one may give up, ask for or claim."""
    if not isinstance(state, Registered):
        return {}
    match command:
        case ask.ChangeCooperativeProfile(profile=changes):
            wanted = changed(state.profile, changes)
            return {**_numbers_of(wanted), **_numbers_of(state.profile)}
        case ask.RejectRegistration() | ask.ClaimNumbers():
            return _numbers_of(state.profile)
        case _:
            return {}


def _numbers_of(profile: Profile) -> Numbers:
    nik = tidied_nik(profile.nik)
    legal: Numbers = dict.fromkeys(keys_of(profile.legal_number), LEGAL_NUMBER)
    return {**legal, nik_key(nik): NIK} if nik is not None else legal


def _areas(command: ask.CooperativeCommand) -> Collection[str]:
    """Return the area codes that the command names or implies."""
    match command:
        case ask.RegisterCooperative():
            area = tidied(command.profile, command.location).membership_area
            return (area, command.location.village.strip())
        case ask.ChangeCooperativeProfile():
            return _named(command.profile.membership_area)
        case ask.RelocateCooperative():
            return _named(command.location.village)
        case _:
            return ()


def _named(code: str | UnsetType) -> Collection[str]:
    return () if code is UNSET else (code.strip(),)


async def _files(
    command: ask.CooperativeCommand, state: Cooperative, reader: Reader
) -> frozenset[str]:
    """Return the logo that the command may name: the present one, or an upload of the actor."""
    if not isinstance(command, ask.RegisterCooperative | ask.ChangeCooperativeProfile):
        return frozenset()
    logo = command.profile.logo
    held = state.profile.logo if isinstance(state, Registered) else None
    if logo is UNSET or logo == held:
        return frozenset() if held is None else frozenset({held})
    return frozenset(await reader.uploads((logo,) if logo is not None else ()))


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
        wanted = changed(loaded.state.profile, command.profile).membership_area
        areas[wanted.strip() or before] = None
    return tuple(Resource(cooperative=command.cooperative, membership_area=area) for area in areas)


COOPERATIVES = Subject(
    commands=get_args(ask.CooperativeCommand),
    decider=COOPERATIVE,
    load=load,
    resources=resources,
)
