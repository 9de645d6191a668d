"""However the log is cut into batches, and however often it is told, the rows are the same."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.assessment.events import (
    AssessmentReturned,
    AssessmentVerified,
    Document,
    DocumentAttached,
    ObjectionRaised,
    ObjectionResolved,
    ReturnFinding,
    ScoreChangeKind,
)
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRelocated,
    RegistrationRejected,
    RegistrationVerified,
)
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from tests.integration.projections.steps import contents, follow, forget
from tests.support.databases import Databases, as_server
from tests.support.history import LOCATION, History, named, profile, scored, write

DEEDS = Document(digest="sha256:2", name="akta.pdf", media_type="application/pdf", size=8)


def eventful() -> History:
    """Return a history in which everything happens at least once."""
    history = History()
    arta, bakti = history.register("Arta"), history.register("Bakti", area="51.71")
    history.add(arta, RegistrationVerified())
    history.add(bakti, RegistrationRejected(reason="double"))
    first = history.open(arta, 2024)
    second = history.open(arta, 2025)
    history.submit(first)
    history.submit(second)
    history.add(first, DocumentAttached(document=DEEDS))
    finding = ReturnFinding(item="cash", text="Does not add up.")
    history.add(first, AssessmentReturned(submission=1, findings=(finding,)))
    history.submit(first, 2)
    history.add(first, DocumentAttached(document=DEEDS))
    history.add(first, AssessmentVerified(submission=2))
    history.score(first, "81.50")
    history.add(arta, CooperativeProfileChanged(profile=profile("Arta Jaya", area="33")))
    history.add(first, ObjectionRaised(objection=1, reason="The cash is wrong."))
    history.add(first, scored("90", kind=ScoreChangeKind.OBJECTION_RESOLVED, supersedes=8))
    history.add(first, ObjectionResolved(objection=1, upheld=True, reason="It was."))
    history.add(arta, CooperativeRelocated(location=LOCATION, reason="new office"))
    history.add(second, AssessmentVerified(submission=1))
    history.score(second, "60")
    history.void(second, 5)
    history.void(history.open(arta, 2023), None)
    history.add(arta, CooperativeDeactivated(reason="asleep"))
    history.add(arta, CooperativeReactivated(reason="awake"))
    history.add_bytes(named("elsewhere"), "elsewhere.happened.v1", b"\x00")
    return history


HISTORY = eventful()


@pytest.fixture(scope="module")
def told_url(databases: Databases) -> Iterator[str]:
    """The address of a database whose log holds the history, for all examples."""
    with databases.migrated() as url:
        asyncio.run(write(url, HISTORY.lines))
        yield url


async def rows_after(url: str, sizes: Sequence[int]) -> object:
    """Return the rows of all views after batches of these *sizes*, then one of the rest."""
    async with server_pool(as_server(url), Settings(pool_min=1, pool_max=2)) as pool:
        await forget(pool)
        for size in sizes:
            await follow(pool, batch=size, steps=1)
        await follow(pool)
        return await contents(pool)


async def test_batches_cut_anywhere_give_the_same_rows(told_url: str) -> None:
    """One event at a time, all at once, and anything between."""
    at_once = await rows_after(told_url, [])

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.integers(1, 12), max_size=12))
    def cut_anywhere(sizes: list[int]) -> None:
        assert loop.run_until_complete(rows_after(told_url, sizes)) == at_once

    loop = asyncio.new_event_loop()
    try:
        await asyncio.to_thread(cut_anywhere)
    finally:
        loop.close()
    one_by_one = await rows_after(told_url, [1] * HISTORY.end)
    assert one_by_one == at_once


@pytest.mark.parametrize("batch", [1, 7, 1000])
async def test_a_history_told_twice_changes_nothing(
    pool: Pool, database_url: str, batch: int
) -> None:
    """Even when the positions were lost and everything is read again."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    once = await contents(pool)
    await pool.execute("DELETE FROM notification_tracking WHERE application_name LIKE 'views.%'")
    await follow(pool, batch=batch)
    assert await contents(pool) == once
