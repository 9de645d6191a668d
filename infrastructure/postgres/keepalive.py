"""How both ends of a connection notice that the other is gone without a word.

A cable that is cut, a computer that is switched off: nothing arrives, not even an end. Silence
is asked after for ten seconds, then every five; three questions or half a minute without an
answer end the connection. Sockets inside one computer need none of that.
"""

import socket

from infrastructure.postgres.sql import Connection

SILENT = 10  # seconds until the first question
BETWEEN = 5  # seconds between two
QUESTIONS = 3
UNANSWERED = 30_000  # milliseconds that something sent may go without an answer

AT_THE_SERVER = {
    "tcp_keepalives_idle": str(SILENT),
    "tcp_keepalives_interval": str(BETWEEN),
    "tcp_keepalives_count": str(QUESTIONS),
    "tcp_user_timeout": str(UNANSWERED),
}
"""The same for PostgreSQL's end, as the session's settings."""

HERE = {
    "TCP_KEEPIDLE": SILENT,
    "TCP_KEEPINTVL": BETWEEN,
    "TCP_KEEPCNT": QUESTIONS,
    "TCP_USER_TIMEOUT": UNANSWERED,
}


def keep_alive(connection: Connection) -> None:
    """Have this end of *connection* ask after the other one."""
    # asyncpg offers neither these settings nor the socket.
    end = connection._transport.get_extra_info("socket")  # type: ignore[union-attr]  # noqa: SLF001
    if end.family == socket.AF_UNIX:
        return
    end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in HERE.items():
        option = getattr(socket, name, None)  # not every system knows all of them
        if option is not None:
            end.setsockopt(socket.IPPROTO_TCP, option, value)
