"""Which errors mean that the connection is gone, so that what it did is not known.

Any other error is an answer: the database, or asyncpg before it sent anything, refused, and
nothing was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from asyncpg.exceptions import InternalClientError

from domain.kernel.log import LogUnavailable
from infrastructure.postgres.away import is_away

LOST = (
    OSError,
    TimeoutError,
    InternalClientError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)


def in_words_of_the_log(error: Exception) -> Exception:
    """Return *error*, which wrote nothing, as the port says it when the database is away."""
    return LogUnavailable("The database cannot serve just now.") if is_away(error) else error


@contextmanager
def reading_the_log() -> Iterator[None]:
    """Raise `LogUnavailable` when the database cannot answer what is asked inside."""
    try:
        yield
    except Exception as error:
        if is_away(error):
            raise in_words_of_the_log(error) from error
        raise
