"""A command on its way through the handler, and what it came to."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeAlias
from uuid import UUID

import msgspec

from application.kernel.use_case import AnySubject
from domain.kernel.actors import Actor
from domain.kernel.commands import Command


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A command was carried out: the log stood at *position*, *stream* at *version*.

    *repeated* is true when it had been carried out before; then all of this is what
    it came to the first time.
    """

    position: int
    stream: UUID
    version: int
    repeated: bool = False


Effect: TypeAlias = Callable[[Command, Done], Awaitable[None]]
"""What follows a command at once, such as the end of sessions.

It runs after every accepted command, also a repeated one, because the first run may have been
interrupted: so it must be safe to run twice.
"""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A command with everything that stays the same from attempt to attempt.

    *named* says that the caller chose the id, so that the command may be a repetition.
    *causation* is the log position of the event that led to the command.
    """

    command: Command
    subject: AnySubject
    actor: Actor
    id: UUID
    named: bool
    fingerprint: bytes
    effective_on: date | None
    causation: int | None
