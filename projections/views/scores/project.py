"""How facts change the scores: each decision ends one score and begins another.

What is assessed (cooperative, year, ruleset) stands in the first event of a stream and
never changes, so it is taken from the log itself and not from another view: no view
waits for another one.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from domain.assessment.events import (
    AssessmentOpened,
    AssessmentScored,
    AssessmentVoided,
    ScoreChangeKind,
)
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow
from projections.engine.projection import Batch, Projection, Row, add_rows

SQL = statements(__file__)
MAPPER = Mapper()

COLUMNS = (
    "position",
    "valid_to",
    "assessment_id",
    "cooperative_id",
    "membership_area",
    "book_year",
    "ruleset",
    "ruleset_id",
    "kind",
    "total",
    "predicate",
    "predicate_before",
    "reason",
    "actor",
    "recorded_at",
    "effective_on",
    "version",
    "supersedes",
)


def fold(
    facts: Iterable[EventRow], openings: Mapping[UUID, AssessmentOpened], latest: Mapping[UUID, int]
) -> tuple[list[Row], dict[UUID, int]]:
    """Return the scores and voids that *facts* decide, and where they end earlier ones.

    *openings* say what the assessments are, *latest* which score each has already.
    """
    begun: list[Row] = []
    ended: dict[UUID, int] = {}
    standing: dict[UUID, Row] = {}
    for fact in facts:
        row = _row(fact, openings[fact.stream])
        if row is None or fact.version <= latest.get(fact.stream, 0):
            continue
        if fact.stream in standing:
            standing[fact.stream]["valid_to"] = fact.position
        elif fact.stream in latest:
            ended[fact.stream] = fact.position
        standing[fact.stream] = row
        begun.append(row)
    return begun, ended


def _row(fact: EventRow, opened: AssessmentOpened) -> Row | None:
    """Return the score that *fact* decides; voiding what had no score decides none."""
    if fact.kind is AssessmentVoided and fact.event.supersedes is None:
        return None
    return {
        "position": fact.position,
        "valid_to": None,
        "assessment_id": fact.stream,
        "cooperative_id": opened.cooperative,
        "membership_area": opened.membership_area,
        "book_year": opened.book_year,
        "ruleset": opened.ruleset,
        "ruleset_id": opened.ruleset_id,
        **_result(fact),
        "reason": fact.event.reason,
        "actor": fact.actor,
        "recorded_at": fact.recorded_at,
        "effective_on": fact.effective_on,
        "version": fact.version,
        "supersedes": fact.event.supersedes,
    }


def _result(fact: EventRow) -> Row:
    if fact.kind is AssessmentVoided:
        return {
            "kind": ScoreChangeKind.VOIDED,
            "total": None,
            "predicate": None,
            "predicate_before": None,
        }
    document = fact.event.document
    return {
        "kind": fact.event.kind,
        "total": document.total,
        "predicate": document.predicate,
        "predicate_before": document.predicate_before,
    }


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the facts of *batch* change."""
    decisions = [fact for fact in batch.facts if fact.kind is not AssessmentOpened]
    if not decisions:
        return
    assessments = list({fact.stream for fact in decisions})
    known = await SQL["latest_scores"].rows(connection, assessments=assessments)
    begun, ended = fold(
        decisions,
        await _openings(connection, batch.facts, assessments),
        {row["assessment_id"]: row["version"] for row in known},
    )
    if ended:
        await SQL["end_scores"].run(
            connection, assessments=list(ended), positions=list(ended.values())
        )
    await add_rows(connection, "scores", COLUMNS, begun)


async def _openings(
    connection: Connection, facts: Iterable[EventRow], assessments: Iterable[UUID]
) -> Mapping[UUID, AssessmentOpened]:
    """Return how *assessments* began: from *facts*, and from the log for older ones."""
    openings = {fact.stream: fact.event for fact in facts if fact.kind is AssessmentOpened}
    older = [stream for stream in assessments if stream not in openings]
    if older:
        for row in await SQL["openings"].rows(connection, assessments=older):
            openings[row["originator_id"]] = MAPPER.decode(row["topic"], row["state"])
    return openings


PROJECTION = Projection(
    name="scores",
    version=1,
    tables=("scores",),
    reads=frozenset({AssessmentOpened, AssessmentScored, AssessmentVoided}),
    apply=apply,
)
