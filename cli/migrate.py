"""`sokoguru migrate`: bring the tables of the database up to this code."""

import asyncio
import os

import click

from cli.options import data_dir
from infrastructure.embedded_postgres.address import database_address
from infrastructure.embedded_postgres.roles import Role
from infrastructure.postgres.migrate import Migration, migrate, pending
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables


@click.command("migrate")
@data_dir
@click.option("--check", is_flag=True, help="Only look; exit with 1 when something is missing.")
@click.pass_context
def command(context: click.Context, data_dir: str | None, *, check: bool) -> None:
    """Bring the tables of the database up to this Sokoguru.

    Memperbarui tabel basis data ke versi Sokoguru ini.

    The server has this done for its own PostgreSQL when it starts. For another, run it as the
    owner of the tables, before the server starts and after each update.

    \b
    sokoguru migrate                       the embedded PostgreSQL
    sokoguru migrate --check               what would be done
    SOKOGURU_OWNER_URL=postgresql://owner@db/sokoguru sokoguru migrate
    """
    settings = read_settings(os.environ, data_dir=data_dir)
    with database_address(settings, make=not check, role=Role.OWNER) as address:
        found = asyncio.run(_carry_out(address, settings, check=check))
    for migration in found:
        click.echo(f"{'missing' if check else 'applied'} {migration}")
    if not found:
        click.echo("The database is up to date.")
    elif check:
        context.exit(1)


async def _carry_out(address: str, settings: Settings, *, check: bool) -> tuple[Migration, ...]:
    """Apply what is missing, or with *check* only look, and return it."""
    async with owner_connection(address, settings) as connection:
        if check:
            return await pending(connection)
        applied = await migrate(connection)
        await prepare_tables(connection)
        return applied
