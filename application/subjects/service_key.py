"""Service keys: what each command reads. Whoever runs the installation runs them all.

The keys themselves never come by here, only how they begin.
"""

from collections.abc import Sequence
from typing import TypeAlias, get_args
from uuid import UUID

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from application.subjects.office import area_ends
from domain.cooperative import COOPERATIVE
from domain.office import OFFICE
from domain.office.state import office_stream
from domain.service_key import SERVICE_KEY
from domain.service_key import commands as ask
from domain.service_key.facts import ServiceKeyFacts
from domain.service_key.state import ServiceKey, State

LoadedServiceKey: TypeAlias = Loaded[State, ServiceKeyFacts]


async def load(command: ask.ServiceKeyCommand, reader: Reader) -> LoadedServiceKey:
    """Read the key, its successor, and the place that a key is bound to."""
    successor = command.successor if isinstance(command, ask.RotateServiceKey) else None
    office, cooperative = _places(command)
    await reader.read(command.key, successor, office, cooperative)
    state = reader.fold(SERVICE_KEY, command.key)
    if successor is not None and isinstance(state, ServiceKey) and state.office is not None:
        office = office_stream(state.office)
        await reader.read(office)
    named = reader.fold(OFFICE, office)
    facts = ServiceKeyFacts(
        at=reader.at,
        actor=reader.actor,
        office=named,
        office_ends=successor is None and await area_ends(named, reader),
        cooperative=reader.fold(COOPERATIVE, cooperative),
    )
    return Loaded(state=state, facts=facts)


def _places(command: ask.ServiceKeyCommand) -> tuple[UUID | None, UUID | None]:
    """Return the streams of the office and of the cooperative that the command names."""
    if not isinstance(command, ask.CreateServiceKey):
        return None, None
    office = office_stream(command.office) if command.office is not None else None
    return office, command.cooperative


def resources(_command: ask.ServiceKeyCommand, _loaded: LoadedServiceKey) -> Sequence[Resource]:
    """Return something that has no owner."""
    return (Resource(),)


SERVICE_KEYS = Subject(
    commands=get_args(ask.ServiceKeyCommand),
    decider=SERVICE_KEY,
    load=load,
    resources=resources,
)
