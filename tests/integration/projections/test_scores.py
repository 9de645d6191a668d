"""Every score ever decided stays, with the range of positions in which it was true."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from application.authorisation import ViewScope
from domain.assessment.events import ScoreChangeKind
from domain.kernel.time_zones import TimeZone
from domain.office.events import OfficeOpened, TimeZoneStated
from domain.office.state import office_stream
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Pool
from projections.querying.paging import PageRequest
from projections.views.scores import documents as score_documents
from projections.views.scores import questions as scores
from projections.views.scores.questions import ScoreFilter, ScoreOrder, ScoreRow
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import DIGEST, History, named, scored, write


async def totals(pool: Pool, **asked: object) -> list[str | None]:
    """Return the totals of the page of scores that is *asked* for."""
    page = await scores.page(pool, scope=NATIONAL, **asked)  # type: ignore[arg-type]
    return [None if row.total is None else str(row.total) for row in page.rows]


def corrected(history: History) -> tuple[int, int, int, int]:
    """Let one score be decided, corrected and voided, and another published after it."""
    assessment = history.published(named("Arta"), 2025, "81.50")
    first = history.end
    second = history.add(
        assessment,
        scored("59", Predicate.KURANG_SEHAT, ScoreChangeKind.CORRECTED, supersedes=5),
        actor="siti",
    )
    void = history.void(assessment, history.version(assessment))
    history.published(named("Arta"), 2025, "70")
    return first, second, void, history.end


@pytest.mark.parametrize("batch", [1, 4, 1000])
async def test_a_correction_ends_the_score_before_it(
    pool: Pool, database_url: str, batch: int
) -> None:
    """And a void ends the correction; ranges join without a gap or an overlap."""
    history = History()
    first, second, void, last = corrected(history)
    await write(database_url, history.lines)
    await follow(pool, batch=batch)
    page = await scores.page(
        pool, scope=NATIONAL, where=ScoreFilter(history=True), descending=False
    )
    assert [(row.position, row.valid_to, row.kind) for row in page.rows] == [
        (first, second, ScoreChangeKind.SCORED),
        (second, void, ScoreChangeKind.CORRECTED),
        (void, None, ScoreChangeKind.VOIDED),
        (last, None, ScoreChangeKind.SCORED),
    ]
    assert [row.supersedes for row in page.rows] == [None, 5, 6, None]
    assert [row.actor for row in page.rows] == ["officer", "siti", "officer", "officer"]
    assert page.rows[2].predicate is None


async def test_what_stood_at_a_position_is_asked_for_by_it(pool: Pool, database_url: str) -> None:
    """Before the correction the first score stood, after the void none."""
    history = History()
    first, second, void, last = corrected(history)
    await tell(database_url, pool, history)
    assert await totals(pool) == ["70"]
    assert await totals(pool, as_of=first - 1) == []
    assert await totals(pool, as_of=first) == ["81.50"]
    assert await totals(pool, as_of=second) == ["59"]
    assert await totals(pool, as_of=void) == []
    assert await totals(pool, as_of=last) == ["70"]
    past = ScoreFilter(history=True)
    assert await totals(pool, where=past, as_of=second) == ["59", "81.50"]
    assert await scores.count(pool, scope=NATIONAL, as_of=second) == 1


async def test_a_cooperative_has_the_score_of_its_latest_year(
    pool: Pool, database_url: str
) -> None:
    """A late assessment of an earlier year does not take its place."""
    history = History()
    history.published(named("Arta"), 2025, "80")
    history.published(named("Arta"), 2023, "60")
    unscored = history.open(named("Bakti"), 2025)
    await tell(database_url, pool, history)
    found = await scores.current_of_cooperatives(
        pool, scope=NATIONAL, cooperatives=[named("Arta"), named("Bakti")]
    )
    assert {key: str(row.total) for key, row in found.items()} == {named("Arta"): "80"}
    none = await scores.current_of_assessments(pool, scope=NATIONAL, assessments=[unscored])
    assert none == {}


async def test_an_assessment_tells_its_whole_history(pool: Pool, database_url: str) -> None:
    """Scores and void in order; one without any has an empty history."""
    history = History()
    corrected(history)
    opened = history.open(named("Bakti"), 2025)
    await tell(database_url, pool, history)
    (assessment,) = {line.stream for line in history.lines if "voided" in line.topic}
    found = await scores.history_of_assessments(
        pool, scope=NATIONAL, assessments=[assessment, opened]
    )
    assert [row.kind for row in found[assessment]] == ["SCORED", "CORRECTED", "VOIDED"]
    assert found[opened] == ()
    before = await scores.current_of_assessments(
        pool, scope=NATIONAL, assessments=[assessment], as_of=found[assessment][0].position
    )
    assert before[assessment].position == found[assessment][0].position


async def test_scores_are_narrowed_and_sorted(pool: Pool, database_url: str) -> None:
    """By year, ruleset, predicate, area; by position, year or total."""
    history = History()
    history.published(named("Arta"), 2024, "90")
    weak = history.open(named("Bakti"), 2025, area="51.71", ruleset="perdep-06-2016")
    history.score(weak, "40.25", Predicate.DALAM_PENGAWASAN)
    voided = history.published(named("Citra"), 2025, "66")
    history.void(voided, 5)
    await tell(database_url, pool, history)
    assert await totals(pool) == ["40.25", "90"]
    assert await totals(pool, order=ScoreOrder.TOTAL) == ["90", "40.25"]
    assert await totals(pool, order=ScoreOrder.BOOK_YEAR, descending=False) == ["90", "40.25"]
    everything = ScoreFilter(history=True)
    assert None in await totals(pool, where=everything)
    assert None not in await totals(pool, where=everything, order=ScoreOrder.TOTAL)
    for where, expected in (
        (ScoreFilter(cooperative=named("Arta")), ["90"]),
        (ScoreFilter(assessment=weak), ["40.25"]),
        (ScoreFilter(book_years=[2025]), ["40.25"]),
        (ScoreFilter(ruleset_ids=["perdep-06-2016"]), ["40.25"]),
        (ScoreFilter(predicates=[Predicate.SEHAT]), ["90"]),
        (ScoreFilter(area="51.71"), ["40.25"]),
    ):
        assert await totals(pool, where=where) == expected
    cursor = (await scores.page(pool, scope=NATIONAL, order=ScoreOrder.TOTAL)).cursor(0)
    rest = PageRequest(after=cursor)
    assert await totals(pool, order=ScoreOrder.TOTAL, request=rest) == ["40.25"]


async def test_each_cooperative_has_its_own_page_of_scores(pool: Pool, database_url: str) -> None:
    """Latest year first."""
    history = History()
    for year in (2023, 2024):
        history.published(named("Arta"), year, "80")
    await tell(database_url, pool, history)
    pages = await scores.pages_of_cooperatives(
        pool, scope=NATIONAL, cooperatives=[named("Arta"), named("nobody")]
    )
    assert [row.book_year for row in pages[named("Arta")].rows] == [2024, 2023]
    assert pages[named("nobody")].rows == ()


async def test_the_document_is_the_one_in_the_log(pool: Pool, database_url: str) -> None:
    """A void has none, and neither has an event that is no score."""
    history = History()
    first, second, void, _ = corrected(history)
    await tell(database_url, pool, history)
    found = await score_documents.by_positions(pool, positions=[1, first, second, void])
    assert {key: str(document.total) for key, document in found.items()} == {
        first: "81.50",
        second: "59",
    }
    assert found[first].ruleset == DIGEST
    rows = await scores.by_positions(pool, scope=NATIONAL, positions=[first, void, 1])
    assert list(rows) == [first, void]


async def test_voiding_what_had_no_score_is_no_score(pool: Pool, database_url: str) -> None:
    """A draft that is given up leaves nothing in the scores."""
    history = History()
    history.void(history.open(named("Arta"), 2025), None)
    await tell(database_url, pool, history)
    assert await totals(pool, where=ScoreFilter(history=True)) == []


async def test_scores_are_public(pool: Pool, database_url: str) -> None:
    """A score is published in the decision that gives it."""
    history = History()
    history.published(named("Arta"), 2025, "80")
    await tell(database_url, pool, history)
    page = await scores.page(pool, scope=ViewScope(public=True))
    assert all(isinstance(row, ScoreRow) for row in page.rows)
    assert len(page.rows) == 1


async def test_a_score_counts_from_the_day_at_the_office_that_decided(
    pool: Pool, database_url: str
) -> None:
    """At 15:30 UTC it is the next day in Jayapura; a stated day is nobody's clock."""
    history = History()
    opened = OfficeOpened(office="91.71", name="Dinas", territory="91.71")
    history.add(office_stream("91.71"), opened)
    cases = [history.open(named(name), 2025, area="91.71") for name in ("Arta", "Bakti", "Cipta")]
    history.score(cases[0], "81.50", office="91.71")
    history.score(cases[1], "82.50", office="unknown", effective_on=date(2026, 1, 3))
    history.add(cases[2], scored("83.50"))
    history.add(office_stream("91.71"), TimeZoneStated(time_zone=TimeZone.WIB, reason="SK 4/2026"))
    history.add(
        cases[0], scored("84.50", kind=ScoreChangeKind.CORRECTED, supersedes=2), office="91.71"
    )
    lines = [
        replace(line, recorded_at=datetime(2026, 1, 5, 15, 30, tzinfo=UTC))
        for line in history.lines
    ]
    await write(database_url, lines)
    await follow(pool)
    page = await scores.page(
        pool, scope=NATIONAL, where=ScoreFilter(history=True), descending=False
    )
    assert [(str(row.total), row.decided_on.day) for row in page.rows] == [
        ("81.50", 6),
        ("82.50", 3),
        ("83.50", 6),
        ("84.50", 5),
    ]


async def test_the_current_score_is_of_what_counts_for_the_latest_year(
    pool: Pool, database_url: str
) -> None:
    """A what-if never is; of several from before the rule the one that was opened first is."""
    history = History()
    arta = named("Arta")
    first = history.open(arta, 2025, ruleset="perdep-06-2016")
    second = history.open(arta, 2025, ruleset="permenkop-14-2009")
    tried = history.open(arta, 2025, ruleset="semarang-2015", what_if="Perbandingan")
    history.score(second, "70")
    history.score(first, "60")
    history.score(tried, "90")
    history.add(second, scored("75", kind=ScoreChangeKind.CORRECTED, supersedes=2))
    await write(database_url, history.lines)
    await follow(pool, batch=3)
    current = await scores.current_of_cooperatives(pool, scope=NATIONAL, cooperatives=[arta])
    assert (str(current[arta].total), current[arta].counts) == ("60", True)
    assert await totals(pool, order=ScoreOrder.TOTAL) == ["75", "60"]
    everything = ScoreFilter(what_ifs=True)
    assert await totals(pool, order=ScoreOrder.TOTAL, where=everything) == ["90", "75", "60"]
    own = await scores.current_of_assessments(pool, scope=NATIONAL, assessments=[tried])
    assert (own[tried].what_if, own[tried].counts) == ("Perbandingan", False)
