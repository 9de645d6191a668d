"""docs/operations.md, followed to the letter: an owner who migrates, a server that owns nothing."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import asyncpg
import psycopg
import pytest

from cli.composition import Options, open_services
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.postgres.migrate import migrate, migrations
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.problems import DatabaseUnsuitable
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables
from tests.support.databases import FORGETFUL, as_server
from tests.support.null_ports import EveryArea

PAGE = Path(__file__).parents[3] / "docs/operations.md"
BLOCKS = re.compile(r"```sql\n(.*?)```", re.DOTALL)
SETTINGS = Settings(human_check=False, pool_min=1, pool_max=8, argon2_passes=1)


@pytest.fixture(scope="module")
def administrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that nobody has prepared, for its administrator."""
    with embedded_postgres(tmp_path_factory.mktemp("own"), FORGETFUL) as address:
        with psycopg.connect(address) as connection:
            connection.execute("DROP ROLE sokoguru_app, sokoguru_server")
        yield address


def of(address: str, user: str, secret: str) -> str:
    """Return *address* for *user*, in the database of the page."""
    return re.sub("//.*@/postgres", f"//{user}:{quote(secret)}@/sokoguru", address)


async def test_the_user_of_the_page_starts_the_server(administrator: str, tmp_path: Path) -> None:
    """Before the migrations and after an update it is told what is missing; then it works."""
    (block,) = BLOCKS.findall(PAGE.read_text())
    async with owner_connection(administrator, SETTINGS) as connection:
        for statement in block.strip().splitlines():
            await connection.execute(statement)
    owner = of(administrator, "sokoguru", "secret of the owner")
    server = of(administrator, "sokoguru_app", "secret of the server")
    options = Options(areas=EveryArea(), mail_to=tmp_path)
    with pytest.raises(DatabaseUnsuitable, match="run `sokoguru migrate`"):
        async with open_services(server, SETTINGS, options):
            pass
    async with owner_connection(owner, SETTINGS) as connection:
        assert await migrate(connection) == migrations()
        await prepare_tables(connection)
    async with open_services(server, SETTINGS, options) as services:
        assert await services.access.invitations.first_link() is not None
        end = await services.store.last_position()
        assert await services.runner.wait_until(end, 60)
    async with owner_connection(owner, SETTINGS) as connection:
        await connection.execute(
            "DELETE FROM schema_migrations WHERE number = $1", len(migrations())
        )
    with pytest.raises(DatabaseUnsuitable, match="run `sokoguru migrate`"):
        async with open_services(server, SETTINGS, options):
            pass


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.ProtocolViolationError("unsupported startup parameter: tcp_keepalives_idle"),
        asyncpg.InvalidSQLStatementNameError('prepared statement "x" does not exist'),
        asyncpg.DuplicatePreparedStatementError('prepared statement "x" already exists'),
    ],
)
async def test_a_pooler_that_lends_connections_is_told_in_words(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What PgBouncer says means nothing to whoever set it up."""

    async def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(asyncpg, "connect", refuse)
    with pytest.raises(DatabaseUnsuitable, match="pool_mode = session"):
        async with owner_connection("postgresql://bouncer/sokoguru", SETTINGS):
            pass


async def test_a_view_of_another_version_delays_no_start(
    furnished_url: str, tmp_path: Path
) -> None:
    """The server is there, and its health says which view needs a rebuild."""
    options = Options(mail_to=tmp_path)
    connection = await asyncpg.connect(furnished_url)
    await connection.execute(
        "UPDATE notification_tracking SET application_name = 'views.scores.v0'"
        " WHERE application_name LIKE 'views.scores.v%'"
    )
    await connection.close()
    async with open_services(as_server(furnished_url), SETTINGS, options) as services:
        states = {each.name: each.state for each in (await services.runner.status()).projections}
    assert states.pop("scores") == "NEEDS_REBUILD"
    assert set(states.values()) == {"FOLLOWING"}
