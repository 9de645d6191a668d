"""Whoever comes into the embedded PostgreSQL shows a secret, and the server owns nothing there."""

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from infrastructure.embedded_postgres.cluster import Cluster
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.embedded_postgres.programs import find_programs
from infrastructure.embedded_postgres.roles import Role, secret_file
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.problems import DataFolderUnusable
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables
from tests.support.databases import FORGETFUL

TRUST = "local all all trust\n"


async def asked(address: str, *statements: str) -> object:
    """Carry out *statements* on one connection, and return what the last came to."""
    connection = await asyncpg.connect(address)
    try:
        for statement in statements[:-1]:
            await connection.execute(statement)
        return await connection.fetchval(statements[-1])
    finally:
        await connection.close()


def ask(address: str, *statements: str) -> object:
    """As `asked`, for tests that wait for a server."""
    return asyncio.run(asked(address, *statements))


def in_folder(folder: Path) -> Cluster:
    """Return the cluster of the data folder *folder*."""
    return Cluster(folder=folder / "postgres", programs=find_programs())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a server that runs, with every table in place."""
    made = tmp_path_factory.mktemp("secret") / "data"

    async def prepare(address: str) -> None:
        async with owner_connection(address, Settings()) as owner:
            await migrate(owner)
            await prepare_tables(owner)

    with embedded_postgres(made, FORGETFUL) as address:
        asyncio.run(prepare(address))
        yield made


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("shown", ["", ":", ":guessed"])
def test_without_its_secret_nobody_comes_in(folder: Path, role: Role, shown: str) -> None:
    """No secret, an empty and a wrong one."""
    right = in_folder(folder).address(role)
    wrong = f"postgresql://{role}{shown}@{right.partition('@')[2]}"
    assert ask(right, "SELECT session_user::text") == role
    with pytest.raises(asyncpg.InvalidPasswordError):
        ask(wrong, "SELECT 1")


def test_the_secrets_are_for_their_owner_alone(folder: Path) -> None:
    """Nobody else on the computer reads them, and the two are not the same."""
    files = [secret_file(folder / "postgres", role) for role in Role]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert len({file.read_text() for file in files}) == 2


REFUSED = [
    "SET ROLE postgres",
    "SET ROLE sokoguru_server",
    "SET SESSION AUTHORIZATION postgres",
    "SET session_replication_role = replica",
    "ALTER TABLE stored_events DISABLE TRIGGER refuse_change",
    "ALTER TABLE commands DISABLE TRIGGER ALL",
    "DROP TRIGGER refuse_change ON stored_events",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "DELETE FROM stored_events",
    "UPDATE stored_events SET actor = 'me'",
    "TRUNCATE stored_events",
    "INSERT INTO stored_events (originator_id, originator_version) VALUES (gen_random_uuid(), 1)",
    "DELETE FROM commands",
    "UPDATE documents SET media_type = 'text/html'",
    "DELETE FROM access_log",
    "UPDATE private_values SET value = 'x'",
    "DELETE FROM schema_migrations",
    "ALTER TABLE stored_events ADD COLUMN more int",
    "DROP TABLE stored_events",
    "DROP SCHEMA views CASCADE",
    "ALTER TABLE views.scores ADD COLUMN more int",
    "CREATE TABLE public.mine (id int)",
    "CREATE TABLE views.mine (id int)",
    "CREATE TABLE log.mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "ALTER ROLE sokoguru_app SUPERUSER",
    "GRANT postgres TO sokoguru_app",
    "ALTER SYSTEM SET fsync = off",
    "SELECT pg_reload_conf()",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY (SELECT 1) TO '/tmp/mine'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
    "SELECT passwd FROM pg_shadow",
    "SELECT size FROM pg_stat_file('PG_VERSION')",
]


@pytest.mark.parametrize("statement", REFUSED)
async def test_what_a_server_may_not_do(folder: Path, statement: str) -> None:
    """Whoever takes it over can neither change the past nor become somebody else."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asked(in_folder(folder).address(Role.SERVER), "RESET ROLE", statement)


@pytest.mark.parametrize("lost", ["trust", *Role])
def test_a_folder_that_let_everybody_in_lets_nobody_in(tmp_path: Path, lost: str) -> None:
    """Also while its server runs, and also where a secret was lost; the data are as they were."""
    with embedded_postgres(tmp_path, FORGETFUL) as address:
        ask(address, "CREATE TABLE kept AS SELECT 1 AS one", "SELECT 1")
    cluster = in_folder(tmp_path)
    if lost == "trust":
        (cluster.folder / "pg_hba.conf").write_text(TRUST)
        cluster._start(FORGETFUL)
        trusting = f"postgresql://postgres@{cluster.address(Role.OWNER).partition('@')[2]}"
        ask(trusting, "ALTER ROLE postgres PASSWORD NULL", "DROP ROLE sokoguru_app", "SELECT 1")
        for role in Role:
            secret_file(cluster.folder, role).unlink()
    else:
        secret_file(cluster.folder, Role(lost)).unlink()
    with embedded_postgres(tmp_path, FORGETFUL) as address:
        assert ask(address, "SELECT one FROM kept") == 1
        assert ask(cluster.address(Role.SERVER), "SELECT session_user::text") == Role.SERVER
        with pytest.raises(asyncpg.InvalidPasswordError):
            ask(f"postgresql://postgres@{address.partition('@')[2]}", "SELECT 1")


def test_a_secret_that_is_there_stays(tmp_path: Path) -> None:
    """Somebody may know it."""
    with embedded_postgres(tmp_path, FORGETFUL) as address:
        pass
    (tmp_path / "postgres" / "pg_hba.conf").unlink()
    with embedded_postgres(tmp_path, FORGETFUL) as again:
        assert again == address


def test_what_keeps_secrets_from_being_made_is_a_sentence(tmp_path: Path) -> None:
    """Another process makes them, and its words are passed on."""
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("18\n")
    with (
        pytest.raises(DataFolderUnusable, match="postgres of the embedded PostgreSQL failed"),
        embedded_postgres(tmp_path),
    ):
        pass
