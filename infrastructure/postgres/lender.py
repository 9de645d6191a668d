"""Whether what answers lends its connections to PostgreSQL, for one transaction at a time.

We listen on connections, hold locks on them and prepare statements there. Where a pooler lends
them, some of that fails at once and some of it only seems to work: a lock is held by whoever
has the connection next, and then two processes lead.
"""

import asyncpg

from infrastructure.postgres.keepalive import AT_THE_SERVER
from infrastructure.postgres.sql import Connection
from infrastructure.settings.settings import Settings

PROCESS = "SELECT pg_backend_pid()"
TRIES = 5  # somebody else may be lent the connection that was given back just now


class Lent(Exception):
    """Two of our connections met in one process of PostgreSQL."""


async def refuse_lender(url: str, settings: Settings) -> None:
    """Raise `Lent`, or what the driver says, when connections to *url* are only lent."""
    one = await _connect(url, settings)
    try:
        if await one.fetchval(PROCESS) != one.get_server_pid():
            await _refuse_meeting(one, url, settings)
    finally:
        await one.close(timeout=settings.connect_seconds)


async def _refuse_meeting(one: Connection, url: str, settings: Settings) -> None:
    """Raise when another connection gets the process that *one* had a moment ago."""
    other = await _connect(url, settings)
    try:
        for _ in range(TRIES):
            process = await one.fetchval(PROCESS)
            if await other.fetchval(PROCESS) == process:
                raise Lent("a connection is another's after each transaction")
    finally:
        await other.close(timeout=settings.connect_seconds)


async def _connect(url: str, settings: Settings) -> Connection:
    return await asyncpg.connect(
        url,
        timeout=settings.connect_seconds,
        server_settings={"application_name": "sokoguru", **AT_THE_SERVER},
    )
