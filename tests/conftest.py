"""What every test may ask for: a database of its own, migrated or empty, and a pool on it."""

import functools
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.embedded_postgres.holders import Holder
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from tests.support.databases import FORGETFUL, Databases, as_server

# How long an example takes says something about the machine, nothing about the rule.
settings.register_profile(
    "rules", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rules")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: of two workers, neither is left alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/e2e/"))


@pytest.fixture(autouse=True, scope="session")
def loggers_are_never_cached() -> Iterator[None]:
    """Let a test capture what a module logs, whichever test configured logging before it.

    A logger that is cached on first use keeps the configuration of that moment for ever.
    """
    with pytest.MonkeyPatch.context() as patch:
        uncached = functools.partial(_configure, structlog.configure)
        patch.setattr(structlog, "configure", uncached)
        yield


def _configure(configure: Callable[..., None], **options: object) -> None:
    configure(**{**options, "cache_logger_on_first_use": False})


@pytest.fixture(autouse=True)
def logging_is_left_as_it_was() -> Iterator[None]:
    """A command that a test runs in this process configures logging for itself only."""
    configured, before = structlog.is_configured(), structlog.get_config()
    yield
    structlog.configure(**before)
    if not configured:
        structlog.reset_defaults()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def databases(run_folder: Path) -> Iterator[Databases]:
    """The databases of this run: on SOKOGURU_TEST_DATABASE_URL, else on an embedded server."""
    with ExitStack() as stack:
        address = os.environ.get("SOKOGURU_TEST_DATABASE_URL")
        if address is None:
            address = stack.enter_context(embedded_postgres(run_folder / "pg", FORGETFUL))
        # Migrations make roles, which belong to the whole server: one process at a time.
        with Holder(run_folder).alone():
            made = Databases(address)
        stack.callback(made.close)
        yield made


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of a fresh database with every table in place."""
    with databases.migrated() as url:
        yield url


@pytest.fixture
def furnished_url(databases: Databases) -> Iterator[str]:
    """The address of a fresh database as the first start of a server leaves it."""
    with databases.furnished() as url:
        yield url


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """The address of a fresh database that was never migrated."""
    with databases.empty() as url:
        yield url


@pytest.fixture
def server_url(database_url: str) -> str:
    """The address of the same database as a server comes in: as somebody who owns nothing."""
    return as_server(database_url)


@pytest.fixture
async def pool(server_url: str) -> AsyncIterator[Pool]:
    """A pool on a fresh migrated database, as a server has it."""
    async with server_pool(server_url, Settings(pool_min=1, pool_max=8)) as made:
        yield made
