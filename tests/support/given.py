"""Given events, when a command, then events or a refusal: decisions in three lines.

    Given(COOPERATIVE, facts).given(registered).when(verify).then(RegistrationVerified())

Events are by somebody and commands by one officer unless a test says otherwise: `by`
gives an event another author, `when` takes other facts. Events that are expected without a
stream are those of the command's own; `on` names another.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.kernel.actors import Actor, Role
from domain.kernel.commands import Command
from domain.kernel.decider import Decider, Decision, PendingEvent
from domain.kernel.events import Event
from domain.kernel.log import PrivateValue, Recorded
from domain.kernel.refusals import Refusal, Refusals

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STREAM = UUID(int=1)
SOMEBODY = "somebody"
OFFICER = Actor(account="officer-1", role=Role.OFFICER, office="dinas-3374", territory="33.74")
COLLEAGUE = Actor(account="officer-2", role=Role.OFFICER, office="dinas-3374", territory="33.74")
THIRD = Actor(account="officer-3", role=Role.OFFICER, office="dinas-3374", territory="33.74")
OPERATOR = Actor(account="operator-1", role=Role.OPERATOR, cooperative=UUID(int=7))


class By(msgspec.Struct, frozen=True):
    """An event and its author."""

    author: str
    event: Event


def by(author: Actor, *events: Event) -> tuple[By, ...]:
    """Return *events* as recorded by *author*."""
    return tuple(By(author.account, event) for event in events)


def on(stream: UUID, event: Event) -> PendingEvent:
    """Return the expectation that *event* goes to *stream*, another than the command's own."""
    return PendingEvent(stream, event)


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
    """What *command* came to: a decision, or the refusals that were raised."""

    def __init__(
        self, command: Command, decision: Decision, refusals: Sequence[Refusal] = ()
    ) -> None:
        self.decision = decision
        self.refusals = refusals
        self._own = command.stream

    @property
    def events(self) -> Sequence[Event]:
        """The events for the command's own stream."""
        return [each.event for each in self.decision.events if each.stream == self._own]

    @property
    def private(self) -> Sequence[PrivateValue]:
        """What is kept beside the log."""
        return self.decision.private

    def then(self, *expected: Event | PendingEvent) -> None:
        """Expect exactly these events."""
        assert not self.refusals, self.refusals
        assert list(self.decision.events) == [
            each if isinstance(each, PendingEvent) else PendingEvent(self._own, each)
            for each in expected
        ]

    def then_refused(self, *kinds: type[Refusal]) -> Refusal:
        """Expect exactly these refusals, worded in both languages; return the first."""
        assert [type(refusal) for refusal in self.refusals] == list(kinds)
        for refusal in self.refusals:
            for text in (refusal.message, refusal.remedy):
                assert text.id.strip()
                assert text.en.strip()
        return self.refusals[0]


class Given:
    """A subject under test: its decider, the usual facts, and what has happened so far."""

    def __init__(
        self,
        decider: Decider[Any, Any, Any, Any],
        facts: Any,
        events: Sequence[Event | By] = (),
    ) -> None:
        self._decider = decider
        self._facts = facts
        self._events = tuple(events)

    def given(self, *events: Event | By) -> "Given":
        """Return the subject after *events* as well."""
        return Given(self._decider, self._facts, (*self._events, *events))

    @property
    def state(self) -> Any:
        """The state that the events so far lead to."""
        return self._decider.fold(recorded(self._events))

    def when(self, command: Command, **facts: object) -> Answer:
        """Decide *command* with the usual facts, except for *facts*."""
        known = msgspec.structs.replace(self._facts, **facts)
        try:
            return Answer(command, self._decider.decide(self.state, command, known))
        except Refusal as refusal:
            return Answer(command, Decision(), (refusal,))
        except Refusals as refusals:
            return Answer(command, Decision(), refusals.items)
