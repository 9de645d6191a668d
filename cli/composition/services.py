"""A server's parts: database, log, views, handler, access.

Whatever is opened here is closed here, in the opposite order, so that a server that is
asked to stop answers what it took, writes what it promised, and leaves nothing behind.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date

from api.execution.metrics import Metrics
from api.execution.services import Services
from application.kernel.handler import Handler
from application.scoring.bundled import publish_bundled_rulesets
from application.scoring.ruleset_cache import RulesetCache
from application.subjects.area_list import load_areas
from cli.composition.access import access_effects, forgetting_of, open_access
from cli.composition.access_adapters import access_adapters
from cli.composition.first_views import wait_for_views
from cli.composition.following import mail_reactor, react
from cli.composition.options import SERVER, Options
from cli.watch import Watch
from infrastructure.access.rate_limits import RateLimits
from infrastructure.areas.area_codes import AreaListTable, published_list
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.embedded_postgres.embedded import data_folder
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.migrate import applied_at
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.score_checks.table import CheckTable
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import refuse_unprepared
from projections.engine.runner import Runner
from projections.reactors.numbers import FORMED, numbers
from projections.reactors.runner import Reactors
from projections.views.areas.known import KnownAreas

#: The day of the decree that the published list of areas follows.
AREAS_FROM = date(2025, 1, 1)


@asynccontextmanager
async def open_services(
    address: str, settings: Settings, options: Options = SERVER
) -> AsyncIterator[Services]:
    """Lend everything the API works with, on the migrated database at *address*."""
    async with server_pool(address, settings) as pool, AsyncExitStack() as stack:
        await refuse_unprepared(pool)
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
    areas = options.areas or KnownAreas(pool)
    handler = Handler(
        store,
        options.clock,
        documents,
        areas=areas,
        refused=adapters.refused,
        origins=adapters.origins,
        effects=access_effects(adapters),
        ruleset_cache=ruleset_cache,
    )
    runner = Runner(pool, observer=Watch(metrics), lead=options.follows)
    formed_at = await applied_at(pool, FORMED)
    reactors = Reactors(pool, [mail_reactor(adapters, store), numbers(handler, formed_at)])
    await runner.start()
    stack.push_async_callback(runner.stop)
    if options.follows:
        await react(stack, reactors, adapters)
    forgetting = await stack.enter_async_context(forgetting_of(adapters.identities, pool))
    access = await stack.enter_async_context(open_access(adapters, store=store, handler=handler))
    if options.opens:
        await publish_bundled_rulesets(handler, bundled_rulesets())
    if options.opens and options.areas is None:
        loaded = await load_areas(handler, AreaListTable(pool), published_list(), AREAS_FROM)
        await wait_for_views(runner, loaded.position)
    return Services(
        settings=settings,
        access=access,
        handler=handler,
        store=store,
        documents=documents,
        areas=areas,
        ruleset_cache=ruleset_cache,
        views=pool,
        runner=runner,
        reactors=reactors,
        metrics=metrics,
        rates=RateLimits(settings.rate_limit, options.rates),
        checks=CheckTable(pool),
        listeners=(forgetting,),
    )
