"""Behind a real PgBouncer the server works, or says in words what it needs."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from cli.composition import Options, open_services
from infrastructure.postgres import lender
from infrastructure.postgres.pool import owner_connection, server_pool
from infrastructure.settings.problems import DatabaseUnsuitable
from infrastructure.settings.settings import Settings
from tests.support.bouncer import PROGRAM, bounced
from tests.support.databases import as_server
from tests.support.null_ports import EveryArea

SETTINGS = Settings(human_check=False, pool_min=1, pool_max=8, argon2_passes=1)
IGNORE = (
    "ignore_startup_parameters = tcp_keepalives_idle,tcp_keepalives_interval,"
    "tcp_keepalives_count,tcp_user_timeout"
)
WITH_PGBOUNCER = pytest.mark.skipif(
    PROGRAM is None, reason="NOT TESTED: no PgBouncer here; install Debian's package pgbouncer"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose name PgBouncer can reach, whoever it runs as."""
    with TemporaryDirectory(dir="/tmp") as made:
        yield Path(made)


@WITH_PGBOUNCER
async def test_a_session_lasts_as_long_as_the_connection(
    server_url: str, folder: Path, tmp_path: Path
) -> None:
    """As docs/operations.md says: everything starts, follows and listens."""
    options = Options(areas=EveryArea(), mail_to=tmp_path)
    with bounced(server_url, folder, "session", IGNORE) as url:
        async with open_services(url, SETTINGS, options) as services:
            end = await services.store.last_position()
            assert await services.runner.wait_until(end, 60)
            assert (await services.runner.status()).hearing


@WITH_PGBOUNCER
@pytest.mark.parametrize(
    ("mode", "more"), [("transaction", [IGNORE]), ("statement", [IGNORE]), ("session", [])]
)
async def test_what_it_needs_is_said(
    database_url: str, folder: Path, mode: str, more: list[str]
) -> None:
    """A connection that is lent, and one that is turned away for what it asks for."""
    with bounced(as_server(database_url), folder, mode, *more) as url:
        with pytest.raises(DatabaseUnsuitable, match="pool_mode = session"):
            async with server_pool(url, SETTINGS):
                pass
        with pytest.raises(DatabaseUnsuitable, match="pool_mode = session"):
            async with owner_connection(url, SETTINGS):
                pass


class Between:
    """A connection as a pooler lends it: its number is the pooler's, its process changes hands."""

    def __init__(self, *processes: int) -> None:
        self._processes = list(processes)

    def get_server_pid(self) -> int:
        """Return what was said when it was opened."""
        return 1

    async def fetchval(self, _: str) -> int:
        """Return the process that it has now."""
        return self._processes.pop(0) if len(self._processes) > 1 else self._processes[0]

    async def close(self, **_: object) -> None:
        """Close it."""


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [((1,), (2,), False), ((7,), (8,), False), ((7,), (7,), True), ((7, 7, 9), (8, 9), True)],
    ids=["no pooler", "sessions", "met at once", "met later"],
)
async def test_connections_that_meet_are_lent(
    one: tuple[int, ...], other: tuple[int, ...], refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the pooler takes prepared statements along, and nothing fails by itself."""
    lent = iter([Between(*one), Between(*other)])

    async def connect(*_: object, **__: object) -> Between:
        return next(lent)

    monkeypatch.setattr(asyncpg, "connect", connect)
    found = False
    try:
        await lender.refuse_lender("postgresql://bouncer/sokoguru", SETTINGS)
    except lender.Lent:
        found = True
    assert found is refused
