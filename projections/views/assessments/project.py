"""How facts change the state of an assessment.

However many facts of one assessment a batch holds, its row is written once, as the
last of them leaves it. A row holds what lists show; what was entered stays in the log.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AssessmentOpened,
    AssessmentReturned,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    AssessmentVoided,
    Document,
    DocumentAttached,
    ObjectionRaised,
    ObjectionResolved,
)
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import UNREAD, EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows
from projections.views.assessments.questions import AssessmentState

SQL = statements(__file__)

BLANK: Row = dict.fromkeys(
    (
        "submitted_at",
        "submitted_by",
        "returned_at",
        "returned_by",
        "verified_at",
        "verified_by",
        "due",
        "objection",
        "objection_reason",
        "total",
        "predicate",
        "void_reason",
    )
)
"""What is not known of an assessment that was just opened."""


def fold(facts: Iterable[EventRow], before: Mapping[UUID, Row]) -> dict[UUID, Row]:
    """Return the new row of every assessment that *facts* change."""
    rows: dict[UUID, Row] = {}
    for fact in facts:
        row = rows.get(fact.stream)
        if row is None:
            row = dict(before.get(fact.stream, ()))
        if fact.version <= row.get("stream_version", 0):
            continue
        rows[fact.stream] = row
        if fact.kind in CHANGES:
            row.update(CHANGES[fact.kind](fact, row))
        row["changed_at"] = fact.recorded_at
        row["stream_version"] = fact.version
        row["position"] = fact.position
    return rows


def _opened(fact: EventRow, _row: Row) -> Row:
    opened: AssessmentOpened = fact.event
    return {
        **BLANK,
        "id": fact.stream,
        "cooperative_id": opened.cooperative,
        "membership_area": opened.membership_area,
        "book_year": opened.book_year,
        "ruleset": opened.ruleset,
        "ruleset_id": opened.ruleset_id,
        "state": AssessmentState.DRAFT,
        "submission": 0,
        "opened_at": fact.recorded_at,
        "opened_by": fact.actor,
        "findings": "[]",
        "documents": "[]",
    }


def _attached(fact: EventRow, row: Row) -> Row:
    held = msgspec.json.decode(row["documents"], type=list[Document])
    return {"documents": _text([*held, fact.event.document])}


def _submitted(fact: EventRow, _row: Row) -> Row:
    return {
        "state": AssessmentState.SUBMITTED,
        "submission": fact.event.submission,
        "submitted_at": fact.recorded_at,
        "submitted_by": fact.actor,
    }


def _returned(fact: EventRow, _row: Row) -> Row:
    days = (finding.due for finding in fact.event.findings if finding.due is not None)
    return {
        "state": AssessmentState.RETURNED,
        "returned_at": fact.recorded_at,
        "returned_by": fact.actor,
        "findings": _text(fact.event.findings),
        "due": min(days, default=None),
    }


def _verified(fact: EventRow, _row: Row) -> Row:
    return {"verified_at": fact.recorded_at, "verified_by": fact.actor}


def _scored(fact: EventRow, _row: Row) -> Row:
    document = fact.event.document
    return {
        "state": AssessmentState.SCORED,
        "total": document.total,
        "predicate": document.predicate,
    }


def _voided(fact: EventRow, _row: Row) -> Row:
    return {
        "state": AssessmentState.VOIDED,
        "void_reason": fact.event.reason,
        "total": None,
        "predicate": None,
    }


def _objected(fact: EventRow, _row: Row) -> Row:
    return {"objection": fact.event.objection, "objection_reason": fact.event.reason}


def _resolved(_fact: EventRow, _row: Row) -> Row:
    return {"objection": None, "objection_reason": None}


def _text(values: object) -> str:
    return msgspec.json.encode(values).decode()


CHANGES: Mapping[Kind, Callable[[EventRow, Row], Row]] = {
    AssessmentOpened: _opened,
    DocumentAttached: _attached,
    AssessmentSubmitted: _submitted,
    AssessmentReturned: _returned,
    AssessmentVerified: _verified,
    AssessmentScored: _scored,
    AssessmentVoided: _voided,
    ObjectionRaised: _objected,
    ObjectionResolved: _resolved,
}


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the facts of *batch* change."""
    streams = list({fact.stream for fact in batch.facts})
    known = await SQL["known_assessments"].rows(connection, ids=streams)
    before = {row["id"]: dict(row) for row in known}
    changed = fold(batch.facts, before)
    again = [stream for stream in changed if stream in before]
    if again:
        await SQL["remove_assessments"].run(connection, ids=again)
    await add_rows(connection, "assessments", COLUMNS, list(changed.values()))


COLUMNS = (
    "id",
    "cooperative_id",
    "membership_area",
    "book_year",
    "ruleset",
    "ruleset_id",
    "state",
    "submission",
    "opened_at",
    "opened_by",
    "submitted_at",
    "submitted_by",
    "returned_at",
    "returned_by",
    "verified_at",
    "verified_by",
    "findings",
    "due",
    "documents",
    "objection",
    "objection_reason",
    "total",
    "predicate",
    "void_reason",
    "changed_at",
    "stream_version",
    "position",
)

PROJECTION = Projection(
    name="assessments",
    version=1,
    tables=("assessments",),
    reads=frozenset(CHANGES) | UNREAD,
    apply=apply,
)
