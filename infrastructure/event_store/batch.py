"""A group of commands as the flat arrays that the append function takes, and its answer.

Arrays because one round trip with a prepared statement then carries any number of commands;
None for those that say nothing new. PostgreSQL counts from 1, so the first command is number 1.
"""

from collections.abc import Sequence
from itertools import accumulate

from domain.kernel.log import Appended, CommandReused, Conflict, OutcomeUnknown
from infrastructure.event_store.entry import Entry
from infrastructure.postgres.sql import Record


class NotAhead(Exception):
    """A follower of the log tried to move to a position that it had passed already."""


def arguments(entries: Sequence[Entry]) -> list[object]:
    """Return the arguments of ``append_events`` for *entries*, in its order.

    Commands and events are numbered from 1 in the order in which they are given. Reading arrays is
    a good part of the work, so one that says nothing new is left out (None, which is NULL).

    - One element for each command: *command_ids* (NULL for a foreign writer's), *fingerprints*
      (SHA-256 of the command as given), *outcomes* (what a repetition is answered with),
      *command_actors*, and *ends*, the number of the command's last event.
    - One for each event: *owners*, the number of its command; *streams*, *versions* (None when all
      are 1), *topics* and *states* (its bytes); *actors*, *offices*, *causations* and
      *effective_dates* of its command (each None when it is None for all).
    - *ends*, *owners* and *actors* are None together when each command has one event, because the
      number of the command is then that of the event.
    - One for each stream that has events already and that a command continues: *head_owners*,
      *head_streams*, *head_versions* (the first new version; the one before it must be stored).
    - One for each private value: *private_owners*, *private_subjects*, *private_names*,
      *private_salts*, *private_contents*.
    - Not arrays: *tracked_name* and *tracked_position*, the follower that moves with the group.

    The same as a table stands in docs/event-store.md.
    """
    numbered = list(enumerate(entries, 1))
    lines = [(number, entry, line) for number, entry in numbered for line in entry.lines]
    heads = [(n, line.stream, line.version) for n, e in numbered for line in e.continued]
    private = [(n, v.subject, v.name, v.salt, v.value) for n, e in numbered for v in e.private]
    ends = list(accumulate(len(entry.lines) for entry in entries))
    single = ends == list(range(1, len(lines) + 1))
    tracked = entries[0].tracked
    return [
        [entry.command_id for entry in entries],
        [entry.fingerprint for entry in entries],
        [entry.outcome for entry in entries],
        [entry.actor for entry in entries],
        None if single else ends,
        None if single else [number for number, _, _ in lines],
        [line.stream for _, _, line in lines],
        _unless(1, [line.version for _, _, line in lines]),
        [line.topic for _, _, line in lines],
        [line.state for _, _, line in lines],
        None if single else [entry.actor for _, entry, _ in lines],
        _unless(None, [entry.office for _, entry, _ in lines]),
        _unless(None, [entry.causation for _, entry, _ in lines]),
        _unless(None, [entry.effective_on for _, entry, _ in lines]),
        *_columns(heads, 3),
        *_columns(private, 5),
        tracked.name if tracked else None,
        tracked.position if tracked else None,
    ]


def _unless(usual: object, values: Sequence[object]) -> Sequence[object] | None:
    """Return *values*, or None where each is the *usual* one."""
    return None if values.count(usual) == len(values) else values


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> Sequence[object]:
    """Return *rows* turned into *width* columns, each None where there are no rows."""
    return list(zip(*rows, strict=True)) if rows else [None] * width


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
