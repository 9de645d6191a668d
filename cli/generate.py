"""`sokoguru generate`: fill an empty log with a whole nation, for measuring and for trying out."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
import uvloop
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from api.execution.services import Services
from cli.composition import open_log, open_services
from cli.demonstration.papers import PAPERS
from cli.demonstration.targets import YEARS
from cli.generation.lines import Ready
from cli.generation.own_log import refuse_others
from cli.generation.plan import MOST, MOST_SEEDS, Plan
from cli.generation.writing import write
from cli.options import data_dir
from cli.preparing import prepare
from infrastructure.embedded_postgres.address import database_address
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.logs.configure import configure_logging
from infrastructure.postgres.pool import server_pool
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings


@click.command("generate")
@click.option("--cooperatives", type=click.IntRange(1, MOST), default=130_000, show_default=True)
@click.option(
    "--years",
    type=click.IntRange(1, len(YEARS)),
    default=len(YEARS),
    show_default=True,
    help=f"Book years, the last of which is {YEARS[-1]}.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MOST_SEEDS),
    default=1,
    show_default=True,
    help="Another seed is another nation; the same one the same, event by event.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    help="Processes that score; as many as there are processors when left out.",
)
@data_dir
def command(cooperatives: int, years: int, seed: int, workers: int, data_dir: str | None) -> None:
    """Fill an empty log with invented cooperatives all over the country.

    Mengisi catatan kosong dengan koperasi rekaan di seluruh Indonesia.

    Registrations, assessments, scores and corrections, decided by the rules and written
    through the log. Killed halfway, it goes on where it was when called again.

    \b
    sokoguru generate --data-dir nation
    sokoguru generate --cooperatives 1000 --years 2 --seed 7 --data-dir small
    sokoguru rebuild --data-dir nation       afterwards: the views, faster than by serving
    """
    settings = read_settings(os.environ, data_dir=data_dir)
    configure_logging(settings)
    plan = Plan(cooperatives=cooperatives, years=years, seed=seed)
    with (
        database_address(settings) as address,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        prepare(address, settings)
        runner.run(_carry_out(address, settings, plan, workers))


async def _carry_out(address: str, settings: Settings, plan: Plan, workers: int) -> None:
    """Write *plan*, unless the log is somebody else's."""
    async with open_log(address, settings) as log:
        await refuse_others(log, plan)
    async with open_services(address, settings) as services:
        await _keep_papers(services)
    began = time.perf_counter()
    async with (
        server_pool(address, settings) as pool,
        AsyncpgEventStore(pool, Ready(), writers=1) as store,
    ):
        with _bar(plan) as told:
            written = await write(store, plan, workers, told)
        position = await store.last_position()
    spent = time.perf_counter() - began
    click.echo(f"{written:,} events in {spent:,.1f} s: {written / spent:,.0f} events a second.")
    click.echo(f"The log ends at position {position:,}. Next: sokoguru rebuild, sokoguru serve.")


async def _keep_papers(services: Services) -> None:
    """Keep the papers that cooperatives attach, before an event names them."""
    documents, now = services.documents, datetime.now(UTC)
    for digest, paper in PAPERS.items():
        await documents.put(paper.content, paper.document.media_type, by="nation", at=now)
        await documents.keep([digest], by="nation")


class _Told:
    """Moves the bar on after each batch."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._began = time.perf_counter()

    def __call__(self, done: int, written: int) -> None:
        """Show that *done* batches are there, and how fast events are written."""
        rate = written / (time.perf_counter() - self._began)
        self._progress.update(self._task, completed=done, events=written, rate=rate)


@contextmanager
def _bar(plan: Plan) -> Iterator[_Told]:
    """Show how far *plan* is, on the screen for errors."""
    with Progress(
        TextColumn("Generating"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[events]:,} events, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as progress:
        yield _Told(progress, progress.add_task("", total=plan.batches, events=0, rate=0.0))
