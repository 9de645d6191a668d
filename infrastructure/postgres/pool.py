"""Reach PostgreSQL: a pool of connections that work as the server's own role.

The role `sokoguru_server` may call the append function, read, and write read models, and
nothing else; whoever connected, the pool becomes that role. Only migrations run as the owner.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from infrastructure.postgres.sql import Connection, Pool
from infrastructure.settings.problems import DatabaseUnreachable, DatabaseUnsuitable
from infrastructure.settings.settings import Settings

SERVER_ROLE = "sokoguru_server"

# Older servers lack NULLS NOT DISTINCT, security-invoker views and MERGE.
OLDEST_MAJOR = 15

# What a server says, or does not say, while it cannot take us.
UNREACHABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)


@asynccontextmanager
async def server_pool(url: str, settings: Settings) -> AsyncIterator[Pool]:
    """Lend a pool whose connections work as the server's role, and close it afterwards.

    The role exists once the migrations have run; before that the pool works as whoever connected.
    """
    async with _reaching(url):
        pool = await asyncpg.create_pool(
            url,
            min_size=settings.pool_min,
            max_size=settings.pool_max,
            timeout=settings.connect_seconds,
            command_timeout=settings.statement_seconds,
            server_settings={"application_name": "sokoguru"},
            init=become_server,
        )
    try:
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def owner_connection(url: str, settings: Settings) -> AsyncIterator[Connection]:
    """Lend one connection that stays whoever connected: for migrations and maintenance."""
    async with _reaching(url):
        connection = await asyncpg.connect(
            url,
            timeout=settings.connect_seconds,
            server_settings={"application_name": "sokoguru owner"},
        )
    try:
        _refuse_old(connection)
        yield connection
    finally:
        await connection.close()


async def become_server(connection: Connection) -> None:
    """Make *connection* work as the server's role until it closes; returning to a pool keeps it."""
    _refuse_old(connection)
    if not await connection.fetchval("SELECT to_regrole($1) IS NOT NULL", SERVER_ROLE):
        return
    try:
        await connection.execute(f"SET ROLE {SERVER_ROLE}")
    except asyncpg.InsufficientPrivilegeError as error:
        user = await connection.fetchval("SELECT quote_ident(session_user)")
        raise DatabaseUnsuitable(
            f"The database user {user} may not work as {SERVER_ROLE}. "
            f"Have an administrator run: GRANT {SERVER_ROLE} TO {user};"
        ) from error


@asynccontextmanager
async def _reaching(url: str) -> AsyncIterator[None]:
    """Turn what keeps us from connecting into a sentence that never shows the password."""
    try:
        yield
    except UNREACHABLE as error:
        where = urlsplit(url)
        said = str(error) or type(error).__name__
        raise DatabaseUnreachable(
            f"No connection to the database {where.path.lstrip('/')!r} on "
            f"{where.hostname or 'the local socket'}: {said}. "
            "Is PostgreSQL running, and is SOKOGURU_DATABASE_URL right?"
        ) from error


def _refuse_old(connection: Connection) -> None:
    """Raise when the server is older than what Sokoguru needs."""
    version = connection.get_server_version()
    if version.major < OLDEST_MAJOR:
        raise DatabaseUnsuitable(
            f"This is PostgreSQL {version.major}; Sokoguru needs {OLDEST_MAJOR} or later."
        )
