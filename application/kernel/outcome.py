"""What is stored beside a command id: what the command came to, and which it was.

The fingerprint is kept in both places that need it: the store compares it when the
command is appended again, and `application.kernel.handler` when the decision refuses before
anything is appended.
"""

from hashlib import sha256
from uuid import UUID

import msgspec

from domain.kernel.actors import Actor

_CANONICAL = msgspec.json.Encoder(order="deterministic")
_ENCODER = msgspec.json.Encoder()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The stream that a command was about, its version after it, and the fingerprint."""

    subject: UUID
    version: int
    fingerprint: bytes


_DECODER = msgspec.json.Decoder(Outcome)


def fingerprint(command: object, actor: Actor) -> bytes:
    """Return a digest that two commands share only when they ask the same for the same actor."""
    asked = (type(command).__name__, command, actor.account)
    return sha256(_CANONICAL.encode(asked)).digest()


def encode(outcome: Outcome) -> bytes:
    """Return *outcome* as it is stored."""
    return _ENCODER.encode(outcome)


def decode(data: bytes) -> Outcome:
    """Return the outcome that *data* holds."""
    return _DECODER.decode(data)
