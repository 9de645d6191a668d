"""What is checked of every command before its subject decides: the right, and the version."""

from collections.abc import Sequence

from application.authorisation import OutsideTerritory, Resource, authorise
from application.kernel.reader import Reader
from application.kernel.refusals import NotFound, StaleVersion
from domain.kernel.actors import Actor
from domain.kernel.commands import Command


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
