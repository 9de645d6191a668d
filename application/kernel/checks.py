"""What is checked of every command before its subject decides: right, version and day."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from application.authorisation import OutsideTerritory, Resource, authorise
from application.kernel.reader import Reader
from application.kernel.refusals import NotFound, StaleVersion
from application.kernel.request import Request
from domain.kernel.actors import Actor
from domain.kernel.commands import Command
from domain.kernel.days import refuse_effective_day
from domain.kernel.facts import Facts

F = TypeVar("F", bound=Facts)


def authorise_command(actor: Actor, command: Command, resources: Sequence[Resource]) -> None:
    """Let the actor act, or raise; what is out of reach looks like what does not exist."""
    kind = type(command)
    try:
        for resource in resources or (Resource(),):
            authorise(actor, kind, resource)
    except OutsideTerritory as outside:
        raise _not_found(command) from outside
    if not resources:
        raise _not_found(command)


def _not_found(command: Command) -> NotFound:
    return NotFound(field=command.names, id=getattr(command, command.names))


def refuse_stale(command: Command, reader: Reader) -> None:
    """Refuse a command whose caller saw another version than the one that was read."""
    expected = getattr(command, "expected_version", None)
    actual = reader.version(command.stream)
    if expected not in (None, actual):
        raise StaleVersion(field="expectedVersion", expected=expected, actual=actual)


async def dated(facts: F, request: Request, reader: Reader, resources: Sequence[Resource]) -> F:
    """Return *facts* with the day of the request and what it follows; refuse a wrong day.

    The first of *resources* is what the command is about, and says whose day it is.
    """
    thing, stream = resources[0], request.command.stream
    follows = await reader.last_day(stream, thing)
    known: F = replace(
        facts, zone=reader.zone(thing), effective_on=request.effective_on, follows=follows
    )
    refuse_effective_day(known)
    return known
