"""While the database is away: one line for each kind and minute, and no stack.

Every request and every task fails then, all for the same reason, and a stack that says so a
thousand times a second fills the disk that the database may be waiting for. Lines of the
libraries pass through here as well.
"""

import logging
import sys
from typing import Any

from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.away import is_away


class Sparing(logging.Filter):
    """A filter of the handler that every line goes through."""

    def __init__(self, seldom: Seldom | None = None) -> None:
        super().__init__()
        self._seldom = seldom or Seldom()

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether *record* is shown; one of a database that is away loses its stack."""
        fields: dict[str, Any] | None = record.msg if isinstance(record.msg, dict) else None
        error = _error(record.exc_info if fields is None else fields.get("exc_info"))
        if error is None or not is_away(error):
            return True
        event = record.msg if fields is None else str(fields.get("event"))
        left_out = self._seldom.due(event, type(error).__name__)
        if left_out is None:
            return False
        said = {"error": f"{type(error).__name__}: {error}", "left_out": left_out}
        if fields is None:
            _shorten(record, said)
        else:
            record.msg = {name: fields[name] for name in fields if name != "exc_info"} | said
        return True


def _shorten(record: logging.LogRecord, said: dict[str, Any]) -> None:
    """Take the stack from a line of a library."""
    record.msg = f"{record.getMessage().strip()}: {said['error']}"
    record.args, record.exc_info, record.exc_text = (), None, None
    record.left_out = said["left_out"]


def _error(given: object) -> BaseException | None:
    """Return the error of a line, in whichever of the three forms of logging it was *given*."""
    if given is True:
        return sys.exc_info()[1]
    error = given[1] if isinstance(given, tuple) else given
    return error if isinstance(error, BaseException) else None
