"""What one process does beside requests: it reacts to the log, and sweeps what has ended."""

import asyncio
from contextlib import AsyncExitStack

from application.kernel.ports import EventStore
from cli.composition.access import keep_swept
from cli.composition.access_adapters import AccessAdapters
from projections.reactors.mails import Mails, mails
from projections.reactors.reactor import Reactor
from projections.reactors.runner import Reactors


async def react(stack: AsyncExitStack, reactors: Reactors, adapters: AccessAdapters) -> None:
    """Run *reactors*, and sweep, until *stack* closes."""
    await reactors.start()
    stack.push_async_callback(reactors.stop)
    sweeping = asyncio.create_task(keep_swept(adapters), name="sweeping")
    stack.callback(sweeping.cancel)


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
