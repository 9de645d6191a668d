"""How far each assessment is, and what waits for whom."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain.assessment.events import (
    AssessmentReturned,
    AssessmentVerified,
    Document,
    DocumentAttached,
    ObjectionRaised,
    ObjectionResolved,
    ReturnFinding,
    RulingGiven,
    ScoreChangeKind,
)
from domain.cooperative.events import CooperativeProfileChanged
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Pool
from projections.querying.paging import PageRequest
from projections.views.assessments import questions as assessments
from projections.views.assessments import verification_queue
from projections.views.assessments.questions import (
    AssessmentFilter,
    AssessmentOrder,
    AssessmentRow,
    AssessmentState,
)
from projections.views.assessments.verification_queue import QueueFilter
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import History, named, profile, write

REPORT = Document(digest="sha256:1", name="rat.pdf", media_type="application/pdf", size=9)
DEEDS = Document(digest="sha256:2", name="akta.pdf", media_type="application/pdf", size=8)
CASH = ReturnFinding(item="cash", text="Does not add up.", due=date(2026, 3, 9))
LOANS = ReturnFinding(item="loans", text="Missing.", due=date(2026, 3, 1))
NAME = ReturnFinding(item="name", text="Misspelt.")


@pytest.fixture(params=[1, 1000], ids=["one by one", "in one batch"])
def batch(request: pytest.FixtureRequest) -> int:
    """How many events a batch of the runner holds."""
    size: int = request.param
    return size


async def show(database_url: str, pool: Pool, history: History, batch: int) -> AssessmentRow:
    """Bring the views up to *history* and return its only assessment."""
    await write(database_url, history.lines)
    await follow(pool, batch=batch)
    (row,) = (await assessments.page(pool, scope=NATIONAL)).rows
    assert row.position == max(line.position for line in history.lines if line.stream == row.id)
    assert row.stream_version == history.version(row.id)
    return row


async def test_an_open_assessment_is_a_draft(pool: Pool, database_url: str, batch: int) -> None:
    """Nothing but its case is known."""
    history = History()
    history.open(named("Arta"), 2025)
    row = await show(database_url, pool, history, batch)
    assert (row.state, row.submission) == (AssessmentState.DRAFT, 0)
    assert (row.cooperative_id, row.book_year) == (named("Arta"), 2025)
    assert (row.findings, row.documents, row.total) == ((), (), None)


async def test_documents_are_listed_in_the_order_they_came(
    pool: Pool, database_url: str, batch: int
) -> None:
    """Each as it was attached."""
    history = History()
    assessment = history.open(named("Arta"), 2025)
    history.add(assessment, DocumentAttached(document=REPORT))
    history.add(assessment, DocumentAttached(document=DEEDS))
    row = await show(database_url, pool, history, batch)
    assert row.documents == (REPORT, DEEDS)


async def test_a_return_shows_its_findings_and_the_first_due_date(
    pool: Pool, database_url: str, batch: int
) -> None:
    """A finding without a date does not count for it."""
    history = History()
    assessment = history.open(named("Arta"), 2025)
    history.submit(assessment)
    history.add(
        assessment, AssessmentReturned(submission=1, findings=(CASH, LOANS, NAME)), actor="siti"
    )
    row = await show(database_url, pool, history, batch)
    assert (row.state, row.returned_by) == (AssessmentState.RETURNED, "siti")
    assert row.findings == (CASH, LOANS, NAME)
    assert row.due == date(2026, 3, 1)
    late = AssessmentFilter(due_before=date(2026, 3, 2))
    early = AssessmentFilter(due_before=date(2026, 3, 1))
    assert await assessments.count(pool, scope=NATIONAL, where=late) == 1
    assert await assessments.count(pool, scope=NATIONAL, where=early) == 0


async def test_a_published_assessment_carries_its_score(
    pool: Pool, database_url: str, batch: int
) -> None:
    """And who handed it in and who verified it."""
    history = History()
    assessment = history.open(named("Arta"), 2025)
    history.submit(assessment, actor="operator")
    history.add(assessment, AssessmentVerified(submission=1), actor="siti")
    history.score(assessment, "81.50")
    row = await show(database_url, pool, history, batch)
    assert (row.state, str(row.total), row.predicate) == (
        AssessmentState.SCORED,
        "81.50",
        Predicate.SEHAT,
    )
    assert (row.submitted_by, row.verified_by, row.submission) == ("operator", "siti", 1)


async def test_an_objection_is_open_until_it_is_resolved(
    pool: Pool, database_url: str, batch: int
) -> None:
    """A second one is told from the first by its number."""
    history = History()
    assessment = history.published(named("Arta"), 2025, "60")
    history.add(assessment, ObjectionRaised(objection=1, reason="The cash is wrong."))
    history.add(assessment, ObjectionResolved(objection=1, upheld=False, reason="It is not."))
    history.add(assessment, ObjectionRaised(objection=2, reason="It still is."))
    row = await show(database_url, pool, history, batch)
    assert (row.objection, row.objection_reason) == (2, "It still is.")


async def test_a_voided_assessment_has_no_score(pool: Pool, database_url: str, batch: int) -> None:
    """It says why instead."""
    history = History()
    assessment = history.published(named("Arta"), 2025, "60")
    history.void(assessment, history.version(assessment))
    row = await show(database_url, pool, history, batch)
    assert (row.state, row.total, row.void_reason) == (
        AssessmentState.VOIDED,
        None,
        "Wrong cooperative.",
    )


async def test_filters_and_orders_of_the_list(pool: Pool, database_url: str) -> None:
    """Latest book year first, unless told otherwise."""
    history = History()
    first = history.open(named("Arta"), 2024, ruleset="permenkop-14-2009", what_if="Coba")
    second = history.published(named("Arta"), 2025, "80")
    third = history.open(named("Bakti"), 2023, area="51.71")
    history.submit(third)
    await tell(database_url, pool, history)

    async def ids(
        where: AssessmentFilter = assessments.ALL,
        order: AssessmentOrder = AssessmentOrder.BOOK_YEAR,
        *,
        descending: bool = True,
    ) -> list[object]:
        page = await assessments.page(
            pool, scope=NATIONAL, where=where, order=order, descending=descending
        )
        return [row.id for row in page.rows]

    assert await ids() == [second, first, third]
    assert await ids(order=AssessmentOrder.OPENED, descending=False) == [first, second, third]
    assert await ids(order=AssessmentOrder.CHANGED) == [third, second, first]
    assert await ids(AssessmentFilter(cooperative=named("Bakti"))) == [third]
    assert await ids(AssessmentFilter(book_years=[2024, 2025])) == [second, first]
    assert await ids(AssessmentFilter(ruleset_ids=["permenkop-14-2009"])) == [first]
    assert await ids(AssessmentFilter(states=[AssessmentState.SUBMITTED])) == [third]
    assert await ids(AssessmentFilter(area="51")) == [third]
    assert await ids(AssessmentFilter(counts=True)) == [second, third]
    assert await ids(AssessmentFilter(counts=False)) == [first]
    found = await assessments.by_ids(pool, scope=NATIONAL, ids=[first, named("nobody")])
    assert list(found) == [first]
    assert await assessments.by_id(pool, scope=NATIONAL, assessment=named("nobody")) is None


async def test_each_cooperative_has_a_page_of_its_own(pool: Pool, database_url: str) -> None:
    """Asked for many in one round trip, each is cut where it alone would be."""
    history = History()
    years = {year: history.open(named("Arta"), year) for year in (2021, 2022, 2023)}
    only = history.open(named("Bakti"), 2022)
    await tell(database_url, pool, history)
    asked = [named("Arta"), named("Bakti"), named("nobody")]
    pages = await assessments.pages_of_cooperatives(
        pool, scope=NATIONAL, cooperatives=asked, request=PageRequest(first=2)
    )
    assert [[row.id for row in pages[one].rows] for one in asked] == [
        [years[2023], years[2022]],
        [only],
        [],
    ]
    assert [pages[one].has_next for one in asked] == [True, False, False]
    rest = await assessments.pages_of_cooperatives(
        pool,
        scope=NATIONAL,
        cooperatives=[named("Arta")],
        request=PageRequest(first=2, after=pages[named("Arta")].cursor(-1)),
    )
    assert [row.id for row in rest[named("Arta")].rows] == [years[2021]]


async def test_the_queue_holds_what_was_handed_in_oldest_first(
    pool: Pool, database_url: str
) -> None:
    """Returned and verified ones are out of it; one's own can be left out."""
    history = History()
    old = history.open(named("Arta"), 2024)
    new = history.open(named("Bakti"), 2025, area="51.71")
    back = history.open(named("Citra"), 2025)
    history.submit(old, actor="siti")
    history.submit(new)
    history.submit(back)
    ruling = RulingGiven(component="1c", value=Decimal(75), ruling_reason="", reason="x")
    history.add(new, ruling, actor="budi")
    history.add(back, AssessmentReturned(submission=1, findings=(CASH,)))
    history.published(named("Done"), 2025, "80")
    await tell(database_url, pool, history)

    async def queue(where: QueueFilter = verification_queue.ALL) -> list[object]:
        page = await verification_queue.page(pool, scope=NATIONAL, where=where)
        assert await verification_queue.count(pool, scope=NATIONAL, where=where) == len(page.rows)
        return [row.id for row in page.rows]

    assert await queue() == [old, new]
    assert await queue(QueueFilter(area="51")) == [new]
    assert await queue(QueueFilter(book_year=2024)) == [old]
    assert await queue(QueueFilter(not_prepared_by="siti")) == [new]
    assert await queue(QueueFilter(not_prepared_by="budi")) == [old]


async def test_a_corrected_score_replaces_the_one_shown(
    pool: Pool, database_url: str, batch: int
) -> None:
    """The list shows what stands; the scores keep what stood."""
    history = History()
    assessment = history.published(named("Arta"), 2025, "81.50")
    history.score(assessment, "59", Predicate.KURANG_SEHAT, ScoreChangeKind.CORRECTED)
    row = await show(database_url, pool, history, batch)
    assert (str(row.total), row.predicate) == ("59", Predicate.KURANG_SEHAT)


async def test_a_search_finds_the_assessments_of_the_cooperatives_it_names(
    pool: Pool, database_url: str
) -> None:
    """By the rules of the register, with the other filters, and by the present name."""
    history = History()
    for name in ("KSP Ma'arif", "KPRI Handayani"):
        cooperative = history.active(name)
        history.open(cooperative, 2024)
        history.open(cooperative, 2025)
    renamed = CooperativeProfileChanged(profile=profile("KPRI Makmur"))
    history.add(named("KPRI Handayani"), renamed)
    await tell(database_url, pool, history)

    async def found(words: str, **more: Any) -> list[tuple[UUID, int]]:
        where = AssessmentFilter(search=words, **more)
        page = await assessments.page(pool, scope=NATIONAL, where=where)
        assert await assessments.count(pool, scope=NATIONAL, where=where) == len(page.rows)
        return [(row.cooperative_id, row.book_year) for row in page.rows]

    maarif, makmur = named("KSP Ma'arif"), named("KPRI Handayani")
    for words in ("ma'arif ksp", "maarif", "MA\u2019ARIF", "KSP Ma'arif/BH", "arif"):
        assert await found(words) == [(maarif, 2025), (maarif, 2024)], words
    assert await found("maarif", book_years=(2024,)) == [(maarif, 2024)]
    assert await found("makmur") == [(makmur, 2025), (makmur, 2024)]
    assert await found("handayani") == []
    assert len(await found("  ")) == 4
