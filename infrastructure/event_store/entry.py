"""One command on its way to the log, encoded and waiting for its answer."""

from asyncio import Future
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.kernel.log import Appended, PrivateValue


class Line(msgspec.Struct, frozen=True, gc=False):
    """One encoded event: it becomes *version* of *stream*."""

    stream: UUID
    version: int
    topic: str
    state: bytes


class Tracked(msgspec.Struct, frozen=True, gc=False):
    """How far the follower *name* has come, moved in the transaction of what it wrote."""

    name: str
    position: int


class Entry(msgspec.Struct, kw_only=True, eq=False):
    """What one command writes, and the *answer* that its caller waits for.

    *command_id* is None for a foreign writer, one of the library's recorders: such an entry
    cannot be looked up afterwards. *continued* are the first lines of streams that have others
    already. No two entries in flight share one of their *keys*.
    """

    answer: "Future[Appended]"
    lines: Sequence[Line]
    keys: Sequence[int]
    continued: Sequence[Line] = ()
    command_id: UUID | None = None
    fingerprint: bytes = b""
    outcome: bytes = b""
    actor: str | None = None
    office: str | None = None
    causation: int | None = None
    effective_on: date | None = None
    private: Sequence[PrivateValue] = ()
    tracked: Tracked | None = None

    def fail(self, error: Exception) -> None:
        """Answer with *error*, unless the caller has stopped waiting."""
        if not self.answer.done():
            self.answer.set_exception(error)

    def succeed(self, appended: Appended) -> None:
        """Answer with *appended*, unless the caller has stopped waiting."""
        if not self.answer.done():
            self.answer.set_result(appended)


def heads_of(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the first line of each stream; each stream's versions must follow one another."""
    if len(lines) == 1:
        return lines
    heads: list[Line] = []
    newest: dict[UUID, int] = {}
    for line in lines:
        before = newest.get(line.stream)
        if before is None:
            heads.append(line)
        elif line.version != before + 1:
            raise ValueError(f"Version {line.version} of {line.stream} does not follow {before}.")
        newest[line.stream] = line.version
    return heads
