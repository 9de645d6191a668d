"""`sokoguru serve`: PostgreSQL, the log, the views and the API.

This process takes the address, keeps the database running, and starts the others
(`cli.processes`). The first SIGTERM or SIGINT lets running requests finish and closes everything
in order; a second one does not wait for them. What was acknowledged is durable in any case.
"""

import asyncio
import os
from functools import partial
from tempfile import TemporaryDirectory

import click
import msgspec

from cli.open_files import raise_limit_of_files
from cli.options import data_dir
from cli.preparing import prepare
from cli.processes.orders import Orders
from cli.processes.supervisor import Supervisor
from cli.server_address import taken_address
from infrastructure.access.rate_limits import memory_file
from infrastructure.embedded_postgres.address import database_address
from infrastructure.logs.configure import configure_logging
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings

A_DAY = 86_400
SHARED_FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""Where the processes of a server count together; read by the library of metrics."""


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Where to listen (setting SOKOGURU_HOST).")
@click.option("--port", type=int, help="Port; 0 takes a free one (setting SOKOGURU_PORT).")
@data_dir
@click.option("--demo", is_flag=True, help="Fill the log with demonstration data first.")
@click.option(
    "--workers",
    type=click.IntRange(0, 256),
    help="Processes that answer requests (setting SOKOGURU_WORKERS).",
)
@click.option(
    "--cooperatives",
    type=click.IntRange(1, 100_000),
    default=300,
    show_default=True,
    help="How many cooperatives the demonstration invents.",
)
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    host: str | None,
    port: int | None,
    data_dir: str | None,
    workers: int | None,
    demo: bool,
    cooperatives: int,
) -> None:
    """Start the server: API, GraphiQL, health and metrics.

    Menjalankan server: API, GraphiQL, pemeriksaan kesehatan, dan metrik.

    \b
    sokoguru serve                      with its own PostgreSQL, in the user's data folder
    sokoguru serve --demo --port 0      with invented cooperatives, on a free port
    SOKOGURU_DATABASE_URL=postgresql://user@db/sokoguru sokoguru serve
    """
    settings = read_settings(os.environ, host=host, port=port, data_dir=data_dir, workers=workers)
    configure_logging(settings)
    raise_limit_of_files()
    with taken_address(settings) as address, database_address(settings) as database:
        prepare(database, settings)
        known = msgspec.structs.replace(settings, port=address.getsockname()[1])
        orders = partial(
            Orders,
            settings=for_a_day(known) if demo else known,
            database=database,
            listener=address.fileno(),
            rates=memory_file(),
            cooperatives=cooperatives if demo else None,
        )
        with TemporaryDirectory() as figures:
            os.environ[SHARED_FIGURES] = figures
            supervisor = Supervisor(lambda part: orders(part=part), workers_of(settings))
            status = asyncio.run(supervisor.run())
    context.exit(status)


def workers_of(settings: Settings) -> int:
    """Return how many processes answer: as many as *settings* say, or one for two processors.

    The database and the process that follows the log need the others.

    >>> workers_of(Settings(workers=3))
    3
    """
    return settings.workers or max(1, _processors() // 2)


def _processors() -> int:
    """Return how many processors this process may use; not every system says."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def for_a_day(settings: Settings) -> Settings:
    """Return *settings* with sessions that last a day: a demonstration is laid aside for hours."""
    return msgspec.structs.replace(
        settings,
        session_idle_seconds=max(settings.session_idle_seconds, A_DAY),
        session_seconds=max(settings.session_seconds, A_DAY),
    )
