"""`sokoguru serve`: PostgreSQL, the log, the views and the API, in one process.

The first SIGTERM or SIGINT lets running requests finish and closes everything in order;
a second one does not wait for them. What was acknowledged is durable in any case.
"""

import asyncio
import gc
import os
import socket
from contextlib import suppress
from typing import cast

import click
import msgspec
import uvloop

from api.execution.services import Services
from api.http.app import create_app
from cli.composition import open_services
from cli.nights import nightly
from cli.open_files import raise_limit_of_files
from cli.options import data_dir
from cli.screen import console
from cli.server import Server, Stop, taken_address
from infrastructure.embedded_postgres.address import database_address
from infrastructure.logs.configure import configure_logging
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings

A_DAY = 86_400


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Where to listen (setting SOKOGURU_HOST).")
@click.option("--port", type=int, help="Port; 0 takes a free one (setting SOKOGURU_PORT).")
@data_dir
@click.option("--demo", is_flag=True, help="Fill the log with demonstration data first.")
@click.option(
    "--cooperatives",
    type=click.IntRange(1, 100_000),
    default=300,
    show_default=True,
    help="How many cooperatives the demonstration invents.",
)
def command(
    host: str | None, port: int | None, data_dir: str | None, *, demo: bool, cooperatives: int
) -> None:
    """Start the server: API, GraphiQL, health and metrics.

    Menjalankan server: API, GraphiQL, pemeriksaan kesehatan, dan metrik.

    \b
    sokoguru serve                      with its own PostgreSQL, in the user's data folder
    sokoguru serve --demo --port 0      with invented cooperatives, on a free port
    SOKOGURU_DATABASE_URL=postgresql://user@db/sokoguru sokoguru serve
    """
    settings = read_settings(os.environ, host=host, port=port, data_dir=data_dir)
    configure_logging(settings)
    raise_limit_of_files()
    with taken_address(settings) as address, database_address(settings) as database:
        known = msgspec.structs.replace(settings, port=address.getsockname()[1])
        known = for_a_day(known) if demo else known
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(known, database, address, cooperatives if demo else None))


def for_a_day(settings: Settings) -> Settings:
    """Return *settings* with sessions that last a day: a demonstration is laid aside for hours."""
    return msgspec.structs.replace(
        settings,
        session_idle_seconds=max(settings.session_idle_seconds, A_DAY),
        session_seconds=max(settings.session_seconds, A_DAY),
    )


async def _serve(
    settings: Settings, database: str, address: socket.socket, cooperatives: int | None
) -> None:
    """Serve until a signal says stop, with so many invented *cooperatives* if any."""
    stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
    stop.obey_signals()
    with suppress(asyncio.CancelledError):
        async with open_services(database, settings) as services:
            await _introduce(services, cooperatives)
            server = stop.serving(Server(create_app(services), settings))
            set_apart_what_stays()
            async with nightly(services, database):
                await server.serve(sockets=[address])


def set_apart_what_stays() -> None:
    """Have the collector of cycles leave alone what the server is made of.

    It looks at everything only once a quarter of it is new. Beside a million objects that stay,
    what a failed request leaves behind, its variables included, waits for very long.
    """
    gc.collect()
    gc.freeze()
    gc.collect()


async def _introduce(services: Services, cooperatives: int | None) -> None:
    """Say where the server is, and what there is to see or how to begin."""
    settings = services.settings
    place = f"http://{settings.host}:{settings.port}"
    if cooperatives is not None:
        # Imported here, because a server without demonstration has no use for its names.
        from cli.demonstration.opening import open_demonstration  # noqa: PLC0415

        await open_demonstration(services, address=place, out=console(), cooperatives=cooperatives)
        return
    click.echo(f"Sokoguru: {place}/graphql")
    invitation = await services.access.invitations.first_link()
    if invitation is not None:
        click.echo(f"First administrator, once: {invitation.link}")
