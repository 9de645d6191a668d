"""`sokoguru demo`: one cooperative through the whole process, told in the terminal."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from uuid import UUID

import click

from cli.composition import Options, open_services
from cli.demonstration.cast import opening
from cli.demonstration.every_area import EveryArea
from cli.demonstration.fill import fill, target_of
from cli.demonstration.places import SEMARANG
from cli.demonstration.walkthrough.narration import Narrator, cast_of
from cli.demonstration.walkthrough.script import RULESET, script
from cli.options import data_dir, language
from cli.preparing import prepare
from cli.screen import Screen, console
from domain.kernel.text import Text
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.embedded_postgres.roles import Role
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings

FIRST_NUMBER = 1_000_000
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
    """Tell the whole story of one cooperative.

    Menceritakan satu koperasi: mendaftar, diverifikasi, dinilai, dikembalikan, diperbaiki,
    diberi skor, dikoreksi, lalu bertanya tentang keadaan sebelum koreksi.

    From registration to a corrected score: real commands against a real log, in a
    throw-away PostgreSQL unless a folder is named.

    \b
    sokoguru demo --lang en
    sokoguru demo --keep
    """
    screen = Screen(console(), lang, {})
    screen.line(BEGINNING)
    with _folder(data_dir, keep=keep) as folder:
        settings = read_settings(os.environ, data_dir=str(folder))
        with embedded_postgres(folder, role=Role.SERVER) as address:
            prepare(address, settings)
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
    async with open_services(address, settings, Options(areas=EveryArea())) as services:
        await fill(target_of(services), [opening(SEMARANG)], _ignored)
        number = FIRST_NUMBER + await services.store.last_position()
        told = script(number, rulesets[RULESET])
        await Narrator(services, told, Screen(console(), lang, cast_of(told))).tell()
        return told.case.assessment


def _ignored() -> None:
    """Show no progress: the prologue is short."""
