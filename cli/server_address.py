"""Where a server listens: an address that is taken before anything slow is done."""

import errno
import socket
import sys
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
            share(taken)
            taken.listen(BACKLOG)
        except OSError as error:
            raise AddressTaken(
                f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror}. "
                "Name another with --host and --port."
            ) from error
        yield taken


def share(address: socket.socket) -> None:
    """Let others of this user take *address* as well, if the system then deals connections out.

    Done once it is taken, so that a second server is still told that somebody has it.
    """
    if sys.platform == "linux":
        address.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)


def own_share(taken: socket.socket) -> list[socket.socket]:
    """Return *taken*, and a socket of this process alone on the same address where it is shared.

    From one socket, whichever process wakes first takes everybody who waits; the others have
    next to nobody (docs/decisions/0015). What comes to the one of all is taken by any of them.
    """
    if sys.platform != "linux":
        return [taken]
    own = socket.socket(taken.family)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    share(own)
    own.bind(taken.getsockname())
    own.listen(BACKLOG)
    return [own, taken]


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
