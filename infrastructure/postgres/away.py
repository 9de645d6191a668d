"""Which errors mean that the database cannot serve anybody just now.

It is away, starts, stops, has no room left, or lets nobody write. None of that is due to what
was asked, and all of it passes: whoever asked may ask again.
"""

import asyncpg

from infrastructure.postgres.pool import UNREACHABLE

#: The database answers, and what it says is that it has no room, no file or no right to write.
UNABLE = (
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
)

AWAY = (*UNREACHABLE, *UNABLE, asyncpg.InterfaceError, asyncpg.InternalClientError)


def is_away(error: BaseException) -> bool:
    """Say whether *error* is due to the database's state and not to what was asked of it.

    >>> is_away(ConnectionRefusedError()), is_away(ValueError())
    (True, False)
    """
    return isinstance(error, AWAY)
