"""Where a server listens: an address that is taken before anything slow is done."""

import errno
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from infrastructure.settings.problems import CannotStart
from infrastructure.settings.settings import Settings

#: Connections that wait until they are taken.
BACKLOG = 2_048
#: Seconds that a server which was killed just now may need until its address is free.
LINGERING = 3.0
GLANCE = 0.05


class AddressTaken(CannotStart):
    """Something else listens there, or the address is not this machine's."""


@contextmanager
def taken_address(settings: Settings) -> Iterator[socket.socket]:
    """Take the address that *settings* name before anything slow is done.

    Whoever connects while the server gets ready waits instead of being turned away.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            _bind(taken, settings)
            taken.listen(BACKLOG)
        except OSError as error:
            raise AddressTaken(
                f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror}. "
                "Name another with --host and --port."
            ) from error
        yield taken


def _bind(taken: socket.socket, settings: Settings) -> None:
    """Bind; the processes of a server that was killed have a moment to notice it."""
    until = time.monotonic() + LINGERING
    while True:
        try:
            return taken.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise
            time.sleep(GLANCE)
