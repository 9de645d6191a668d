"""Commands for tests of the log: small, real, and different from one another."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from domain.cooperative.events import CooperativeReactivated
from domain.kernel.events import Event
from domain.kernel.log import Append, NewEvent, PrivateValue


def happening(reason: str = "RAT") -> Event:
    """Return an event that can be told from others by its *reason*."""
    return CooperativeReactivated(reason=reason)


def new(stream: UUID, version: int = 1, reason: str = "RAT") -> NewEvent:
    """Return an event that wants to be *version* of *stream*."""
    return NewEvent(stream, version, happening(reason))


def append(
    *events: NewEvent,
    command_id: UUID | None = None,
    fingerprint: bytes = b"as given",
    outcome: bytes = b"done",
    private: Sequence[PrivateValue] = (),
) -> Append:
    """Return a command that writes *events*."""
    return Append(
        command_id=command_id or uuid4(),
        fingerprint=fingerprint,
        actor="officer-1",
        office="dinas-3374",
        events=events,
        outcome=outcome,
        private=private,
    )
