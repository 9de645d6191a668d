"""Who did what, when and why: every event, narrowed to what somebody looks for."""

from datetime import date, timedelta

from application.authorisation import ViewScope
from domain.assessment.events import AssessmentCorrected, Changes, Evidence
from domain.cooperative.events import CooperativeProfileChanged
from domain.ruleset.events import RulesetRetired
from infrastructure.postgres.sql import Pool
from projections.querying.paging import PageRequest
from projections.views.audit_trail import questions as audit_trail
from projections.views.audit_trail.questions import AuditFilter, AuditRow
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import BEGIN, DIGEST, History, named, profile, write

MINUTES = Evidence(description="Minutes of the audit", document="sha256:9")


async def trail(
    pool: Pool, where: AuditFilter = audit_trail.ALL, scope: ViewScope = NATIONAL
) -> list[AuditRow]:
    """Return the first page of the trail, oldest event first."""
    page = await audit_trail.page(pool, scope=scope, where=where, descending=False)
    assert await audit_trail.count(pool, scope=scope, where=where) == len(page.rows)
    return list(page.rows)


async def positions(pool: Pool, where: AuditFilter) -> list[int]:
    """Return the positions of the events that *where* leaves."""
    return [row.position for row in await trail(pool, where)]


async def test_every_event_is_told_with_its_circumstances(pool: Pool, database_url: str) -> None:
    """A correction with its reason and its evidence, as the log holds them."""
    history = History()
    koperasi = history.active("Arta")
    assessment = history.published(koperasi, 2025, "81.50")
    position = history.add(
        assessment,
        AssessmentCorrected(corrects=5, changes=Changes(), reason="Audit", evidence=(MINUTES,)),
        actor="siti",
        office="Dinas",
        effective_on=date(2026, 2, 1),
    )
    await tell(database_url, pool, history)
    rows = await trail(pool)
    assert [row.position for row in rows] == list(range(1, history.end + 1))
    row = rows[position - 1]
    assert (row.actor, row.office, row.topic) == ("siti", "Dinas", "assessment.corrected.v1")
    assert (row.stream, row.version) == (assessment, 6)
    assert (row.reason, row.evidence) == ("Audit", (MINUTES,))
    assert (row.effective_on, row.recorded_at) == (
        date(2026, 2, 1),
        BEGIN + timedelta(minutes=position - 1),
    )
    assert (row.cooperative_id, row.membership_area) == (koperasi, "33.74")
    assert b'"reason":"Audit"' in bytes(row.event)
    assert rows[2].reason == "complete"


async def test_the_trail_is_narrowed_by_who_what_when_and_whose(
    pool: Pool, database_url: str
) -> None:
    """Each filter alone leaves what it says."""
    history = History()
    arta = history.active("Arta")
    bakti = history.active("Bakti", area="51.71")
    assessment = history.open(arta, 2025)
    last = history.submit(assessment, actor="siti")
    await tell(database_url, pool, history)
    moment = history.lines[3].recorded_at
    assert await positions(pool, AuditFilter(actor="siti")) == [last - 1, last]
    assert await positions(pool, AuditFilter(office="nobody's")) == []
    assert await positions(pool, AuditFilter(topics=["cooperative.registered"])) == [1, 4]
    assert await positions(pool, AuditFilter(topics=["assessment.opened.v2"])) == [7]
    assert await positions(pool, AuditFilter(since=moment, until=moment)) == []
    after = AuditFilter(since=moment, until=moment + timedelta(minutes=1))
    assert await positions(pool, after) == [4]
    assert await positions(pool, AuditFilter(stream=assessment)) == [7, last - 1, last]
    assert await positions(pool, AuditFilter(cooperative=arta)) == [1, 3, 7, last - 1, last]
    assert await positions(pool, AuditFilter(cooperative=bakti)) == [4, 6]
    assert await positions(pool, AuditFilter(area="51")) == [4, 6]
    found = await audit_trail.by_positions(pool, scope=NATIONAL, positions=[1, 4, 99])
    assert list(found) == [1, 4]


async def test_pages_of_the_trail_go_both_ways(pool: Pool, database_url: str) -> None:
    """Newest first, and the next page begins where the last ended."""
    history = History()
    history.active("Arta")
    await tell(database_url, pool, history)
    first = await audit_trail.page(pool, scope=NATIONAL, request=PageRequest(first=2))
    rest = await audit_trail.page(
        pool, scope=NATIONAL, request=PageRequest(first=2, after=first.cursor(-1))
    )
    assert [row.position for row in first.rows + rest.rows] == [3, 2, 1]
    assert (first.has_next, rest.has_next, rest.has_previous) == (True, False, True)


async def test_a_stream_tells_its_story_to_those_who_may_hear_it(
    pool: Pool, database_url: str
) -> None:
    """As far as a position, if one is named; another territory hears nothing."""
    history = History()
    arta = history.active("Arta")
    await tell(database_url, pool, history)
    story = await audit_trail.stream_story(pool, scope=NATIONAL, stream=arta)
    assert [row.version for row in story] == [1, 2]
    begun = await audit_trail.stream_story(pool, scope=NATIONAL, stream=arta, up_to=1)
    assert [row.version for row in begun] == [1]
    bali = ViewScope(territory="51")
    assert await audit_trail.stream_story(pool, scope=bali, stream=arta) == ()


async def test_an_event_belongs_to_the_area_of_its_day(pool: Pool, database_url: str) -> None:
    """Who supervised then sees it; who supervises now sees what came since."""
    history = History()
    arta = history.active("Arta", area="33.74")
    moved = CooperativeProfileChanged(profile=profile("Arta", area="51.71"))
    change = history.add(arta, moved)
    known = history.end
    await tell(database_url, pool, history)
    again = history.add(arta, CooperativeProfileChanged(profile=profile("Arta", area="51.71")))
    await write(database_url, history.lines[known:])
    await follow(pool)
    assert [row.position for row in await trail(pool, scope=ViewScope(territory="33"))] == [1, 3]
    new = await trail(pool, scope=ViewScope(territory="51"))
    assert [row.position for row in new] == [change, again]


async def test_what_is_no_cooperatives_is_seen_from_the_capital_only(
    pool: Pool, database_url: str
) -> None:
    """Rulesets, keys, and events of other programs that share the log."""
    history = History()
    ruleset = named("ruleset")
    history.add(ruleset, RulesetRetired(digest=DIGEST, reason="superseded"))
    foreign = history.add_bytes(named("elsewhere"), "elsewhere.happened.v1", b"\x00")
    await tell(database_url, pool, history)
    rows = await trail(pool)
    assert [row.cooperative_id for row in rows] == [None, None]
    assert rows[0].reason == "superseded"
    assert (rows[1].position, bytes(rows[1].event)) == (foreign, b"null")
    assert await trail(pool, scope=ViewScope(territory="33")) == []
