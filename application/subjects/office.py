"""Offices: what each command reads, and whose it is."""

from collections.abc import Collection, Sequence
from typing import TypeAlias, get_args

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from application.subjects.area import in_use
from domain.account import ACCOUNT
from domain.area.state import area_stream
from domain.kernel.area_codes import NATIONAL
from domain.office import OFFICE
from domain.office import commands as ask
from domain.office.facts import OfficeFacts
from domain.office.state import Office

LoadedOffice: TypeAlias = Loaded[Office | None, OfficeFacts]


async def load(command: ask.OfficeCommand, reader: Reader) -> LoadedOffice:
    """Read the office, the account that shall sign, and whether the territory exists."""
    delegate = command.account if isinstance(command, ask.DelegateSignature) else None
    areas = _areas(command)
    await reader.read(command.stream, delegate, *map(area_stream, areas))
    facts = OfficeFacts(
        at=reader.at,
        actor=reader.actor,
        areas=await in_use(areas, reader),
        delegate=reader.fold(ACCOUNT, delegate),
        left_alone=await _left_alone(command, reader),
    )
    return Loaded(state=reader.fold(OFFICE, command.stream), facts=facts)


async def area_ends(office: Office | None, reader: Reader) -> bool:
    """Say whether the end of the area of *office* was decided: nobody begins to work there."""
    if office is None or office.territory == NATIONAL:
        return False
    await reader.read(area_stream(office.territory))
    return not await in_use({office.territory}, reader)


async def _left_alone(command: ask.OfficeCommand, reader: Reader) -> int:
    """Return how many cooperatives and cases the command would leave without an office."""
    match command:
        case ask.CloseOffice():
            return await reader.seen_by_no_other(command.office)
        case ask.ChangeOffice(territory=str() as territory):
            return await reader.seen_by_no_other(command.office, territory)
        case _:
            return 0


def _areas(command: ask.OfficeCommand) -> Collection[str]:
    """Return the area code that the command names."""
    match command:
        case ask.OpenOffice(territory=str() as code) | ask.ChangeOffice(territory=str() as code):
            return (code,)
        case _:
            return ()


def resources(command: ask.OfficeCommand, _loaded: LoadedOffice) -> Sequence[Resource]:
    """Return the office, also one that does not exist yet."""
    return (Resource(office=command.office),)


OFFICES = Subject(
    commands=get_args(ask.OfficeCommand),
    decider=OFFICE,
    load=load,
    resources=resources,
)
