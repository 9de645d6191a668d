"""What each process of the server does, from its orders to its end."""

import asyncio
import gc
import socket
from collections.abc import Awaitable, Callable, Mapping

from msgspec.structs import replace

from cli.composition import SERVER, open_services
from cli.nights import nightly
from cli.processes.channel import GO, READY, Channel
from cli.processes.opening import introduce
from cli.processes.orders import Orders, Part
from cli.server_address import own_share
from cli.stop import Stop
from infrastructure.access.rate_limits import shared_memory

APART = replace(SERVER, follows=False)
"""Views are moved, and the log is reacted to, by a process of its own."""


async def follow(orders: Orders, channel: Channel, _stop: Stop) -> None:
    """Move the views along the log and react to it until the end."""
    options = replace(SERVER, opens=False)
    async with (
        open_services(orders.database, orders.settings, options) as services,
        nightly(services.views, orders.settings, orders.database),
    ):
        await channel.say(READY)
        while await channel.hear():
            pass


async def open_house(orders: Orders, channel: Channel, _stop: Stop) -> None:
    """Publish and load what a server needs, and say how to begin once somebody answers."""
    options = replace(APART, opens=True)
    async with open_services(orders.database, orders.settings, options) as services:
        introduction = await introduce(services, orders.cooperatives)
        await channel.say(READY)
        if await channel.heard(GO):
            introduction()


async def answer(orders: Orders, channel: Channel, stop: Stop) -> None:
    """Answer requests until the end, and those that came before it."""
    # Imported here, because they are large, and nobody else needs them.
    from api.http.app import create_app  # noqa: PLC0415
    from cli.server import Server  # noqa: PLC0415

    options = replace(APART, opens=False, rates=shared_memory(orders.rates))
    async with open_services(orders.database, orders.settings, options) as services:
        server = Server(create_app(services), orders.settings)
        await channel.say(READY)
        if not await channel.heard(GO):
            return
        set_apart_what_stays()
        stop.serving(server)
        leaving = asyncio.create_task(_leave_with(channel, stop), name="leaving")
        await server.serve(sockets=own_share(socket.socket(fileno=orders.listener)))
        leaving.cancel()


async def _leave_with(channel: Channel, stop: Stop) -> None:
    """Stop when the process at the other end of *channel* has ended."""
    while await channel.hear():
        pass
    stop()


def set_apart_what_stays() -> None:
    """Have the collector of cycles leave alone what the server is made of.

    It looks at everything only once a quarter of it is new. Beside a million objects that stay,
    what a failed request leaves behind, its variables included, waits for very long.
    """
    gc.collect()
    gc.freeze()
    gc.collect()


PARTS: Mapping[Part, Callable[[Orders, Channel, Stop], Awaitable[None]]] = {
    Part.FOLLOWER: follow,
    Part.OPENING: open_house,
    Part.API: answer,
}
