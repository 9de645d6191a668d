"""How events change the scores: each decision ends one score and begins another.

What is assessed (cooperative, year, ruleset) stands in the first event of a stream and
never changes, so it is taken from the log itself and not from another view: no view
waits for another one.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentEvent,
    AssessmentOpened,
    AssessmentReturned,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    AssessmentVoided,
    ComponentsEntered,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ObjectionResolved,
    RulingGiven,
    ScoreChangeKind,
    StatementsEntered,
)
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows, ignoring
from projections.engine.tables import tables

SQL = statements(__file__)
MAPPER = Mapper()


def fold(
    events: Iterable[EventRow],
    openings: Mapping[UUID, AssessmentOpened],
    latest: Mapping[UUID, int],
) -> tuple[list[Row], dict[UUID, int]]:
    """Return the scores and voids that *events* decide, and where they end earlier ones.

    *openings* say what the assessments are, *latest* which score each has already.
    """
    begun: list[Row] = []
    ended: dict[UUID, int] = {}
    standing: dict[UUID, Row] = {}
    for recorded in events:
        row = _row(recorded, openings[recorded.stream])
        if row is None or recorded.version <= latest.get(recorded.stream, 0):
            continue
        if recorded.stream in standing:
            standing[recorded.stream]["valid_to"] = recorded.position
        elif recorded.stream in latest:
            ended[recorded.stream] = recorded.position
        standing[recorded.stream] = row
        begun.append(row)
    return begun, ended


def _row(recorded: EventRow, opened: AssessmentOpened) -> Row | None:
    """Return the score that *recorded* decides; voiding what had no score decides none."""
    if recorded.kind is AssessmentVoided and recorded.event.supersedes is None:
        return None
    return {
        "position": recorded.position,
        "valid_to": None,
        "assessment_id": recorded.stream,
        "cooperative_id": opened.cooperative,
        "membership_area": opened.membership_area,
        "book_year": opened.book_year,
        "ruleset": opened.ruleset,
        "ruleset_id": opened.ruleset_id,
        **RESULTS[recorded.kind](recorded),
        "reason": recorded.event.reason,
        "actor": recorded.actor,
        "recorded_at": recorded.recorded_at,
        "effective_on": recorded.effective_on,
        "version": recorded.version,
        "supersedes": recorded.event.supersedes,
    }


def _void(_recorded: EventRow) -> Row:
    return {
        "kind": ScoreChangeKind.VOIDED,
        "total": None,
        "predicate": None,
        "predicate_before": None,
    }


def _score(recorded: EventRow) -> Row:
    document = recorded.event.document
    return {
        "kind": recorded.event.kind,
        "total": document.total,
        "predicate": document.predicate,
        "predicate_before": document.predicate_before,
    }


RESULTS: Mapping[Kind, Callable[[EventRow], Row]] = {
    AssessmentScored: _score,
    AssessmentVoided: _void,
}


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the events of *batch* change."""
    decisions = [recorded for recorded in batch.events if recorded.kind is not AssessmentOpened]
    if not decisions:
        return
    assessments = list({recorded.stream for recorded in decisions})
    known = await SQL["latest_scores"].rows(connection, assessments=assessments)
    begun, ended = fold(
        decisions,
        await _openings(connection, batch.events, assessments),
        {row["assessment_id"]: row["version"] for row in known},
    )
    if ended:
        await SQL["end_scores"].run(
            connection, assessments=list(ended), positions=list(ended.values())
        )
    await add_rows(connection, "scores", begun)


async def _openings(
    connection: Connection, events: Iterable[EventRow], assessments: Iterable[UUID]
) -> Mapping[UUID, AssessmentOpened]:
    """Return how *assessments* began: from *events*, and from the log for older ones."""
    openings = {
        recorded.stream: recorded.event for recorded in events if recorded.kind is AssessmentOpened
    }
    older = [stream for stream in assessments if stream not in openings]
    if older:
        for row in await SQL["openings"].rows(connection, assessments=older):
            openings[row["stream"]] = MAPPER.decode(row["topic"], row["state"])
    return openings


PROJECTION = Projection(
    name="scores",
    version=2,
    tables=tables(__file__),
    unions=(AssessmentEvent,),
    reads=frozenset({AssessmentOpened, *RESULTS}),
    ignores={
        **ignoring(
            "What was entered counts in the score that follows from it.",
            StatementsEntered,
            LoanDataEntered,
            ManagementAnswersEntered,
            ComponentsEntered,
            DocumentAttached,
            RulingGiven,
            AdjustmentsRecorded,
            AssessmentCorrected,
        ),
        **ignoring(
            "A step on the way decides no score; the score has an event of its own.",
            AssessmentSubmitted,
            AssessmentReturned,
            AssessmentVerified,
            ObjectionRaised,
            ObjectionResolved,
        ),
    },
    apply=apply,
)
