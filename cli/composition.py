"""Where all parts meet: settings, database, log, views, handler, HTTP application.

Whatever is opened here is closed here, in the opposite order, so that a server that is
asked to stop answers what it took, writes what it promised, and leaves nothing behind.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec
import structlog

from api.execution.metrics import Metrics
from api.execution.services import Services
from application.access.assembly import address_of, mailer_of, open_access
from application.kernel.handler import Handler
from application.kernel.ports import Areas, Clock
from application.scoring.bundled import publish_bundled_rulesets
from application.scoring.ruleset_cache import RulesetCache
from application.subjects.area_list import load_areas
from cli.watch import Watch
from infrastructure.access.one_time_links import OneTimeLinks
from infrastructure.access.private_values import email_of
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.areas.area_codes import published_list
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.embedded_postgres.embedded import data_folder
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection, server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables
from projections.engine.runner import Runner
from projections.reactors.mails import Mails, mails
from projections.reactors.reactor import Reactor
from projections.reactors.runner import Reactors
from projections.views.areas.known import KnownAreas

logger = structlog.get_logger("sokoguru.server")

#: The day of the decree that the published list of areas follows.
AREAS_FROM = date(2025, 1, 1)
#: How long a first start may take until the views hold the list of areas, in seconds.
PATIENCE = 120.0


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a test or a tool may put in the place of what a server has.

    *areas* instead of the published list, which a first start takes a moment to read.
    """

    clock: Clock = SystemClock()
    areas: Areas | None = None
    mail_to: Path | None = None


SERVER = Options()


@asynccontextmanager
async def open_services(
    address: str, settings: Settings, options: Options = SERVER
) -> AsyncIterator[Services]:
    """Lend everything the API works with, on the database at *address*, migrated."""
    async with owner_connection(address, settings) as connection:
        for migration in await migrate(connection):
            logger.info("migrated", migration=str(migration))
        await prepare_tables(connection)
    async with server_pool(address, settings) as pool, AsyncExitStack() as stack:
        yield await _assemble(stack, pool, settings, options)


async def _assemble(
    stack: AsyncExitStack, pool: Pool, settings: Settings, options: Options
) -> Services:
    """Open each part on *pool*; *stack* closes them in the opposite order."""
    metrics = Metrics()
    writing = AsyncpgEventStore(pool, Mapper(), observed=metrics.batches.observe)
    store = await stack.enter_async_context(writing)
    documents, ruleset_cache = PostgresDocumentStore(pool), RulesetCache()
    handler = Handler(
        store,
        options.clock,
        documents,
        areas=options.areas or KnownAreas(pool),
        refused=RefusedCommandTable(pool),
        ruleset_cache=ruleset_cache,
    )
    runner = Runner(pool, observer=Watch(metrics))
    await runner.start()
    stack.push_async_callback(runner.stop)
    access = await stack.enter_async_context(
        open_access(
            store=store,
            handler=handler,
            pool=pool,
            settings=settings,
            clock=options.clock,
        )
    )
    reactors = Reactors(pool, [_mails(pool, settings, options)])
    await reactors.start()
    stack.push_async_callback(reactors.stop)
    await publish_bundled_rulesets(handler, bundled_rulesets())
    if options.areas is None:
        loaded = await load_areas(handler, pool, published_list(), AREAS_FROM)
        await runner.wait_until(loaded.position, PATIENCE)
    return Services(
        settings=settings,
        access=access,
        handler=handler,
        store=store,
        documents=documents,
        ruleset_cache=ruleset_cache,
        views=pool,
        runner=runner,
        reactors=reactors,
        metrics=metrics,
    )


def _mails(pool: Pool, settings: Settings, options: Options) -> Reactor:
    """Return the reactor that mails one-time links."""
    sender = Mails(
        links=OneTimeLinks(pool),
        mailer=mailer_of(settings, options.mail_to or data_folder(settings)),
        email_of=partial(email_of, pool),
        clock=options.clock,
        address=address_of(settings),
    )
    return mails(sender)
