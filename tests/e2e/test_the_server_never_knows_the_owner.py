"""The owner's secret enters neither the memory nor the environment of a server that serves."""

import asyncio
import re
from pathlib import Path

import asyncpg
import pytest

from cli.preparing import NotPrepared, prepare
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.embedded_postgres.roles import Role
from infrastructure.settings.settings import Settings
from tests.support.command_line import environment, serving, sokoguru
from tests.support.databases import FORGETFUL

WRITABLE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) rw", re.MULTILINE)


def known(process: int, secret: bytes) -> bool:
    """Say whether *secret* stands in the memory of *process*, its environment included."""
    folder = Path("/proc", str(process))
    with (folder / "mem").open("rb", buffering=0) as memory:
        for begin, end in WRITABLE.findall((folder / "maps").read_text()):
            memory.seek(int(begin, 16))
            if secret in memory.read(int(end, 16) - int(begin, 16)):
                return True
    return False


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux shows the memory")
def test_it_is_nowhere_in_its_memory(tmp_path: Path) -> None:
    """Also not after a first start, which makes the secrets and every table."""
    with serving("--data-dir", tmp_path) as running:
        running.read_until("Sokoguru: ")
        server, owner = ((tmp_path / f"postgres.{of}").read_bytes() for of in ("server", "owner"))
        assert known(running.process.pid, server)
        assert not known(running.process.pid, owner)


@pytest.mark.parametrize("command", ["serve", "replay"])
def test_a_server_that_is_told_the_owner_does_not_start(command: str) -> None:
    """The address is for migrations and rebuilds alone."""
    words = (command, "00000000-0000-0000-0000-000000000001") if command == "replay" else (command,)
    refused = sokoguru(*words, env=environment(SOKOGURU_OWNER_URL="postgresql://owner@db/x"))
    assert refused.returncode == 4
    assert "SOKOGURU_OWNER_URL is for `sokoguru migrate` and `sokoguru rebuild`" in refused.stderr


def test_migrations_come_in_as_the_owner(database_url: str) -> None:
    """Whatever address the server has."""
    env = environment(SOKOGURU_OWNER_URL=database_url, SOKOGURU_DATABASE_URL="postgresql://db/x")
    assert sokoguru("migrate", env=env).stdout == "The database is up to date.\n"


def test_a_migration_that_fails_is_told_in_its_words(tmp_path: Path) -> None:
    """The process that migrates ends, and the server does not start."""

    async def occupy(address: str) -> None:
        connection = await asyncpg.connect(address)
        await connection.execute("CREATE SCHEMA views")
        await connection.close()

    with embedded_postgres(tmp_path, FORGETFUL) as address:
        asyncio.run(occupy(address))
    with (
        embedded_postgres(tmp_path, FORGETFUL, role=Role.SERVER) as address,
        pytest.raises(NotPrepared, match=r'^Migration 0002_views failed: schema "views" already'),
    ):
        prepare(address, Settings(data_dir=str(tmp_path)))
