"""How a subject is decided about: fold its events into a state, then decide a command.

    state = decider.fold(events)
    decision = decider.decide(state, command, facts)

Neither changes anything. `fold` never refuses an event; `decide` raises a `Refusal` or
answers with a `Decision`, which names the stream of every event, because one decision may
concern several: a registration and the legal number that it claims.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import Generic, TypeVar, cast
from uuid import UUID

import msgspec

from domain.kernel.commands import Command
from domain.kernel.events import Event
from domain.kernel.log import PrivateValue, Recorded

S = TypeVar("S")
E = TypeVar("E", bound=Event)
C = TypeVar("C", bound=Command)
F = TypeVar("F")


class PendingEvent(msgspec.Struct, frozen=True):
    """An event for the end of *stream*; it gets its version when it is appended."""

    stream: UUID
    event: Event


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a command comes to: events, and private values to keep beside the log.

    A decision without events says that everything is as the command wants it already.
    """

    events: tuple[PendingEvent, ...] = ()
    private: tuple[PrivateValue, ...] = ()

    def __add__(self, other: "Decision") -> "Decision":
        return Decision(events=self.events + other.events, private=self.private + other.private)


NOTHING = Decision()


def on(stream: UUID, *events: Event) -> Decision:
    """Return the decision to put *events* at the end of *stream*, in this order."""
    return Decision(events=tuple(PendingEvent(stream, event) for event in events))


class Fold(msgspec.Struct, Generic[S, E], frozen=True, kw_only=True):
    """What the events of one stream add up to, beginning with *initial*.

    *evolve* names every event of the union that it takes and ends in ``assert_never``, so
    an event that somebody forgot is a fault of the program and not a silent nothing.
    """

    initial: S
    evolve: Callable[[S, Recorded[E]], S]

    def fold(self, events: Iterable[Recorded[Event]]) -> S:
        """Return the state after *events*, which are those of one stream, in order."""
        return reduce(self.evolve, self._own(events), self.initial)

    def steps(self, events: Iterable[Recorded[Event]]) -> Iterator[tuple[Recorded[E], S]]:
        """Yield each of *events* with the state after it."""
        state = self.initial
        for recorded in self._own(events):
            state = self.evolve(state, recorded)
            yield recorded, state

    @staticmethod
    def _own(events: Iterable[Recorded[Event]]) -> Iterable[Recorded[E]]:
        """Return *events* by the type of this fold: a stream holds one union only."""
        return cast("Iterable[Recorded[E]]", events)


class Decider(Fold[S, E], Generic[S, E, C, F], frozen=True, kw_only=True):
    """A subject: how its events add up, and what its commands *C* come to, given facts *F*."""

    decide: Callable[[S, C, F], Decision]
