"""How events change the state of an assessment.

However many events of one assessment a batch holds, its row is written once, as the
last of them leaves it. A row holds what lists show; what was entered stays in the log.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AssessmentEvent,
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
from domain.assessment.hands import PREPARING
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import UNREAD, EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows
from projections.engine.tables import tables
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


def fold(events: Iterable[EventRow], before: Mapping[UUID, Row]) -> dict[UUID, Row]:
    """Return the new row of every assessment that *events* change."""
    rows: dict[UUID, Row] = {}
    for recorded in events:
        row = rows.get(recorded.stream)
        if row is None:
            row = dict(before.get(recorded.stream, ()))
        if recorded.version <= row.get("stream_version", 0):
            continue
        rows[recorded.stream] = row
        if recorded.kind in CHANGES:
            row.update(CHANGES[recorded.kind](recorded, row))
        if recorded.kind in PREPARING:
            row["prepared_by"] = sorted({*row["prepared_by"], recorded.actor})
        row["changed_at"] = recorded.recorded_at
        row["stream_version"] = recorded.version
        row["position"] = recorded.position
    return rows


def _opened(recorded: EventRow, _row: Row) -> Row:
    opened: AssessmentOpened = recorded.event
    return {
        **BLANK,
        "id": recorded.stream,
        "cooperative_id": opened.cooperative,
        "membership_area": opened.membership_area,
        "book_year": opened.book_year,
        "ruleset": opened.ruleset,
        "ruleset_id": opened.ruleset_id,
        "what_if": opened.what_if,
        "state": AssessmentState.DRAFT,
        "submission": 0,
        "prepared_by": [],
        "opened_at": recorded.recorded_at,
        "opened_by": recorded.actor,
        "findings": "[]",
        "documents": "[]",
    }


def _attached(recorded: EventRow, row: Row) -> Row:
    held = msgspec.json.decode(row["documents"], type=list[Document])
    return {"documents": _text([*held, recorded.event.document])}


def _submitted(recorded: EventRow, _row: Row) -> Row:
    return {
        "state": AssessmentState.SUBMITTED,
        "submission": recorded.event.submission,
        "submitted_at": recorded.recorded_at,
        "submitted_by": recorded.actor,
    }


def _returned(recorded: EventRow, _row: Row) -> Row:
    days = (finding.due for finding in recorded.event.findings if finding.due is not None)
    return {
        "state": AssessmentState.RETURNED,
        "returned_at": recorded.recorded_at,
        "returned_by": recorded.actor,
        "findings": _text(recorded.event.findings),
        "due": min(days, default=None),
    }


def _verified(recorded: EventRow, _row: Row) -> Row:
    return {"verified_at": recorded.recorded_at, "verified_by": recorded.actor}


def _scored(recorded: EventRow, _row: Row) -> Row:
    document = recorded.event.document
    return {
        "state": AssessmentState.SCORED,
        "total": document.total,
        "predicate": document.predicate,
    }


def _voided(recorded: EventRow, _row: Row) -> Row:
    return {
        "state": AssessmentState.VOIDED,
        "void_reason": recorded.event.reason,
        "total": None,
        "predicate": None,
    }


def _objected(recorded: EventRow, _row: Row) -> Row:
    return {"objection": recorded.event.objection, "objection_reason": recorded.event.reason}


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
    """Write what the events of *batch* change."""
    streams = list({recorded.stream for recorded in batch.events})
    known = await SQL["known_assessments"].rows(connection, ids=streams)
    before = {row["id"]: dict(row) for row in known}
    changed = fold(batch.events, before)
    again = [stream for stream in changed if stream in before]
    if again:
        await SQL["remove_assessments"].run(connection, ids=again)
    await add_rows(connection, "assessments", list(changed.values()))


PROJECTION = Projection(
    name="assessments",
    version=3,
    tables=tables(__file__),
    unions=(AssessmentEvent,),
    reads=frozenset(CHANGES) | UNREAD,
    apply=apply,
)
