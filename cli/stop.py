"""What a signal does to a process of the server: it ends in order, and only once asked.

Apart from `cli.server`, because most processes serve no HTTP and need not import it.
"""

import asyncio
import signal
from typing import Protocol

STOPPING = (signal.SIGTERM, signal.SIGINT)


class Stoppable(Protocol):
    """A server that looks now and then whether it should end, or end without waiting."""

    should_exit: bool
    force_exit: bool


class Stop:
    """What a signal does: end *preparing*, or let the server finish."""

    def __init__(self, preparing: "asyncio.Task[None]") -> None:
        self._preparing = preparing
        self._server: Stoppable | None = None

    def obey_signals(self) -> None:
        """Listen to the signals from now on."""
        loop = asyncio.get_running_loop()
        for each in STOPPING:
            loop.add_signal_handler(each, self)

    def serving(self, server: Stoppable) -> None:
        """Say that from now on there is *server* to be stopped."""
        self._server = server

    def __call__(self) -> None:
        """Hear a signal."""
        if self._server is None:
            self._preparing.cancel()
        else:
            self._server.force_exit = self._server.should_exit
            self._server.should_exit = True
