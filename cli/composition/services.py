"""A server's parts: database, log, views, handler, access.

Whatever is opened here is closed here, in the opposite order, so that a server that is
asked to stop answers what it took, writes what it promised, and leaves nothing behind.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import structlog

from api.execution.metrics import Metrics
from api.execution.services import Services
from application.kernel.handler import Handler
from application.kernel.ports import Areas, Clock
from application.scoring.bundled import publish_bundled_rulesets
from application.scoring.ruleset_cache import RulesetCache
from application.subjects.area_list import load_areas
from cli.composition.access import access_effects, forgetting_of, open_access
from cli.composition.access_adapters import AccessAdapters, access_adapters
from cli.composition.first_views import wait_for_views
from cli.watch import Watch
from infrastructure.areas.area_codes import AreaListTable, published_list
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
from projections.reactors.numbers import numbers
from projections.reactors.reactor import Reactor
from projections.reactors.runner import Reactors
from projections.views.areas.known import KnownAreas

logger = structlog.get_logger("sokoguru.server")

#: The day of the decree that the published list of areas follows.
AREAS_FROM = date(2025, 1, 1)


class SystemClock:
    """The time of this computer."""

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
    mail_folder = options.mail_to or data_folder(settings)
    adapters = access_adapters(pool, store, settings, options.clock, mail_folder)
    handler = Handler(
        store,
        options.clock,
        documents,
        areas=options.areas or KnownAreas(pool),
        refused=adapters.refused,
        origins=adapters.origins,
        effects=access_effects(adapters),
        ruleset_cache=ruleset_cache,
    )
    runner = Runner(pool, observer=Watch(metrics))
    await runner.start()
    stack.push_async_callback(runner.stop)
    forgetting = await stack.enter_async_context(forgetting_of(adapters.identities, pool))
    access = await stack.enter_async_context(open_access(adapters, store=store, handler=handler))
    reactors = Reactors(pool, [mail_reactor(adapters), numbers(handler)])
    await reactors.start()
    stack.push_async_callback(reactors.stop)
    await publish_bundled_rulesets(handler, bundled_rulesets())
    if options.areas is None:
        loaded = await load_areas(handler, AreaListTable(pool), published_list(), AREAS_FROM)
        await wait_for_views(runner, loaded.position)
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
        listeners=(forgetting,),
    )


def mail_reactor(adapters: AccessAdapters) -> Reactor:
    """Return the reactor that mails one-time links."""
    sender = Mails(
        links=adapters.links,
        former=adapters.former,
        mailer=adapters.mailer,
        private_values=adapters.private_values,
        clock=adapters.clock,
        address=adapters.address,
    )
    return mails(sender)
