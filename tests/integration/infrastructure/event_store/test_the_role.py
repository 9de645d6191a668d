"""The server's role belongs to the whole cluster, and any number of databases share it."""

import asyncio
from collections.abc import Iterator

import asyncpg
import psycopg
import pytest

from infrastructure.postgres.migrate import migrations
from infrastructure.postgres.sql import Connection
from tests.integration.infrastructure.event_store.servers import Server, own_server, prepare
from tests.integration.infrastructure.event_store.support import owner

LOG = migrations()[0].sql


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has never heard of the role."""
    with own_server(tmp_path_factory.mktemp("pg")) as made:
        with psycopg.connect(made.url) as connection:
            connection.execute("DROP ROLE sokoguru_server")
        yield made


async def as_somebody(connection: Connection) -> None:
    """Become an ordinary user who owns the database and may not make roles."""
    await connection.execute("CREATE ROLE somebody")
    await connection.execute("ALTER DATABASE postgres OWNER TO somebody")
    await connection.execute("SET ROLE somebody")


async def test_databases_of_one_server_may_be_migrated_at_once(server: Server) -> None:
    """Four of them make the role at the same time, and all of them find it there."""
    names = [f"office_{number}" for number in range(4)]
    async with owner(server.url) as connection:
        for name in names:
            await connection.execute(f"CREATE DATABASE {name}")
    addresses = [server.url.replace("/postgres?", f"/{name}?") for name in names]
    await asyncio.gather(*map(prepare, addresses))
    for address in addresses:
        async with owner(address) as connection:
            await connection.execute("SET ROLE sokoguru_server")
            assert await connection.fetchval("SELECT count(*) FROM stored_events") == 0


async def test_who_may_not_make_the_role_is_told_what_to_ask_for(server: Server) -> None:
    """The hint can be handed to an administrator as it is, and then the log is made."""
    async with owner(server.url) as connection:
        await as_somebody(connection)
        with pytest.raises(asyncpg.RaiseError, match="somebody may not create it") as refused:
            await connection.execute(LOG)
        hint = refused.value.hint or ""
        await connection.execute("RESET ROLE")
        await connection.execute(hint.partition(": ")[2])
        await connection.execute("SET ROLE somebody")
        await connection.execute(LOG)
        await connection.execute("SET ROLE sokoguru_server")
        assert await connection.fetchval("SELECT count(*) FROM stored_events") == 0


async def test_who_may_make_roles_joins_the_one_it_makes(server: Server) -> None:
    """A user that is no superuser must be able to become the server's role."""
    async with owner(server.url) as connection:
        await as_somebody(connection)
        await connection.execute("RESET ROLE")
        await connection.execute("ALTER ROLE somebody CREATEROLE")
        await connection.execute("SET ROLE somebody")
        await connection.execute(LOG)
        assert await connection.fetchval(
            "SELECT pg_has_role('somebody', 'sokoguru_server', 'MEMBER')"
        )
