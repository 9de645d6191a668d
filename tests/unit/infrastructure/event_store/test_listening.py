"""Listening ends with its connection, and covers nothing that happens meanwhile."""

import asyncio
from typing import Any, cast

import asyncpg
import pytest

from infrastructure.event_store.listener import listening


class Line:
    """A connection that notes what is asked of it; *closed* once it has broken."""

    def __init__(self, *, closed: bool = False, broken: bool = False) -> None:
        self.closed = closed
        self.broken = broken
        self.done: list[str] = []

    def is_closed(self) -> bool:
        """Say whether it has broken and knows it."""
        return self.closed

    def terminate(self) -> None:
        """Note it."""
        self.done.append("terminate")

    def add_termination_listener(self, _lost: object) -> None:
        """Note it."""
        self.done.append("watch")

    def remove_termination_listener(self, _lost: object) -> None:
        """Note it."""
        self.done.append("unwatch")

    async def add_listener(self, _channel: str, _heard: object) -> None:
        """Note it."""
        self.done.append("listen")

    async def remove_listener(self, _channel: str, _heard: object) -> None:
        """Note it, or find out that the connection has broken."""
        if self.broken:
            raise asyncpg.ConnectionDoesNotExistError
        self.done.append("unlisten")


async def listen(line: Line, error: BaseException | None = None) -> None:
    """Listen on *line* until *error*, or for a moment."""
    async with listening(cast("Any", line), "stored_events", print, print):
        if error is not None:
            raise error


async def test_a_connection_goes_back_without_callbacks() -> None:
    """A pool takes back none that still has some."""
    line = Line()
    await listen(line)
    assert line.done == ["watch", "listen", "unwatch", "unlisten"]


async def test_a_broken_connection_is_terminated() -> None:
    """It would keep its callbacks, and its place in the pool, for ever."""
    line = Line(closed=True)
    await listen(line)
    assert line.done == ["watch", "listen", "terminate"]


async def test_a_connection_that_breaks_at_the_end_covers_no_cancellation() -> None:
    """Whoever was told to stop stops, instead of trying again with another connection."""
    with pytest.raises(asyncio.CancelledError):
        await listen(Line(broken=True), asyncio.CancelledError())
