"""`sokoguru recompute`: every score of the log computed again and compared with the record.

It only reads, so it may run beside a server and on a copy of the database. The server runs it
each night with --nightly (`cli.nights`).
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import click
import structlog

from application.kernel.ports import EventStore
from application.kernel.score_checks import Check
from application.scoring.nights import check_scores
from application.scoring.whole_log import Recomputed
from cli.bar import bar
from cli.composition import SystemClock, open_log_to_check
from cli.options import data_dir, language
from domain.assessment.events import AssessmentScored
from domain.kernel.log import LogUnavailable
from domain.kernel.text import Text
from infrastructure.embedded_postgres.address import database_address
from infrastructure.logs.configure import configure_logging
from infrastructure.mapper import Mapper
from infrastructure.settings.environment import read_settings
from infrastructure.settings.problems import CannotStart
from infrastructure.settings.settings import Settings

LOG = structlog.get_logger("sokoguru.recompute")

DIFFERENT, UNREADABLE = 1, 4
WHOSE = Text(
    "Posisi {position}: koperasi {cooperative}, tahun buku {year}, penilaian {assessment}",
    "Position {position}: cooperative {cooperative}, book year {year}, assessment {assessment}",
)
COUNTED = Text(
    "{scores} skor dari {assessments} penilaian dihitung ulang; {mismatches} berbeda.",
    "{scores} scores of {assessments} assessments recomputed; {mismatches} differ.",
)
ENDED = Text("Tidak selesai: {failure}", "It did not come to the end: {failure}")

Seen = Callable[[Recomputed], None]


@click.command("recompute")
@click.option(
    "--nightly",
    is_flag=True,
    help="As the server does it: a log line for each difference, and the result is kept.",
)
@language
@data_dir
@click.pass_context
def command(context: click.Context, lang: str, data_dir: str | None, *, nightly: bool) -> None:
    """Compute every score of the log again and name each that differs.

    Menghitung ulang setiap skor dalam catatan, dan menyebut setiap yang berbeda dari yang
    tercatat.

    Exits with 1 when a recorded score, standing or earlier, is not what the events before it
    lead to, and with 4 when the database or one of its scores cannot be read.

    \b
    sokoguru recompute             every assessment, standing scores and earlier ones
    sokoguru recompute --nightly   the same, with log lines, kept for /health/ready
    """
    settings = read_settings(os.environ, data_dir=data_dir)
    if nightly:
        configure_logging(settings)
    with database_address(settings, make=False) as address:
        check = asyncio.run(_look(address, settings, lang, nightly=nightly))
    told = COUNTED.format(
        scores=check.scores, assessments=check.assessments, mismatches=check.mismatches
    )
    click.echo(told.in_language(lang))
    if check.failure is not None:
        click.echo(ENDED.format(failure=check.failure).in_language(lang), err=True)
        context.exit(UNREADABLE)
    if check.mismatches:
        context.exit(DIFFERENT)


async def _look(address: str, settings: Settings, lang: str, *, nightly: bool) -> Check:
    """Check the log at *address*; *nightly* the result is kept, and told in the server's log."""
    async with open_log_to_check(address, settings) as (store, checks):
        try:
            check = await _check(store, lang, nightly=nightly)
        except LogUnavailable as error:
            raise CannotStart(str(error)) from error
        if nightly:
            await checks.keep(check)
            _log(check)
        return check


async def _check(store: EventStore, lang: str, *, nightly: bool) -> Check:
    """Check the log of *store*, and show every score that differs as soon as it is found."""
    topics = Mapper().topics_of(AssessmentScored)
    end = await store.last_position()
    with nullcontext(_unmoved) if nightly else bar("Recomputing", end) as move:

        def seen(score: Recomputed) -> None:
            move(score.position)
            if not score.agrees:
                _tell(score, lang)
                if nightly:
                    _alarm(score)

        return await check_scores(store, topics, SystemClock(), seen)


def _unmoved(_position: int) -> None:
    """Show no progress: nobody watches."""


def _tell(score: Recomputed, lang: str) -> None:
    """Write whose score differs, and in what."""
    whose = WHOSE.format(
        position=score.position,
        cooperative=score.cooperative or "-",
        year=score.book_year or "-",
        assessment=score.assessment,
    )
    click.echo(whose.in_language(lang))
    for line in _wrong(score):
        click.echo(f"  {line}")


def _wrong(score: Recomputed) -> Iterator[str]:
    """Yield in what *score* differs, one place a line."""
    if score.trouble is not None:
        yield score.trouble
    for each in score.differences:
        yield f"{each.pointer}: {each.recorded} != {each.recomputed}"


def _alarm(score: Recomputed) -> None:
    """Sound the alarm for one score: one line, whatever differs in it."""
    LOG.critical(
        "score_differs",
        position=score.position,
        assessment=str(score.assessment),
        cooperative=str(score.cooperative),
        book_year=score.book_year,
        wrong=next(_wrong(score)),
        places=len(score.differences),
    )


def _log(check: Check) -> None:
    """Say in one line what came of it."""
    if check.failure is not None:
        LOG.critical("recompute_failed", reason=check.failure, scores=check.scores)
        return
    LOG.info("recomputed", scores=check.scores, mismatches=check.mismatches, up_to=check.up_to)
