"""Stories of the demonstration put into the log of a test's database, and changed there.

A change is what nobody can do who does not own the database.
"""

from datetime import UTC, datetime
from uuid import UUID

import psycopg

from application.kernel.handler import Handler
from application.scoring.bundled import publish_bundled_rulesets
from cli.demonstration.fill import Target, fill
from cli.demonstration.story import Story
from domain.assessment.commands import OpenAssessment
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import server_pool
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.settings import Settings
from tests.support.databases import as_server
from tests.support.null_ports import EveryArea, NullOrigins, NullRefusedCommands

RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
TODAY = datetime(2026, 11, 22, tzinfo=UTC)


class Today:
    """The clock of the tests."""

    def now(self) -> datetime:
        """Return the same moment always."""
        return TODAY


async def tell(url: str, *stories: Story) -> None:
    """Put *stories* into the log."""
    async with (
        server_pool(as_server(url), Settings()) as pool,
        AsyncpgEventStore(pool, Mapper()) as store,
    ):
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
