"""The vocabulary of the log: what is appended, what was recorded.

*position* counts the whole log in commit order; *version* counts one stream from 1.
Readers follow positions; decisions check versions. They are never interchangeable.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from domain.kernel.events import Event

E_co = TypeVar("E_co", bound=Event, covariant=True)


class NewEvent(msgspec.Struct, frozen=True):
    """An event on its way: it becomes *version* of *stream*, or conflicts."""

    stream: UUID
    version: int
    event: Event


class PrivateValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value that the law lets people have erased, kept beside the log.

    Events carry only a salted commitment to it (`domain.kernel.private.commitment`), so
    erasing the value breaks no proof. *value* None erases it.
    """

    subject: UUID
    name: str
    salt: bytes
    value: bytes | None


class Append(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one command writes, all of it or nothing.

    *fingerprint* is a digest of the command as given: the same *command_id* with
    another fingerprint is a mistake of the caller. *outcome* is what a repetition
    of the command is answered with.
    """

    command_id: UUID
    fingerprint: bytes
    actor: str
    office: str | None
    events: Sequence[NewEvent]
    outcome: bytes
    causation: int | None = None
    effective_on: date | None = None
    private: Sequence[PrivateValue] = ()


class Appended(msgspec.Struct, frozen=True, kw_only=True):
    """What the log answers: *position* of the last event written.

    *repeated* is true when the command had been carried out before; then *position*
    and *outcome* are those of the first time.
    """

    position: int
    outcome: bytes
    repeated: bool = False


class Recorded(msgspec.Struct, Generic[E_co], frozen=True, kw_only=True):
    """An event with its place in the log and the circumstances of its recording.

    *recorded_at* is the database's clock. *effective_on* is the day from which the
    event counts where that differs (a decision letter's date).
    """

    position: int
    stream: UUID
    version: int
    topic: str
    event: E_co
    recorded_at: datetime
    actor: str
    office: str | None = None
    command_id: UUID | None = None
    causation: int | None = None
    effective_on: date | None = None


class Conflict(Exception):
    """Another command wrote to *stream* first; nothing of this one was written."""

    def __init__(self, stream: UUID) -> None:
        self.stream = stream
        super().__init__(f"Stream {stream} has moved on.")


class CommandReused(Exception):
    """*command_id* was used before, for a different command."""

    def __init__(self, command_id: UUID) -> None:
        self.command_id = command_id
        super().__init__(f"Command id {command_id} was used for something else.")


class LogUnavailable(Exception):
    """The log cannot be reached just now, or has closed; nothing was written."""


class OutcomeUnknown(Exception):
    """The log was lost while writing and did not come back in time to be asked.

    The command *command_id* was carried out or not: ask for its outcome, or give the
    same command with the same id again, which carries it out once in either case.
    """

    def __init__(self, command_id: UUID | None) -> None:
        self.command_id = command_id
        super().__init__(f"Whether command {command_id} was carried out is not known yet.")
