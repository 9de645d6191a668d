"""Every question answers with what the asker may see, and with nothing else."""

from collections.abc import Awaitable, Callable, Mapping, Sized
from uuid import UUID

import pytest

from application.authorisation import ViewScope
from infrastructure.postgres.sql import Pool
from projections.views.assessments import entries, verification_queue
from projections.views.assessments import questions as assessments
from projections.views.audit_trail import questions as audit_trail
from projections.views.cooperatives import questions as cooperatives
from projections.views.registrations import questions as registrations
from projections.views.scores import questions as scores
from tests.integration.projections.steps import tell
from tests.support.history import History, named

ARTA = named("Arta")
Question = Callable[[Pool, ViewScope], Awaitable[object]]


def told() -> tuple[History, UUID, UUID]:
    """Return a history in 33.74 alone, with a scored and a submitted assessment."""
    history = History()
    history.active("Arta")
    scored = history.published(ARTA, 2024, "80")
    waiting = history.open(ARTA, 2025)
    history.submit(waiting)
    return history, scored, waiting


HISTORY, SCORED, WAITING = told()
SCORE = next(line.position for line in HISTORY.lines if line.topic == "assessment.scored.v1")


async def size(answer: Awaitable[object]) -> int:
    """Return how much an answer holds: rows of a page, entries, or a number."""
    found = await answer
    if found is None or isinstance(found, int):
        return found or 0
    rows = getattr(found, "rows", found)
    return len(rows) if isinstance(rows, Sized) else 1


async def count_of(answer: Awaitable[Mapping[UUID, int]], key: UUID) -> int:
    """Return what an answer counts under *key*, 0 when it knows nothing of it."""
    return (await answer).get(key, 0)


async def rows_of(answer: Awaitable[object], key: object) -> object:
    """Return what an answer holds under *key*."""
    found: object = (await answer)[key]  # type: ignore[index]
    return found


QUESTIONS: dict[str, Question] = {
    "cooperatives.page": lambda pool, scope: cooperatives.page(pool, scope=scope),
    "cooperatives.count": lambda pool, scope: cooperatives.count(pool, scope=scope),
    "cooperatives.by_ids": lambda pool, scope: cooperatives.by_ids(pool, scope=scope, ids=[ARTA]),
    "cooperatives.by_id": lambda pool, scope: cooperatives.by_id(
        pool, scope=scope, cooperative=ARTA
    ),
    "cooperatives.by_legal_number": lambda pool, scope: cooperatives.by_legal_number(
        pool, scope=scope, legal_number="Arta/BH"
    ),
    "registrations.page": lambda pool, scope: registrations.page(pool, scope=scope),
    "registrations.count": lambda pool, scope: registrations.count(pool, scope=scope),
    "assessments.page": lambda pool, scope: assessments.page(pool, scope=scope),
    "assessments.count": lambda pool, scope: assessments.count(pool, scope=scope),
    "assessments.by_ids": lambda pool, scope: assessments.by_ids(pool, scope=scope, ids=[WAITING]),
    "assessments.by_id": lambda pool, scope: assessments.by_id(
        pool, scope=scope, assessment=WAITING
    ),
    "assessments.pages_of_cooperatives": lambda pool, scope: rows_of(
        assessments.pages_of_cooperatives(pool, scope=scope, cooperatives=[ARTA]), ARTA
    ),
    "assessments.counts_of_cooperatives": lambda pool, scope: count_of(
        assessments.counts_of_cooperatives(pool, scope=scope, cooperatives=[ARTA]), ARTA
    ),
    "entries.entered": lambda pool, scope: entries.entered(pool, scope=scope, assessment=WAITING),
    "verification_queue.page": lambda pool, scope: verification_queue.page(pool, scope=scope),
    "verification_queue.count": lambda pool, scope: verification_queue.count(pool, scope=scope),
    "scores.page": lambda pool, scope: scores.page(pool, scope=scope),
    "scores.count": lambda pool, scope: scores.count(pool, scope=scope),
    "scores.pages_of_cooperatives": lambda pool, scope: rows_of(
        scores.pages_of_cooperatives(pool, scope=scope, cooperatives=[ARTA]), ARTA
    ),
    "scores.counts_of_cooperatives": lambda pool, scope: count_of(
        scores.counts_of_cooperatives(pool, scope=scope, cooperatives=[ARTA]), ARTA
    ),
    "scores.by_positions": lambda pool, scope: scores.by_positions(
        pool, scope=scope, positions=[SCORE]
    ),
    "scores.current_of_cooperatives": lambda pool, scope: scores.current_of_cooperatives(
        pool, scope=scope, cooperatives=[ARTA]
    ),
    "scores.current_of_assessments": lambda pool, scope: scores.current_of_assessments(
        pool, scope=scope, assessments=[SCORED]
    ),
    "scores.history_of_assessments": lambda pool, scope: rows_of(
        scores.history_of_assessments(pool, scope=scope, assessments=[SCORED]), SCORED
    ),
    "audit_trail.page": lambda pool, scope: audit_trail.page(pool, scope=scope),
    "audit_trail.count": lambda pool, scope: audit_trail.count(pool, scope=scope),
    "audit_trail.by_positions": lambda pool, scope: audit_trail.by_positions(
        pool, scope=scope, positions=[SCORE]
    ),
    "audit_trail.stream_story": lambda pool, scope: audit_trail.stream_story(
        pool, scope=scope, stream=ARTA
    ),
}

PUBLIC = {name for name in QUESTIONS if name.startswith(("cooperatives.", "score"))}

SEES = (
    ViewScope(territory="ID"),
    ViewScope(territory="33"),
    ViewScope(territory="33.74"),
    ViewScope(cooperative=ARTA),
    ViewScope(territory="33.74", cooperative=ARTA),
)
SEES_NOTHING = (
    ViewScope(),
    ViewScope(territory="33.7"),
    ViewScope(territory="51"),
    ViewScope(territory="33.74.01"),
    ViewScope(cooperative=named("Bakti")),
    ViewScope(territory="51", cooperative=ARTA),
)


@pytest.fixture
async def views(pool: Pool, database_url: str) -> Pool:
    """A database whose views hold the history."""
    await tell(database_url, pool, HISTORY)
    return pool


@pytest.mark.parametrize("name", QUESTIONS)
async def test_each_question_keeps_to_the_territory(views: Pool, name: str) -> None:
    """An office, the ministry and the cooperative itself see it; nobody else does."""
    ask = QUESTIONS[name]
    for scope in SEES:
        assert await size(ask(views, scope)) > 0, scope
    for scope in SEES_NOTHING:
        assert await size(ask(views, scope)) == 0, scope
    for public in (ViewScope(public=True), ViewScope(territory="51", public=True)):
        assert (await size(ask(views, public)) > 0) == (name in PUBLIC)


def _view(module: str) -> str:
    """Return the name of the view, or of the module beside its questions."""
    return module.removeprefix("projections.views.").removesuffix(".questions").rpartition(".")[2]


def test_every_question_is_asked_here() -> None:
    """A question that takes a scope and is missing above would go untested."""
    modules = (
        assessments,
        audit_trail,
        cooperatives,
        entries,
        registrations,
        scores,
        verification_queue,
    )
    scoped = {
        f"{_view(module.__name__)}.{name}"
        for module in modules
        for name, thing in vars(module).items()
        if getattr(thing, "__module__", None) == module.__name__
        and "scope" in getattr(thing, "__annotations__", {})
        and not name.startswith("_")
    }
    assert scoped - {"cooperatives.by_nik", "cooperatives.likely_duplicates"} == set(QUESTIONS)
