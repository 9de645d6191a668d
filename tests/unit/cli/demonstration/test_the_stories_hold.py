"""The rules accept every step of the stories, as they would accept the same work done by hand."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

from application.kernel.handler import Handler
from application.kernel.ports import Waiting
from application.scoring.bundled import publish_bundled_rulesets
from cli.demonstration.fill import Filled, Target, all_stories, fill
from cli.demonstration.papers import ANNUAL_REPORT
from domain.assessment.events import (
    AssessmentReturned,
    AssessmentScored,
    RulingGiven,
    ScoreChangeKind,
)
from domain.kernel.events import Event
from domain.kernel.files import StoredFile
from domain.scoring.predicates import Predicate
from infrastructure.rulesets.bundled import bundled_rulesets
from tests.support.memory_store import MemoryEventStore
from tests.support.null_ports import EveryArea, NullOrigins, NullRefusedCommands

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}


class Today:
    """The clock of the tests."""

    def now(self) -> datetime:
        """Return the same moment always."""
        return NOW


class Papers:
    """Knows the one paper of the demonstration."""

    async def put(
        self, content: bytes, media_type: str, *, by: str, at: datetime, address: str | None = None
    ) -> str:
        """Return the digest that the paper has."""
        assert address is None
        assert (content, media_type) == (ANNUAL_REPORT.content, "text/plain")
        assert (by, at.tzinfo) != ("", None)
        return ANNUAL_REPORT.document.digest

    async def waiting(self, by: str, at: datetime, address: str | None = None) -> Waiting:
        """Return nothing: no story asks."""
        raise AssertionError(by, at, address)

    async def get(self, digest: str) -> tuple[bytes, str] | None:
        """Return nothing: no story opens a paper."""
        raise AssertionError(digest)

    async def uploaded(self, digests: object, *, by: str, at: datetime) -> dict[str, StoredFile]:
        """Know the paper, whoever uploaded it."""
        paper = ANNUAL_REPORT.document
        assert digests == {paper.digest}
        assert (by, at.tzinfo) != ("", None)
        return {paper.digest: StoredFile(media_type=paper.media_type, size=paper.size)}

    async def keep(self, digests: object, *, by: str) -> None:
        """Keep the paper."""
        assert (digests, by != "") == ({ANNUAL_REPORT.document.digest}, True)


async def told(cooperatives: int) -> tuple[Filled, list[Event]]:
    """Tell the stories to an empty log, and return what it holds."""
    store = MemoryEventStore()
    handler = Handler(
        store,
        Today(),
        Papers(),
        areas=EveryArea(),
        refused=NullRefusedCommands(),
        origins=NullOrigins(),
    )
    await publish_bundled_rulesets(handler, RULESETS.values())
    target = Target(handler=handler, store=store, documents=Papers())
    stories = tuple(all_stories(cooperatives, RULESETS, NOW.date()))
    filled = await fill(target, stories, lambda: None)
    assert filled.steps == sum(len(story.steps) for story in stories)
    return filled, [recorded.event for recorded in store.log]


async def test_every_step_of_a_hundred_stories_is_accepted() -> None:
    """Territory, four eyes, tables and turns: nothing is refused, nothing repeated."""
    filled, _events = await told(100)
    assert filled.told == filled.steps


async def test_the_published_case_earns_what_was_published() -> None:
    """KPRI Handayani, 2015: 81.50, SEHAT."""
    _filled, events = await told(0)
    (scored,) = [event for event in events if isinstance(event, AssessmentScored)]
    assert (scored.document.total, scored.document.predicate) == (
        Decimal("81.50"),
        Predicate.SEHAT,
    )


async def test_scores_come_about_in_every_way() -> None:
    """Scored, corrected, after an objection; rulings for gaps, overlaps and nought."""
    _filled, events = await told(100)
    kinds = Counter(event.kind for event in events if isinstance(event, AssessmentScored))
    assert kinds[ScoreChangeKind.SCORED] > 10 * kinds[ScoreChangeKind.CORRECTED] > 10
    assert kinds[ScoreChangeKind.OBJECTION_RESOLVED] > 1
    reasons = {event.ruling_reason for event in events if isinstance(event, RulingGiven)}
    assert reasons == {"NO_BAND", "SEVERAL_BANDS", "ZERO_DENOMINATOR"}


async def test_open_findings_are_due_a_month_from_today() -> None:
    """Those of earlier years were answered long ago and are due no more."""
    _filled, events = await told(100)
    due = {
        finding.due
        for event in events
        if isinstance(event, AssessmentReturned)
        for finding in event.findings
    }
    assert due == {None, date(2026, 12, 22)}
