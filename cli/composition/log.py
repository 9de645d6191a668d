"""The log alone, for tools that read it beside a running server or on a copy of its database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from application.kernel.ports import EventStore
from application.kernel.score_checks import Checks
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.migrate import refuse_unmigrated
from infrastructure.postgres.pool import server_pool
from infrastructure.score_checks.table import CheckTable
from infrastructure.settings.settings import Settings


@asynccontextmanager
async def open_log(address: str, settings: Settings) -> AsyncIterator[EventStore]:
    """Lend the log of the database at *address*. It is not opened for writing: nobody appends."""
    async with open_log_to_check(address, settings) as (store, _):
        yield store


@asynccontextmanager
async def open_log_to_check(
    address: str, settings: Settings
) -> AsyncIterator[tuple[EventStore, Checks]]:
    """Lend the log as `open_log` does, and the place where checks of it are kept."""
    async with server_pool(address, settings) as pool:
        await refuse_unmigrated(pool)
        yield AsyncpgEventStore(pool, Mapper()), CheckTable(pool)
