"""What follows the log: the views, the reactors, and the sweeping of what has ended by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import msgspec

from api.execution.metrics import Metrics
from application.kernel.ports import EventStore
from cli.composition.access import keep_swept
from cli.composition.access_adapters import AccessAdapters, access_adapters
from cli.composition.options import SERVER, Options
from cli.watch import Watch
from infrastructure.embedded_postgres.embedded import data_folder
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from projections.engine.runner import Runner
from projections.reactors.mails import Mails, mails
from projections.reactors.reactor import Reactor
from projections.reactors.runner import Reactors


@asynccontextmanager
async def open_following(
    address: str, settings: Settings, options: Options = SERVER
) -> AsyncIterator[Pool]:
    """Follow the log of the database at *address*, which is migrated; lend the pool for it."""
    async with server_pool(address, settings) as pool, AsyncExitStack() as stack:
        store = AsyncpgEventStore(pool, Mapper())
        mail_folder = options.mail_to or data_folder(settings)
        adapters = access_adapters(pool, store, settings, options.clock, mail_folder)
        following = Following(pool=pool, store=store, adapters=adapters, metrics=Metrics())
        await following.begin(stack, lead=True)
        yield pool


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to follow the log of *store* in *pool*'s database."""

    pool: Pool
    store: EventStore
    adapters: AccessAdapters
    metrics: Metrics

    async def begin(self, stack: AsyncExitStack, *, lead: bool) -> tuple[Runner, Reactors]:
        """Return what says how far everything is; *lead* also moves it, until *stack* closes."""
        runner = Runner(self.pool, observer=Watch(self.metrics), lead=lead)
        reactors = Reactors(self.pool, [mail_reactor(self.adapters, self.store)])
        await runner.start()
        stack.push_async_callback(runner.stop)
        if lead:
            await reactors.start()
            stack.push_async_callback(reactors.stop)
            sweeping = asyncio.create_task(keep_swept(self.adapters), name="sweeping")
            stack.callback(sweeping.cancel)
        return runner, reactors


def mail_reactor(adapters: AccessAdapters, store: EventStore) -> Reactor:
    """Return the reactor that mails one-time links."""
    sender = Mails(
        links=adapters.links,
        former=adapters.former,
        mailer=adapters.mailer,
        private_values=adapters.private_values,
        clock=adapters.clock,
        store=store,
        address=adapters.address,
    )
    return mails(sender)
