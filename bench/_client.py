"""A bare HTTP client: one connection, one request at a time, so that it costs next to nothing.

A comfortable client would take more of the processor than the server it measures.
"""

import asyncio
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Client:
    """One keep-alive connection to *address*; *token* goes with every request."""

    def __init__(self, address: str, token: str | None = None) -> None:
        where = urlsplit(address)
        self._host, self._port = where.hostname or "", where.port or 80
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        self._head = (
            f"POST /graphql HTTP/1.1\r\nHost: {where.netloc}\r\n{bearer}"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def post(self, body: bytes) -> bytes:
        """Send *body* and return that of the answer."""
        self._writer.write(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.partition(b":")[2])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        return await self._reader.readexactly(length)
