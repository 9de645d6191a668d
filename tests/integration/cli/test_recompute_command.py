"""`sokoguru recompute` looks at every score; the server has it done each night."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import psycopg
import pytest
from click.testing import CliRunner, Result
from structlog.testing import capture_logs

from application.kernel.score_checks import Check
from cli.demonstration.semarang import handayani
from cli.group import sokoguru
from cli.nights import check_if_due, keep_looking, recompute
from domain.kernel.log import LogUnavailable
from infrastructure.postgres.sql import Pool
from infrastructure.score_checks.table import CheckTable, only_here
from tests.support.databases import as_server
from tests.support.office import StoppedClock
from tests.support.stories import RULESETS, change, last_assessment, tell

NIGHT = datetime(2036, 11, 24, 18, 5, tzinfo=UTC)
CHECK = Check(began_at=NIGHT, ended_at=NIGHT, up_to=9, assessments=1, scores=2, mismatches=0)


def run(url: str, *words: str) -> Result:
    """Run the command against the database at *url*."""
    environment = {"SOKOGURU_DATABASE_URL": as_server(url), "SOKOGURU_DATA_DIR": ""}
    return CliRunner().invoke(sokoguru, ["recompute", "--lang", "en", *words], env=environment)


@pytest.fixture
def assessment(database_url: str) -> UUID:
    """The published case, scored in the database of the test."""
    story = handayani(RULESETS)
    asyncio.run(tell(database_url, story))
    return last_assessment(story)


async def last_check(url: str) -> Check | None:
    """Return what the database at *url* keeps of the last check."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT result FROM score_checks ORDER BY number").fetchall()
    return msgspec.convert(row[-1][0], Check) if row else None


@pytest.mark.usefixtures("assessment")
def test_scores_that_follow_are_counted(database_url: str) -> None:
    """Success, and how many there are; nothing is kept."""
    found = run(database_url)
    assert (found.exit_code, found.stdout) == (
        0,
        "1 scores of 1 assessments recomputed; 0 differ.\n",
    )
    assert asyncio.run(last_check(database_url)) is None


def test_a_score_that_was_changed_is_named(database_url: str, assessment: UUID) -> None:
    """By cooperative, year, assessment and position, with what differs; the status is 1."""
    change(database_url, assessment, b'"total":"81.50"', b'"total":"91.50"')
    found = run(database_url)
    assert found.exit_code == 1
    whose, what, counted = found.stdout.splitlines()
    assert whose.startswith("Position ")
    assert whose.endswith(f", book year 2015, assessment {assessment}")
    assert (what, counted[-9:]) == ("  /total: 91.50 != 81.50", "1 differ.")


def test_at_night_the_result_is_kept_and_each_difference_is_an_alarm(
    database_url: str, assessment: UUID
) -> None:
    """One line for a score, whatever differs in it."""
    change(database_url, assessment, b'"total":"81.50"', b'"total":"91.50"')
    found = run(database_url, "--nightly")
    assert found.exit_code == 1
    (line,) = [each for each in found.stderr.splitlines() if "score_differs" in each]
    assert str(assessment) in line
    assert "/total: 91.50 != 81.50" in line
    kept = asyncio.run(last_check(database_url))
    assert kept is not None
    assert (kept.mismatches, kept.differing[0].assessment) == (1, assessment)


def test_a_story_that_cannot_be_read_differs(database_url: str, assessment: UUID) -> None:
    """Bytes of the opening that are none: the score is named all the same."""
    spoil(database_url, assessment, "assessment.opened.v2")
    found = run(database_url)
    assert found.exit_code == 1
    assert "cooperative -, book year -" in found.stdout
    assert "Error: " in found.stdout


def test_a_score_that_cannot_be_read_ends_the_check(database_url: str, assessment: UUID) -> None:
    """What comes after it was not looked at: status 4, and an alarm at night."""
    spoil(database_url, assessment, "assessment.scored.v1")
    found = run(database_url, "--nightly")
    assert found.exit_code == 4
    assert "It did not come to the end: " in found.stderr
    assert "recompute_failed" in found.stderr


def spoil(url: str, assessment: UUID, topic: str) -> None:
    """Replace the bytes of an event by what is no event."""
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE stored_events DISABLE TRIGGER ALL")
        connection.execute(
            "UPDATE stored_events SET state = '{}' WHERE originator_id = %s AND topic = %s",
            [assessment, topic],
        )


def test_a_database_that_goes_away_meanwhile_is_told(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 4 and a sentence; nothing is kept, as nothing was found out."""

    async def lost(*_: object) -> Check:
        raise LogUnavailable("The database cannot serve just now.")

    monkeypatch.setattr("cli.recompute.check_scores", lost)
    found = run(database_url, "--nightly")
    assert found.exit_code == 4
    assert "The database cannot serve just now." in found.stderr
    assert asyncio.run(last_check(database_url)) is None


def test_a_database_without_a_log_cannot_be_checked(empty_database_url: str) -> None:
    """Status 4, as of every command that cannot do its work."""
    assert run(empty_database_url).exit_code == 4


async def test_a_check_is_kept_and_found_again(pool: Pool) -> None:
    """The one that began last, whoever kept it."""
    checks = CheckTable(pool)
    assert (await checks.last(), await checks.begun()) == (None, None)
    await checks.keep(CHECK)
    earlier = msgspec.structs.replace(CHECK, began_at=NIGHT - timedelta(days=1))
    await checks.keep(earlier)
    assert (await checks.last(), await checks.begun()) == (CHECK, NIGHT)


async def test_of_several_processes_one_checks(pool: Pool) -> None:
    """Until it is done the others are told no."""
    async with only_here(pool) as first, only_here(pool) as second:
        assert (first, second) == (True, False)
    async with only_here(pool) as again:
        assert again


class Counted:
    """Stands in for the process that checks: keeps a check that began at *moment*."""

    def __init__(self, pool: Pool, moment: datetime) -> None:
        self.times = 0
        self._pool = pool
        self._moment = moment

    async def __call__(self) -> int:
        """Check, while another process is turned away."""
        self.times += 1
        another = check_if_due(self._pool, StoppedClock(self._moment), 1, self)
        assert not await another
        kept = msgspec.structs.replace(CHECK, began_at=self._moment)
        await CheckTable(self._pool).keep(kept)
        return 0


@pytest.mark.usefixtures("assessment")
async def test_a_night_is_checked_once_by_one_process(pool: Pool) -> None:
    """The log is older than the night; afterwards the check is."""
    clock, check = StoppedClock(NIGHT), Counted(pool, NIGHT)
    assert await check_if_due(pool, clock, 1, check)
    assert not await check_if_due(pool, clock, 1, check)
    assert check.times == 1
    tomorrow = NIGHT + timedelta(days=1)
    assert await check_if_due(pool, StoppedClock(tomorrow), 1, Counted(pool, tomorrow))


@pytest.mark.usefixtures("assessment")
async def test_a_check_that_did_not_come_to_its_end_is_told(pool: Pool) -> None:
    """Killed for want of memory, say; it is begun anew at the next look."""

    async def killed() -> int:
        return -9

    for _ in range(2):
        with capture_logs() as lines:
            assert await check_if_due(pool, StoppedClock(NIGHT), 1, killed)
        assert [(each["event"], each["status"]) for each in lines] == [("recompute_ended", -9)]


async def test_an_empty_log_is_not_checked(pool: Pool) -> None:
    """There is nothing to find."""
    assert not await check_if_due(pool, StoppedClock(NIGHT), 1, Counted(pool, NIGHT))


@pytest.mark.usefixtures("assessment")
async def test_the_check_runs_in_a_process_of_its_own(database_url: str) -> None:
    """It ends with status 0, and has kept what it found."""
    assert await recompute(as_server(database_url)) == 0
    kept = await last_check(database_url)
    assert kept is not None
    assert (kept.scores, kept.mismatches) == (1, 0)


async def test_the_process_ends_with_its_server(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops waiting for it takes it along; its priority is low while it runs."""
    sleeping = await asyncio.create_subprocess_exec("sleep", "600")
    asked: list[tuple[str, ...]] = []

    async def begin(*words: str, **_: object) -> asyncio.subprocess.Process:
        asked.append(words)
        return sleeping

    monkeypatch.setattr(asyncio, "create_subprocess_exec", begin)
    running = asyncio.create_task(recompute(database_url))
    await asyncio.sleep(0)
    assert asked[0][-2:] == ("recompute", "--nightly")
    assert os.getpriority(os.PRIO_PROCESS, sleeping.pid) == 15
    running.cancel()
    await asyncio.wait([running])
    assert sleeping.returncode == -9


@pytest.mark.parametrize(
    ("error", "told"), [(ValueError(), ["recompute_not_begun"]), (ConnectionRefusedError(), [])]
)
async def test_a_look_that_fails_is_told_and_repeated(error: Exception, told: list[str]) -> None:
    """A database that is away is told of by everybody else already."""
    looks = 0

    async def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise error
        raise asyncio.CancelledError

    with capture_logs() as lines, pytest.raises(asyncio.CancelledError):
        await keep_looking(look, pause=0)
    assert ([each["event"] for each in lines], looks) == (told, 2)
