"""HTTP as uvicorn reads it, but never more of a request's head than somebody honest sends.

The parser gathers a header, however long, until its line ends, and the application hears of
it only then: without a bound here, one connection may fill the memory. And it waits for ever
for what does not come, so heads and bodies have their time, and an address its connections.
"""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from cli.connections import Connections, Deadline

#: Bytes that may come without anything to hand on: a part of a body, or a head to its end.
LONGEST_HEAD = 65_536
TOO_LONG = "The head of the request is too long."
#: How long somebody may leave an answer unread, in seconds.
UNREAD_SECONDS = 60
#: A body that comes slower than this, in bytes a second, has had its time at some point.
SLOWEST = 4_096


class BoundedProtocol(HttpToolsProtocol):
    """Closes a connection whose head, or what comes behind its body, does not end."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        connections: Connections | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._bounds = connections or Connections()
        self._gathered = 0
        self._counted = False
        self._coming = Deadline(self.loop, self._give_up)
        self._unread = Deadline(self.loop, self._give_up)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn says
        """Take a connection, unless its address has too many already."""
        super().connection_made(transport)
        self._counted = self._bounds.enter(self.client)
        if self._counted:
            self._coming.begin(self._bounds.head_seconds)
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the next one of this address in."""
        self._leave()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection on; whoever has it then sees to its end."""
        self._leave()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Read *data*, and count what the parser still holds back."""
        self._gathered += len(data)
        if self._is_idle() and not self._coming.runs:
            self._coming.begin(self._bounds.head_seconds)
        super().data_received(data)
        if self._gathered > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response(TOO_LONG)

    def on_message_begin(self) -> None:
        """Begin to wait for the end of a head."""
        self._coming.begin(self._bounds.head_seconds)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand on a head, and begin to wait for the end of its body."""
        self._gathered = 0
        self._coming.begin(self._bounds.body_seconds)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand on a part of a body, which has earned the rest some time."""
        self._gathered = 0
        self._coming.extend(len(body) / SLOWEST)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Hand on the end of a request; one that was answered before may be followed by another."""
        self._gathered = 0
        self._coming.end()
        super().on_message_complete()
        if self._is_idle():
            self._coming.begin(self._bounds.head_seconds)

    def pause_writing(self) -> None:
        """Begin to wait for somebody who does not read."""
        self._unread.begin(UNREAD_SECONDS)
        super().pause_writing()

    def resume_writing(self) -> None:
        """Go on, as something was read."""
        self._unread.end()
        super().resume_writing()

    def _is_idle(self) -> bool:
        last: RequestResponseCycle | None = self.cycle
        return last is None or last.response_complete

    def _leave(self) -> None:
        self._coming.end()
        self._unread.end()
        if self._counted:
            self._counted = False
            self._bounds.leave(self.client)

    def _give_up(self) -> None:
        """Close the connection without another word: nobody listens."""
        self.transport.abort()
