"""What a worker hands over: appends whose events are bytes already, and go on as they are."""

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

import msgspec

from domain.kernel.events import Event
from domain.kernel.log import Append, NewEvent
from infrastructure.mapper import Mapper


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One event: its place in its stream, and what the mapper made of it."""

    stream: UUID
    version: int
    topic: str
    state: bytes


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One append."""

    command_id: UUID
    fingerprint: bytes
    actor: str
    office: str | None
    outcome: bytes
    effective_on: date | None
    lines: Sequence[Line]

    @property
    def append(self) -> Append:
        """The append, whose events only `Ready` can encode."""
        return Append(
            command_id=self.command_id,
            fingerprint=self.fingerprint,
            actor=self.actor,
            office=self.office,
            events=[
                NewEvent(line.stream, line.version, cast("Event", line)) for line in self.lines
            ],
            outcome=self.outcome,
            effective_on=self.effective_on,
        )


class Ready(Mapper):
    """Encodes what is encoded already."""

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Return the bytes that *event* is."""
        line = cast("Line", event)
        return line.topic, line.state


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[list[Told]])


def packed(waves: Sequence[Sequence[Append]], mapper: Mapper) -> bytes:
    """Return *waves* as bytes."""
    return _ENCODER.encode([[_told(append, mapper) for append in wave] for wave in waves])


def unpacked(content: bytes) -> list[list[Told]]:
    """Return what `packed` made."""
    return _DECODER.decode(content)


def _told(append: Append, mapper: Mapper) -> Told:
    return Told(
        append.command_id,
        append.fingerprint,
        append.actor,
        append.office,
        append.outcome,
        append.effective_on,
        [Line(new.stream, new.version, *mapper.encode(new.event)) for new in append.events],
    )
