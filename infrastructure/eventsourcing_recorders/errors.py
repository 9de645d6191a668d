"""The errors of the store and of asyncpg, in the words of the library.

The library retries what it calls operational, and takes an integrity error for a conflict of
versions; calling one the other would write twice or give up too early.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from eventsourcing import persistence

from domain.kernel.log import Conflict, LogUnavailable, OutcomeUnknown
from infrastructure.event_store.batch import NotAhead

# By the class of the SQLSTATE, its first two characters.
CLASSES: dict[str, type[persistence.PersistenceError]] = {
    "08": persistence.OperationalError,
    "0A": persistence.NotSupportedError,
    "22": persistence.DataError,
    "23": persistence.IntegrityError,
    "42": persistence.ProgrammingError,
    "53": persistence.OperationalError,
    "55": persistence.OperationalError,
    "57": persistence.OperationalError,
    "XX": persistence.InternalError,
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise what happens inside as one of the library's errors."""
    try:
        yield
    except (Conflict, NotAhead) as error:
        raise persistence.IntegrityError(str(error)) from error
    except asyncpg.PostgresError as error:
        raise _kind(error)(str(error)) from error
    except asyncpg.InterfaceError as error:
        raise persistence.InterfaceError(str(error)) from error
    except (LogUnavailable, OutcomeUnknown, OSError) as error:
        raise persistence.OperationalError(str(error)) from error


def _kind(error: asyncpg.PostgresError) -> type[persistence.PersistenceError]:
    """Return what the library calls *error*."""
    return CLASSES.get((error.sqlstate or "")[:2], persistence.DatabaseError)
