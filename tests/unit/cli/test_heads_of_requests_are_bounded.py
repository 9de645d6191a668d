"""What somebody sends before a request can be answered never fills the server's memory."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from uvicorn.server import ServerState

from cli.http_protocol import LONGEST_HEAD, TOO_LONG, BoundedProtocol
from cli.server import Server
from infrastructure.settings.settings import Settings

pytestmark = pytest.mark.asyncio

HEAD = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
PIECE = b"x" * 1_000
PIECES = LONGEST_HEAD // len(PIECE)


class Line(asyncio.Transport):
    """A connection that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self._closed = False

    def write(self, data: Any) -> None:
        """Keep *data*."""
        self.written += data

    def is_closing(self) -> bool:
        """Say whether the connection was closed."""
        return self._closed

    def close(self) -> None:
        """Close the connection."""
        self._closed = True

    def abort(self) -> None:
        """Close the connection at once."""
        self._closed = True

    def pause_reading(self) -> None:
        """Go on all the same: what comes is in the hands of the test."""

    def resume_reading(self) -> None:
        """Go on."""


async def count_body(_scope: Any, receive: Any, send: Any) -> None:
    """Answer with how many bytes the body has."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    length = str(len(str(size))).encode()
    headers = [(b"content-length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": str(size).encode()})


async def answer(pieces: Iterable[bytes]) -> bytes:
    """Return what is answered to *pieces*, which come one after the other."""
    state, line = ServerState(), Line()
    protocol = BoundedProtocol(Server(count_body, Settings()).config, state, {})
    protocol.connection_made(line)
    for piece in pieces:
        if not line.is_closing():
            protocol.data_received(piece)
    if line.is_closing():
        protocol.connection_lost(None)
    while state.tasks:
        await asyncio.wait(state.tasks)
    return line.written


@pytest.mark.parametrize(
    "beginning",
    [HEAD + b"x-long: ", b"GET /", CHUNKED + b"x-trailer: "],
    ids=["header", "address", "trailer"],
)
async def test_a_line_without_end_ends_the_connection(beginning: bytes) -> None:
    """A header, an address or a trailer that goes on and on is waited for no longer."""
    assert (await answer([beginning, *[PIECE] * (PIECES + 1)])).endswith(TOO_LONG.encode())


async def test_many_headers_are_as_bad_as_a_long_one() -> None:
    """It is the head that counts, not its lines."""
    lines = [b"x-%d: %s\r\n" % (number, PIECE) for number in range(PIECES + 1)]
    assert (await answer([HEAD, *lines])).endswith(TOO_LONG.encode())


async def test_a_head_within_bounds_is_read() -> None:
    """Many cookies are no crime, and each request of a connection is counted by itself."""
    cookies = b"cookie: %s\r\n" % (PIECE * (PIECES // 2))
    request = [HEAD, cookies, b"content-length: 3\r\n\r\n", b"abc"]
    assert (await answer([*request, *request, *request])).count(b" 200 OK") == 3
    assert (await answer(request)).endswith(b"\r\n\r\n3")


async def test_a_long_body_is_no_long_head() -> None:
    """The application decides how much it reads of a body."""
    size = 10 * LONGEST_HEAD
    head = HEAD + b"content-length: %d\r\n\r\n" % size
    found = await answer([head, *[b"y" * 1_024] * (size // 1_024)])
    assert found.endswith(b"\r\n\r\n%d" % size)
