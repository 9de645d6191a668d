"""A group of commands as the flat arrays that the append function takes, and its answer.

Arrays because one round trip with a prepared statement then carries any number of commands.
PostgreSQL counts from 1, so the first command of a batch is number 1.
"""

from collections.abc import Iterable, Sequence

from domain.log import Appended, CommandReused, Conflict, OutcomeUnknown
from infrastructure.event_store.entry import Entry
from infrastructure.sql import Record


class NotAhead(Exception):
    """A follower of the log tried to move to a position that it had passed already."""


def arguments(entries: Sequence[Entry]) -> list[object]:
    """Return the arguments of ``append_events`` for *entries*, in its order."""
    lines = [
        (number, entry, line) for number, entry in enumerate(entries, 1) for line in entry.lines
    ]
    heads = [(number, line) for number, entry in enumerate(entries, 1) for line in entry.heads]
    private = [
        (number, value) for number, entry in enumerate(entries, 1) for value in entry.private
    ]
    tracked = entries[0].tracked
    return [
        [entry.command_id for entry in entries],
        [entry.fingerprint for entry in entries],
        [entry.outcome for entry in entries],
        [entry.actor for entry in entries],
        _ends(entries),
        [number for number, _, _ in lines],
        [line.stream for _, _, line in lines],
        [line.version for _, _, line in lines],
        [line.topic for _, _, line in lines],
        [line.state for _, _, line in lines],
        [entry.actor for _, entry, _ in lines],
        [entry.office for _, entry, _ in lines],
        [entry.causation for _, entry, _ in lines],
        [entry.effective_on for _, entry, _ in lines],
        [number for number, _ in heads],
        [line.stream for _, line in heads],
        [line.version for _, line in heads],
        [number for number, _ in private],
        [value.subject for _, value in private],
        [value.name for _, value in private],
        [value.salt for _, value in private],
        [value.value for _, value in private],
        tracked.name if tracked else None,
        tracked.position if tracked else None,
    ]


def settle(entries: Sequence[Entry], rows: Sequence[Record]) -> None:
    """Give each of *entries* its answer out of the *rows* that ``append_events`` returned."""
    refused = {row["command"]: row for row in rows[1:]}
    position: int = rows[0]["place"]
    for number, entry in enumerate(entries, 1):
        row = refused.get(number)
        if row is None:
            position += len(entry.lines)
            entry.succeed(Appended(position=position, outcome=entry.outcome))
        else:
            _refuse(entry, row)


def recognise(entries: Sequence[Entry], rows: Sequence[Record]) -> Sequence[Entry]:
    """Answer those of *entries* whose commands are among *rows* of the log; return the others.

    A foreign writer's entry has no id to be recognised by, so what became of it stays unknown.
    """
    found = {row["command_id"]: row for row in rows}
    others: list[Entry] = []
    for entry in entries:
        row = found.get(entry.command_id)
        if entry.command_id is None:
            entry.fail(OutcomeUnknown(None))
        elif row is None:
            others.append(entry)
        elif row["fingerprint"] != entry.fingerprint:
            entry.fail(CommandReused(entry.command_id))
        else:
            entry.succeed(_again(row["position"], row["outcome"]))
    return others


def _again(position: int, outcome: bytes) -> Appended:
    """Return what the first time of a command came to."""
    return Appended(position=position, outcome=outcome, repeated=True)


def _refuse(entry: Entry, row: Record) -> None:
    """Tell the caller of *entry* why it was not written."""
    match row["kind"]:
        case "repeated":
            entry.succeed(_again(row["place"], row["outcome"]))
        case "reused" if entry.command_id is not None:
            entry.fail(CommandReused(entry.command_id))
        case "conflict":
            entry.fail(Conflict(row["stream"]))
        case _:
            entry.fail(NotAhead(str(entry.tracked)))


def _ends(entries: Iterable[Entry]) -> list[int]:
    """Return the running number of lines."""
    total = 0
    ends: list[int] = []
    for entry in entries:
        total += len(entry.lines)
        ends.append(total)
    return ends
