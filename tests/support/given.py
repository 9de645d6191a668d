"""Given events, when a command, then events or a refusal: decisions in three lines.

    subject.given(registered).when(verify).then(RegistrationVerified())

Events are by somebody and commands by one officer unless a test says otherwise: `by`
gives an event another author, `when` takes other facts.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.kernel.actors import Actor, Role
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.refusals import Refusal, Refusals

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STREAM = UUID(int=1)
SOMEBODY = "somebody"
OFFICER = Actor(account="officer-1", role=Role.OFFICER, office="dinas-3374", territory="33.74")
COLLEAGUE = Actor(account="officer-2", role=Role.OFFICER, office="dinas-3374", territory="33.74")
OPERATOR = Actor(account="operator-1", role=Role.OPERATOR, cooperative=UUID(int=7))

R = TypeVar("R", bound=Refusal)


class By(msgspec.Struct, frozen=True):
    """An event and its author."""

    author: str
    event: Event


def by(author: Actor, *events: Event) -> tuple[By, ...]:
    """Return *events* as recorded by *author*."""
    return tuple(By(author.account, event) for event in events)


def recorded(events: Sequence[Event | By]) -> list[Recorded[Any]]:
    """Return *events* as one stream of the log holds them."""
    return [_record(version, event) for version, event in enumerate(events, start=1)]


def _record(version: int, event: Event | By) -> Recorded[Any]:
    author, what = (event.author, event.event) if isinstance(event, By) else (SOMEBODY, event)
    return Recorded(
        position=version,
        stream=STREAM,
        version=version,
        topic="",
        event=what,
        recorded_at=NOW,
        actor=author,
    )


class Answer:
    """What a decision came to: events, or the refusals that were raised."""

    def __init__(self, events: Sequence[Event], refusals: Sequence[Refusal]) -> None:
        self.events = events
        self.refusals = refusals

    def then(self, *expected: Event) -> None:
        """Expect exactly these events."""
        assert not self.refusals, self.refusals
        assert list(self.events) == list(expected)

    def then_refused(self, *kinds: type[Refusal]) -> Refusal:
        """Expect exactly these refusals, worded in both languages; return the first."""
        assert [type(refusal) for refusal in self.refusals] == list(kinds)
        for refusal in self.refusals:
            for text in (refusal.message, refusal.remedy):
                assert text.id.strip()
                assert text.en.strip()
        return self.refusals[0]


class Given:
    """A subject under test: how it is folded and decided, and what has happened so far."""

    def __init__(
        self,
        evolve: Callable[[Any, Any], Any],
        decide: Callable[[Any, Any, Any], Sequence[Event]],
        initial: object,
        facts: Any,
        events: Sequence[Event | By] = (),
    ) -> None:
        self._evolve = evolve
        self._decide = decide
        self._initial = initial
        self._facts = facts
        self._events = tuple(events)

    def given(self, *events: Event | By) -> "Given":
        """Return the subject after *events* as well."""
        return Given(
            self._evolve, self._decide, self._initial, self._facts, (*self._events, *events)
        )

    @property
    def state(self) -> Any:
        """The state that the events so far lead to."""
        state = self._initial
        for each in recorded(self._events):
            state = self._evolve(state, each)
        return state

    def when(self, command: object, **facts: object) -> Answer:
        """Decide *command* with the usual facts, except for *facts*."""
        known = msgspec.structs.replace(self._facts, **facts)
        try:
            return Answer(self._decide(self.state, command, known), ())
        except Refusal as refusal:
            return Answer((), (refusal,))
        except Refusals as refusals:
            return Answer((), refusals.items)
