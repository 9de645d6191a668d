"""Reach PostgreSQL: a pool for the server, a connection for the owner.

The role `sokoguru_server` may call the append function, read, and write read models, and
nothing else. The server comes in as somebody who has that role and no more: what it can become
again by RESET ROLE, whoever takes it over can become as well. Only migrations and rebuilds
come in as the owner.

Both ends of every connection notice within half a minute that the other is gone
(`infrastructure.postgres.keepalive`); by the system's defaults that takes two hours.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from infrastructure.postgres.keepalive import AT_THE_SERVER, keep_alive
from infrastructure.postgres.lender import Lent, refuse_lender
from infrastructure.postgres.session import ServerConnection
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

# What whoever came in may do: less than the server's role (once there is one), or more, by right
# or by becoming somebody else.
RIGHTS = """
SELECT quote_ident(session_user) AS name,
       NOT coalesce(pg_has_role(session_user, to_regrole($1), 'USAGE'), true) AS less,
       EXISTS (
           SELECT FROM pg_roles
            WHERE (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls
                   OR rolname IN ('pg_write_all_data', 'pg_read_server_files',
                                  'pg_write_server_files', 'pg_execute_server_program')
                   OR oid IN (SELECT relowner FROM pg_class
                               WHERE oid = to_regclass('public.stored_events')
                              UNION SELECT nspowner FROM pg_namespace
                               WHERE nspname IN ('public', 'views', 'log')
                              UNION SELECT datdba FROM pg_database
                               WHERE datname = current_database()))
              AND pg_has_role(session_user, oid, 'MEMBER')) AS more
"""


@asynccontextmanager
async def server_pool(url: str, settings: Settings) -> AsyncIterator[Pool]:
    """Lend a pool of connections that may do what the server's role may, and no more."""
    async with _reaching(url):
        await refuse_lender(url, settings)
        pool = await asyncpg.create_pool(
            url,
            min_size=settings.pool_min,
            max_size=settings.pool_max,
            timeout=settings.connect_seconds,
            command_timeout=settings.statement_seconds,
            server_settings={"application_name": "sokoguru", **AT_THE_SERVER},
            init=refuse_unfit,
            connection_class=ServerConnection,
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
        await refuse_lender(url, settings)
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
            f"This takes the owner of the tables: {error}. Let SOKOGURU_OWNER_URL name the owner."
        ) from error
    finally:
        await connection.close()


async def refuse_unfit(connection: Connection) -> None:
    """Raise when whoever came in on *connection* may do less than the server's role, or more."""
    _refuse_old(connection)
    keep_alive(connection)
    rights = await connection.fetchrow(RIGHTS, SERVER_ROLE)
    assert rights is not None  # noqa: S101 - the question has one answer
    if rights["more"]:
        raise DatabaseUnsuitable(
            f"The database user {rights['name']} could change or remove what was recorded. Let "
            "SOKOGURU_DATABASE_URL name somebody who owns nothing (docs/operations.md, Roles), "
            "and SOKOGURU_OWNER_URL the owner, for `sokoguru migrate` and `sokoguru rebuild`."
        )
    if rights["less"]:
        raise DatabaseUnsuitable(
            f"The database user {rights['name']} may not work as {SERVER_ROLE}. "
            f"Have an administrator run: GRANT {SERVER_ROLE} TO {rights['name']};"
        )


# What is heard through a PgBouncer that lends its connections for one transaction at a time.
BOUNCED = (
    Lent,
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
