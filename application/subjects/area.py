"""Areas and the published list of them: what each command reads. They belong to nobody."""

from collections.abc import Collection, Sequence
from typing import get_args

from msgspec.structs import replace

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from domain.area import AREA, AREA_LIST
from domain.area import commands as ask
from domain.area.decisions import codes_of
from domain.area.facts import AreaFacts
from domain.area.state import AreaHistory, area_stream
from domain.kernel.facts import Facts


async def load(command: ask.AreaCommand, reader: Reader) -> Loaded[AreaHistory, AreaFacts]:
    """Read the area, and which of the codes that decide about it are in force."""
    await reader.read(command.stream)
    known = await reader.areas(frozenset(codes_of(command)))
    facts = AreaFacts(at=reader.at, actor=reader.actor, known=known)
    if isinstance(command, ask.RetireArea):
        below = await reader.living_below(command.code, command.valid_to)
        facts = replace(facts, below=below)
    return Loaded(state=reader.fold(AREA, command.stream), facts=facts)


async def load_list(command: ask.LoadAreaCodes, reader: Reader) -> Loaded[str | None, Facts]:
    """Read which list is the newest."""
    await reader.read(command.stream)
    facts = Facts(at=reader.at, actor=reader.actor)
    return Loaded(state=reader.fold(AREA_LIST, command.stream), facts=facts)


async def in_use(codes: Collection[str], reader: Reader) -> frozenset[str]:
    """Return those of *codes*, whose streams were read, that are areas and stay so.

    A code whose end was decided is not in use any more, though its last day may be to come.
    """
    ending = {code for code in codes if reader.fold(AREA, area_stream(code)).retired}
    return await reader.areas(codes) - ending


def resources(_command: object, _loaded: object) -> Sequence[Resource]:
    """Return something that has no owner."""
    return (Resource(),)


AREAS = Subject(
    commands=get_args(ask.AreaCommand),
    decider=AREA,
    load=load,
    resources=resources,
)
AREA_LISTS = Subject(
    commands=(ask.LoadAreaCodes,),
    decider=AREA_LIST,
    load=load_list,
    resources=resources,
)
