"""Which errors mean that the connection is gone, so that what it did is not known.

Any other error is an answer of the database: it refused, and nothing was written.
"""

import asyncpg
from asyncpg.exceptions import InternalClientError
from asyncpg.exceptions._base import DataError

LOST = (
    OSError,
    TimeoutError,
    InternalClientError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)


def is_lost(error: Exception) -> bool:
    """Say whether *error* leaves open what was written.

    asyncpg's own `DataError` is an `InterfaceError` that was raised before anything was sent.
    """
    return isinstance(error, LOST) and not isinstance(error, DataError)
