"""Reach PostgreSQL: a pool of connections that work as the server's own role.

The role `sokoguru_server` may call the append function, read, and write read models, and
nothing else; whoever connected, the pool becomes that role. Only migrations run as the owner.

Both ends of every connection notice within half a minute that the other is gone
(`infrastructure.postgres.keepalive`); by the system's defaults that takes two hours.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from infrastructure.postgres.keepalive import AT_THE_SERVER, keep_alive
from infrastructure.postgres.lending import lending_pool
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
        pool = await lending_pool(
            url,
            min_size=settings.pool_min,
            max_size=settings.pool_max,
            timeout=settings.connect_seconds,
            command_timeout=settings.statement_seconds,
            server_settings={"application_name": "sokoguru", **AT_THE_SERVER},
            init=become_server,
        )
    try:
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def owner_connection(url: str, settings: Settings) -> AsyncIterator[Connection]:
    """Lend one connection that stays whoever connected: for migrations and maintenance.

    What only the owner of the tables may do is explained to whoever is not.
    """
    async with _reaching(url):
        connection = await asyncpg.connect(
            url,
            timeout=settings.connect_seconds,
            server_settings={"application_name": "sokoguru owner", **AT_THE_SERVER},
        )
    try:
        _refuse_old(connection)
        keep_alive(connection)
        yield connection
    except asyncpg.InsufficientPrivilegeError as error:
        raise DatabaseUnsuitable(
            f"This takes the owner of the tables: {error}. Let SOKOGURU_DATABASE_URL name the "
            "owner, and run `sokoguru migrate` before you start the server as anybody else."
        ) from error
    finally:
        await connection.close()


async def become_server(connection: Connection) -> None:
    """Make *connection* work as the server's role until it closes; returning to a pool keeps it."""
    _refuse_old(connection)
    keep_alive(connection)
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


# What is heard through a PgBouncer that lends its connections for one transaction at a time.
BOUNCED = (
    asyncpg.ProtocolViolationError,
    asyncpg.InvalidSQLStatementNameError,
    asyncpg.DuplicatePreparedStatementError,
)


@asynccontextmanager
async def _reaching(url: str) -> AsyncIterator[None]:
    """Turn what keeps us from connecting into a sentence that never shows the password."""
    try:
        yield
    except BOUNCED as error:
        raise DatabaseUnsuitable(
            f"Sokoguru keeps its connections, and what answers here lends them: {error}. Behind "
            "PgBouncer set pool_mode = session and ignore_startup_parameters as "
            "docs/operations.md says, or let SOKOGURU_DATABASE_URL name PostgreSQL itself."
        ) from error
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
