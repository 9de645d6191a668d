"""The HTTP server in this process, within its bounds.

uvicorn's own signal handling raises the signal again when it is done, which ends the
process before the log and the database are closed; so signals are ours (`cli.stop`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from litestar.types import ASGIApp

from cli.connections import Connections
from cli.http_protocol import BoundedProtocol
from cli.open_files import connections_at_most
from infrastructure.settings.settings import Settings

#: How long running requests may take to finish once the server was told to stop, in seconds.
GRACE = 10


class Server(uvicorn.Server):
    """Serves *app* on a socket that was taken before."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=partial(BoundedProtocol, connections=connections_of(settings)),  # type: ignore[arg-type] # made like a class
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=list(settings.trusted_proxies),
                ws="websockets-sansio",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def connections_of(settings: Settings) -> Connections:
    """Return the bounds that *settings* set to connections."""
    return Connections(
        of_one=settings.address_connections,
        of_all=connections_at_most(),
        head_seconds=settings.head_seconds,
        body_seconds=settings.body_seconds,
        proxies=settings.trusted_proxies,
    )
