"""What a process of the server and the one that started it say to each other.

One socket, whose other end closes when the other process ends, however it ends: so neither
waits for a dead one, and nobody is left behind when the first is killed.
"""

import asyncio
import socket

READY = "ready"
"""Said by a process that could begin with its part."""
GO = "go"
"""Said to a process that may begin."""


class Channel:
    """One end of the socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def say(self, line: bytes | str) -> None:
        """Say a line; to somebody who is gone, nothing is said."""
        text = line.encode() + b"\n" if isinstance(line, str) else line
        try:
            self._writer.write(text)
            await self._writer.drain()
        except ConnectionError:
            return

    async def hear(self) -> bytes:
        """Return the next line, nothing when the other process has ended."""
        try:
            return await self._reader.readline()
        except ConnectionError:
            return b""

    async def heard(self, word: str) -> bool:
        """Wait for *word*, and say whether it came before the other's end."""
        return await self.hear() == word.encode() + b"\n"

    def close(self) -> None:
        """Close this end."""
        self._writer.close()


async def channel_on(end: socket.socket) -> Channel:
    """Return the channel on *end*, which it closes."""
    end.setblocking(False)  # noqa: FBT003 - the socket's own signature
    return Channel(*await asyncio.open_connection(sock=end))
