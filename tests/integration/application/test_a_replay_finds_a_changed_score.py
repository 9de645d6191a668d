"""`sokoguru replay` says so, and fails, when a recorded score is not what was entered."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
import pytest
from click.testing import CliRunner, Result

from application.kernel.handler import Handler
from application.scoring.bundled import publish_bundled_rulesets
from cli.demonstration.cast import first_officer
from cli.demonstration.fill import Target, fill
from cli.demonstration.places import SEMARANG
from cli.demonstration.semarang import handayani
from cli.demonstration.stories import story_of
from cli.demonstration.story import Step, Story
from cli.group import sokoguru
from cli.replay import command
from domain.assessment.commands import CorrectAssessment, OpenAssessment
from domain.assessment.events import Changes, ComponentEntry, Evidence
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import server_pool
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.settings import Settings
from tests.support.null_ports import EveryArea, NullOrigins, NullRefusedCommands

RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
TODAY = datetime(2026, 11, 22, tzinfo=UTC)
DRAFTED = 8
"""A cooperative whose latest assessment is a draft."""


class Today:
    """The clock of the tests."""

    def now(self) -> datetime:
        """Return the same moment always."""
        return TODAY


async def tell(url: str, *stories: Story) -> None:
    """Put *stories* into the log."""
    async with server_pool(url, Settings()) as pool, AsyncpgEventStore(pool, Mapper()) as store:
        documents = PostgresDocumentStore(pool)
        handler = Handler(
            store,
            Today(),
            documents,
            areas=EveryArea(),
            refused=NullRefusedCommands(),
            origins=NullOrigins(),
        )
        await publish_bundled_rulesets(handler, RULESETS.values())
        target = Target(handler=handler, store=store, documents=documents)
        await fill(target, stories, lambda: None)


def last_assessment(story: Story) -> UUID:
    """Return the assessment that *story* opened last."""
    return [
        step.command.assessment for step in story.steps if isinstance(step.command, OpenAssessment)
    ][-1]


def change(url: str, assessment: UUID, old: bytes, new: bytes) -> None:
    """Do what nobody can who does not own the database: rewrite the score."""
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE stored_events DISABLE TRIGGER ALL")
        found = connection.execute(
            "SELECT originator_version, state FROM stored_events"
            " WHERE originator_id = %s AND topic = 'assessment.scored.v1'"
            " ORDER BY originator_version",
            [assessment],
        ).fetchone()
        assert found is not None
        version, state = found
        assert old in state
        connection.execute(
            "UPDATE stored_events SET state = %s"
            " WHERE originator_id = %s AND originator_version = %s",
            [state.replace(old, new), assessment, version],
        )


def replay(url: str, assessment: UUID, *options: str) -> Result:
    """Run the command against the database at *url*."""
    environment = {"SOKOGURU_DATABASE_URL": url, "SOKOGURU_DATA_DIR": ""}
    return CliRunner().invoke(command, [str(assessment), *options], env=environment)


@pytest.fixture
def assessment(database_url: str) -> UUID:
    """The published case, scored in the database of the test."""
    story = handayani(RULESETS)
    asyncio.run(tell(database_url, story))
    return last_assessment(story)


def test_an_untouched_score_is_equal(database_url: str, assessment: UUID) -> None:
    """The command succeeds and says so."""
    found = replay(database_url, assessment, "--lang", "en")
    assert (found.exit_code, found.output.splitlines()[-1]) == (0, "equal")


def test_a_changed_total_is_found_and_named(database_url: str, assessment: UUID) -> None:
    """91.50 in the place of 81.50: the command fails, and points at the total."""
    change(database_url, assessment, b'"total":"81.50"', b'"total":"91.50"')
    found = replay(database_url, assessment, "--lang", "en")
    assert found.exit_code == 1
    assert "/total: 91.50 != 81.50" in found.output
    assert found.output.splitlines()[-1] == "different"


def test_a_changed_total_that_stood_before_a_correction_is_found(database_url: str) -> None:
    """The standing score is right; the command fails all the same, and says which one."""
    story = handayani(RULESETS)
    assessment = last_assessment(story)
    third = msgspec.structs.replace(first_officer(SEMARANG).actor, account=str(UUID(int=3)))
    corrected = Step(
        name="correct",
        command=CorrectAssessment(
            assessment=assessment,
            changes=Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))}),
            reason="Salah ketik 7a",
            evidence=(Evidence(description="Surat koperasi 12/2016"),),
        ),
        actor=third,
    )
    asyncio.run(tell(database_url, Story(key=story.key, steps=(*story.steps, corrected))))
    assert replay(database_url, assessment).exit_code == 0
    change(database_url, assessment, b'"total":"81.50"', b'"total":"91.50"')
    found = replay(database_url, assessment, "--lang", "en")
    assert found.exit_code == 1
    assert "/total: 91.50 != 81.50" in found.output
    assert "The one that stands" in found.output
    assert found.output.splitlines()[-1] == "different"


def test_an_assessment_without_a_score_has_nothing_to_differ(database_url: str) -> None:
    """A draft is told step by step, and that is all."""
    story = story_of(DRAFTED, RULESETS, TODAY.date())
    asyncio.run(tell(database_url, story))
    found = replay(database_url, last_assessment(story))
    assert (found.exit_code, "dihitung ulang" in found.output) == (0, False)


def test_what_is_not_there_is_no_difference(database_url: str, empty_database_url: str) -> None:
    """An unknown id and a database without a log are told apart."""
    asyncio.run(tell(database_url))
    unknown = replay(database_url, UUID(int=404), "--lang", "en")
    assert unknown.exit_code == 3
    assert unknown.output == "There is no assessment with that id in this log.\n"
    words = ["replay", str(UUID(int=404))]
    empty = CliRunner().invoke(sokoguru, words, env={"SOKOGURU_DATABASE_URL": empty_database_url})
    assert (empty.exit_code, "holds no log of Sokoguru" in empty.output) == (4, True)


@pytest.mark.parametrize(
    "words", [("replay", str(UUID(int=404))), ("rebuild",), ("migrate", "--check")], ids="/".join
)
def test_a_command_that_only_looks_makes_no_database(tmp_path: Path, words: Sequence[str]) -> None:
    """A data folder that was mistyped is named, and nothing is made there."""
    folder = tmp_path / "mistyped"
    answer = CliRunner().invoke(sokoguru, [*words, "--data-dir", str(folder)], env={})
    assert answer.exit_code == 4
    assert f"There is no database in the data folder {folder}." in answer.output
    assert not folder.exists()
