"""What is stored beside a command id: what the command came to, and which it was.

The fingerprint is kept in both places that need it: the store compares it when the
command is appended again, and `application.kernel.handler` when the decision refuses before
anything is appended.
"""

from hashlib import sha256
from uuid import UUID

import msgspec

from domain.kernel.actors import Actor
from domain.kernel.commands import Command

_CANONICAL = msgspec.json.Encoder(order="deterministic")
_ENCODER = msgspec.json.Encoder()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The stream that a command was about, its version after it, and the fingerprint.

    In the log the stream is called ``subject``.
    """

    stream: UUID = msgspec.field(name="subject")
    version: int
    fingerprint: bytes


_DECODER = msgspec.json.Decoder(Outcome)


def fingerprint(command: Command, actor: Actor) -> bytes:
    """Return a digest that two commands share only when they ask the same for the same actor.

    Fields are taken in the order of their declaration, so that order is never changed: a
    command that is repeated after an update must still be recognised. Fields that the server
    fills in itself (`Command.secret`) are left out, and so are those of `Command.later` that
    nobody filled in.
    """
    asked = (type(command).__name__, _given(command), actor.account)
    return sha256(_CANONICAL.encode(asked)).digest()


def _given(command: Command) -> object:
    left_out = command.secret | {each for each in command.later if not getattr(command, each)}
    if not left_out:
        return command
    names = command.__struct_fields__
    return {name: getattr(command, name) for name in names if name not in left_out}


def encode(outcome: Outcome) -> bytes:
    """Return *outcome* as it is stored."""
    return _ENCODER.encode(outcome)


def decode(data: bytes) -> Outcome:
    """Return the outcome that *data* holds."""
    return _DECODER.decode(data)
