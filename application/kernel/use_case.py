"""What binds a subject of the domain to the log: what is read, and whose it is.

A use case never touches the store and decides nothing. *load* reads the streams once, through
a `Reader`, into a `Loaded` value; whose thing it is and what the command comes to are both
answered from that value, so no stream is read or folded twice.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from application.authorisation import Resource
from application.kernel.reader import Reader
from domain.kernel.commands import Command
from domain.kernel.decider import Decider
from domain.kernel.events import Event

S = TypeVar("S")
E = TypeVar("E", bound=Event)
C = TypeVar("C", bound=Command)
F = TypeVar("F")


class Loaded(msgspec.Struct, Generic[S, F], frozen=True, kw_only=True):
    """What one attempt at a command knows: the subject's *state*, and the *facts* around it."""

    state: S
    facts: F


class Subject(msgspec.Struct, Generic[S, E, C, F], frozen=True, kw_only=True):
    """How the *commands* of one subject are carried out.

    *resources* answers with everything that must be in the actor's reach, and with nothing at
    all when the thing that the command is about does not exist, unless its name alone says
    whose it is (an office that is being opened).
    """

    commands: tuple[type[C], ...]
    decider: Decider[S, E, C, F]
    load: Callable[[C, Reader], Awaitable[Loaded[S, F]]]
    resources: Callable[[C, Loaded[S, F]], Sequence[Resource]]


AnySubject: TypeAlias = Subject[Any, Any, Any, Any]
