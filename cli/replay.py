"""`sokoguru replay`: an assessment told step by step, and its score computed again.

It only reads, so it may run beside a server and on a copy of the database.
"""

import asyncio
import os
from uuid import UUID

import click

from api.relay.nodes import MalformedId, uuid_of
from application.kernel.ports import EventStore
from application.scoring.replay import recompute, replay
from cli.accounts import account_names
from cli.composition import open_log
from cli.options import data_dir, language
from cli.screen import Screen, console
from domain.kernel.text import Text
from infrastructure.embedded_postgres.address import database_address
from infrastructure.settings.environment import read_settings
from infrastructure.settings.settings import Settings

DIFFERENT, UNKNOWN = 1, 3
NOT_FOUND = Text(
    "Tidak ada penilaian dengan nomor pengenal itu di catatan ini.",
    "There is no assessment with that id in this log.",
)
STILL_TO_COME = Text(
    "Posisi itu belum terjadi; catatan kini sampai {end}.",
    "That position is still to come; the log is at {end}.",
)


class AssessmentId(click.ParamType[UUID]):
    """An assessment as the API names it, or as the log does (a UUID)."""

    name = "assessment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> UUID:
        """Return the assessment's stream."""
        try:
            return UUID(value)
        except ValueError:
            pass
        try:
            return uuid_of(value, "Assessment", field="ASSESSMENT")
        except MalformedId:
            return self.fail("this is no id of an assessment.", param, ctx)


@click.command("replay")
@click.argument("assessment", type=AssessmentId())
@click.option("--up-to", metavar="POSITION", type=click.IntRange(min=1), help="Stop there.")
@language
@data_dir
@click.pass_context
def command(
    context: click.Context, assessment: UUID, up_to: int | None, lang: str, data_dir: str | None
) -> None:
    """Replay an assessment and compute its score again.

    Memutar ulang satu penilaian langkah demi langkah, menghitung ulang setiap skornya, dan
    membandingkannya dengan yang tercatat.

    Exits with 1 when a recorded score, the standing one or an earlier one, is not what the
    events before it lead to, with 3 when there is no such assessment, and with 4 when the
    database cannot be read.

    \b
    sokoguru replay QXNzZXNzbWVudDo...             an id from the API, or a UUID
    sokoguru replay QXNzZXNzbWVudDo... --up-to 42  as it stood at position 42
    """
    settings = read_settings(os.environ, data_dir=data_dir)
    with database_address(settings, make=False) as address:
        equal = asyncio.run(_look(address, settings, assessment, lang, up_to))
    if equal is None:
        click.echo(NOT_FOUND.in_language(lang), err=True)
        context.exit(UNKNOWN)
    if not equal:
        context.exit(DIFFERENT)


async def _look(
    address: str, settings: Settings, assessment: UUID, lang: str, up_to: int | None
) -> bool | None:
    async with open_log(address, settings) as store:
        await refuse_future(store, up_to, lang)
        screen = Screen(console(), lang, await account_names(store))
        return await show_replay(store, assessment, screen, up_to=up_to)


async def refuse_future(store: EventStore, up_to: int | None, lang: str) -> None:
    """End with a sentence when the log has not reached *up_to* yet."""
    end = await store.last_position()
    if up_to is not None and up_to > end:
        raise click.ClickException(STILL_TO_COME.format(end=end).in_language(lang))


async def show_replay(
    store: EventStore, assessment: UUID, screen: Screen, *, up_to: int | None = None
) -> bool | None:
    """Show each step of *assessment* and its scores computed again.

    Says whether every recorded score is what follows from the events before it; None when
    there is no such assessment. An assessment without a score has nothing to differ.
    """
    steps = await replay(store, assessment, up_to=up_to)
    if not steps:
        return None
    screen.steps(steps)
    found = await recompute(store, assessment, up_to=up_to)
    if found is None:
        return True
    screen.recomputation(found)
    return found.story_equal
