"""`sokoguru demo`: one cooperative through the whole process, told in the terminal."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from uuid import UUID

import click

from application.bundled import publish_bundled_rulesets
from application.handle import Handler
from cli.demonstration.cast import opening
from cli.demonstration.fill import Target, fill
from cli.demonstration.places import SEMARANG
from cli.demonstration.tale.script import RULESET, script
from cli.demonstration.tale.telling import Stage, Teller, cast_of
from cli.options import data_dir, language
from cli.screen import Screen, console
from domain.text import Text
from infrastructure.documents import PostgresDocumentStore
from infrastructure.environment import read_settings
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.embedded import embedded_postgres
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection, server_pool
from infrastructure.rulesets import bundled_rulesets
from infrastructure.settings import Settings
from projections.runner import Runner

FIRST_NUMBER = 1_000
"""Numbers from here on are beyond the invented cooperatives of `sokoguru serve --demo`."""
BEGINNING = Text(
    "Sokoguru: satu koperasi dari pendaftaran sampai koreksi. Tunggu PostgreSQL ...",
    "Sokoguru: one cooperative from registration to correction. Starting PostgreSQL ...",
)
KEPT = Text(
    "Semua tersimpan. Lihat lagi: sokoguru replay {assessment} --data-dir {folder}",
    "Everything was kept. Look again: sokoguru replay {assessment} --lang en --data-dir {folder}",
)
GONE = Text(
    "Basis data sementara dihapus. Simpan dengan --keep.",
    "The throw-away database is gone. Keep it with --keep.",
)


@click.command("demo")
@language
@click.option("--keep", is_flag=True, help="Keep the throw-away database and say where it is.")
@data_dir
def command(lang: str, data_dir: str | None, *, keep: bool) -> None:
    """Tell the story of one cooperative, from registration to a corrected score.

    Menceritakan satu koperasi: mendaftar, diverifikasi, dinilai, dikembalikan, diperbaiki,
    diberi skor, dikoreksi, lalu bertanya tentang keadaan sebelum koreksi.

    Real commands against a real log, in a throw-away PostgreSQL unless a folder is named.

    \b
    sokoguru demo --lang en
    sokoguru demo --keep
    """
    screen = Screen(console(), lang, {})
    screen.line(BEGINNING)
    with _folder(data_dir, keep=keep) as folder:
        settings = read_settings(os.environ, data_dir=str(folder))
        with embedded_postgres(folder) as address:
            assessment = asyncio.run(_tell(address, settings, lang))
    kept = KEPT.format(assessment=assessment, folder=folder)
    screen.line(kept if keep or data_dir else GONE)


@contextmanager
def _folder(named: str | None, *, keep: bool) -> Iterator[Path]:
    """Lend the folder of the database, the one *named* or a new one."""
    if named:
        yield Path(named)
    elif keep:
        yield Path(mkdtemp(prefix="sokoguru-"))
    else:
        with TemporaryDirectory(prefix="sokoguru-") as folder:
            yield Path(folder)


async def _tell(address: str, settings: Settings, lang: str) -> UUID:
    """Tell the story, and return the assessment that it was about."""
    rulesets = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
    async with _stage(address, settings) as stage:
        await publish_bundled_rulesets(stage.target.handler, rulesets.values())
        await fill(stage.target, [opening(SEMARANG)], _ignored)
        number = FIRST_NUMBER + await stage.target.store.last_position()
        told = script(number, rulesets[RULESET])
        await Teller(stage, told, Screen(console(), lang, cast_of(told))).tell()
        return told.case.assessment


@asynccontextmanager
async def _stage(address: str, settings: Settings) -> AsyncIterator[Stage]:
    """Open a log with its handler and its views, and close them afterwards."""
    async with owner_connection(address, settings) as connection:
        await migrate(connection)
    async with server_pool(address, settings) as pool, AsyncpgEventStore(pool, Mapper()) as store:
        documents = PostgresDocumentStore(pool)
        handler = Handler(store, SystemClock(), documents)
        runner = Runner(pool)
        await runner.start()
        try:
            target = Target(handler=handler, store=store, documents=documents)
            yield Stage(target=target, database=pool, runner=runner)
        finally:
            await runner.stop()


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


def _ignored(_steps: int) -> None:
    """Show no progress: the prologue is short."""
