"""`sokoguru rebuild`: make the read models again from the log, while the server goes on."""

import asyncio
import os
import time
from collections.abc import Sequence

import click
import uvloop

from cli.bar import bar
from cli.options import data_dir
from infrastructure.embedded_postgres.address import database_address
from infrastructure.embedded_postgres.roles import Role
from infrastructure.postgres.migrate import refuse_unmigrated
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings
from projections.engine.batches import last_position
from projections.engine.culprits import ViewFailed
from projections.engine.projection import Projection
from projections.engine.rebuild import REBUILD_BATCH, AlreadyRebuilding, Busy, Rebuild, Report
from projections.engine.views import VIEWS


@click.command("rebuild")
@click.argument("names", nargs=-1, metavar="[VIEW]...")
@click.option("--batch", type=click.IntRange(min=1), default=REBUILD_BATCH, show_default=True)
@click.option("--check", is_flag=True, help="Only compare; exit with 1 when live rows are wrong.")
@data_dir
@click.pass_context
def command(
    context: click.Context,
    names: Sequence[str],
    batch: int,
    data_dir: str | None,
    *,
    check: bool,
) -> None:
    """Make the read models (or only each VIEW) again from the log.

    Menyusun ulang tampilan data dari catatan peristiwa.

    The new tables are filled beside the live ones, compared with them row by row and put in
    their place in one moment. A running server goes on all the time.

    \b
    sokoguru rebuild                 all views
    sokoguru rebuild scores          one of them
    sokoguru rebuild --check         compare, and leave the live tables as they are
    """
    settings = read_settings(os.environ, data_dir=data_dir)
    views = _chosen(names)
    with (
        database_address(settings, make=False, role=Role.OWNER) as address,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        report = runner.run(_carry_out(address, settings, views, batch, swap=not check))
    _tell(report)
    if check and report.differences:
        context.exit(1)


def _chosen(names: Sequence[str]) -> tuple[Projection, ...]:
    """Return the views called *names*, all when none is named."""
    known = {view.name: view for view in VIEWS}
    for name in names:
        if name not in known:
            raise click.BadParameter(
                f"There is no view {name!r}. The views are: {', '.join(known)}.",
                param_hint="VIEW",
            )
    return tuple(known[name] for name in names) or VIEWS


async def _carry_out(
    address: str, settings: Settings, views: Sequence[Projection], batch: int, *, swap: bool
) -> Report:
    """Rebuild *views* with a progress bar, and say how fast that was."""
    async with owner_connection(address, settings) as connection:
        await refuse_unmigrated(connection)
        end = await last_position(connection)
    began = time.perf_counter()
    with bar("Rebuilding", end) as say:
        rebuild = Rebuild(lambda: owner_connection(address, settings), views, batch=batch, say=say)
        try:
            report = await rebuild.run(swap=swap)
        except AlreadyRebuilding:
            raise click.ClickException("Another rebuild is at work on this database.") from None
        except ViewFailed as error:
            raise click.ClickException(
                f"{error}\nNothing was changed. What to do stands in docs/operations.md, under "
                "'When a view stalls'."
            ) from None
        except Busy:
            raise click.ClickException(
                "Long readers kept the live tables busy; nothing was changed. Try again later."
            ) from None
    spent = time.perf_counter() - began
    click.echo(f"{end:,} events in {spent:,.1f} s: {end / spent:,.0f} events a second.")
    return report


def _tell(report: Report) -> None:
    """Say what the comparison found, and where the views stand."""
    for found in report.differences:
        click.echo(
            f"{found.table}: {found.only_live:,} rows only in the live table, "
            f"{found.only_rebuilt:,} only in the rebuilt one."
        )
    if report.compared and not report.differences:
        click.echo(f"The live rows were right: {', '.join(report.compared)}.")
    if report.swapped:
        click.echo(f"The views now stand at position {report.position:,}.")
