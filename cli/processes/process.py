"""A process that this one started: its channel, and how it is ended."""

import asyncio
import signal
import socket
import sys
from contextlib import suppress
from typing import Self

from cli.processes.channel import GO, READY, Channel, channel_on
from cli.processes.orders import Orders, packed


class Process:
    """A running process that has its *orders*."""

    def __init__(
        self, process: asyncio.subprocess.Process, channel: Channel, orders: Orders
    ) -> None:
        self._process = process
        self._channel = channel
        self.orders = orders

    @classmethod
    async def start(cls, orders: Orders) -> Self:
        """Start a process and give it *orders*.

        It has a session of its own: what is typed at the terminal goes to the first process,
        which ends the others in their order.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "cli.processes.child", str(theirs.fileno())),
                pass_fds=(theirs.fileno(), orders.listener, orders.rates),
                stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        channel = await channel_on(ours)
        await channel.say(packed(orders))
        return cls(process, channel, orders)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    async def ready(self) -> bool:
        """Wait until it could begin, and say whether it lived to say so."""
        return await self._channel.heard(READY)

    async def go(self) -> None:
        """Let it begin."""
        await self._channel.say(GO)

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does; asked again, not to wait for that."""
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Return its exit status once it has ended."""
        status = await self._process.wait()
        self._channel.close()
        return status

    async def stop(self, patience: float) -> None:
        """End it: ask, wait for *patience* seconds, and then not ask any more."""
        self.ask_to_stop()
        try:
            async with asyncio.timeout(patience):
                await self.ended()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self.ended()
