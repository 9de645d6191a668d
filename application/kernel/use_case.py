"""What a use case is made of: which streams it reads, whose thing it is, what follows.

A use case never touches the store. It names streams, and `application.kernel.handler` reads
them; it returns events, and `application.kernel.handler` appends them. *reads* is asked again
after every reading, because one stream may name the next; it ends when nothing is new.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from application.authorisation import Resource
from application.scoring.ruleset_cache import RulesetCache
from domain.kernel.actors import Actor
from domain.kernel.events import Event
from domain.kernel.log import NewEvent, PrivateValue, Recorded

C = TypeVar("C")
S = TypeVar("S")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What one attempt at a command knows: the moment, the actor, what was read.

    *areas* and *documents* are those the use case asked about that exist; *ruleset_cache*
    holds the rulesets this process has seen.
    """

    at: datetime
    actor: Actor
    ruleset_cache: RulesetCache
    history: Mapping[UUID, Sequence[Recorded[Event]]] = {}
    areas: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def events(self, stream: UUID) -> Sequence[Recorded[Event]]:
        """Return what was read of *stream*, nothing when it was not read or is empty."""
        return self.history.get(stream, ())

    def version(self, stream: UUID) -> int:
        """Return the version of *stream*, 0 when it has no events."""
        return len(self.events(stream))

    def next(self, stream: UUID, events: Iterable[Event]) -> tuple[NewEvent, ...]:
        """Return *events* as the next ones of *stream*."""
        version = self.version(stream)
        return tuple(
            NewEvent(stream, version + step, event) for step, event in enumerate(events, start=1)
        )

    def fold(self, evolve: Callable[[S, Any], S], state: S, stream: UUID) -> S:
        """Return *state* as the events of *stream* leave it."""
        for recorded in self.events(stream):
            state = evolve(state, recorded)
        return state


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a command comes to; no events means that nothing had to change."""

    events: tuple[NewEvent, ...]
    private: tuple[PrivateValue, ...] = ()


def _nothing(_command: object) -> Iterable[str]:
    return ()


class UseCase(msgspec.Struct, Generic[C], frozen=True, kw_only=True):
    """How one type of command is carried out.

    *subject* is the stream the command is about; its version is what
    ``expected_version`` means. *whose* answers with everything that must be in the
    actor's reach, and with nothing at all when the thing does not exist. *decide*
    raises a `Refusal` or answers. *areas* and *documents* name the area codes and
    file digests of a command, so that the view says which of them exist; *rulesets*
    names those it mentions, so that a digest finds its ruleset. *owner* is the field
    of the command that says whose thing it is, the first field when empty.
    """

    command: type[C]
    subject: Callable[[C], UUID]
    reads: Callable[[C, View], Iterable[UUID]]
    whose: Callable[[C, View], Sequence[Resource]]
    decide: Callable[[C, View], Decision]
    areas: Callable[[C], Iterable[str]] = _nothing
    documents: Callable[[C], Iterable[str]] = _nothing
    rulesets: Callable[[C], Iterable[str]] = _nothing
    owner: str = ""
