"""Whether an error says that the database is away: not reached, not taking us, out of room.

Nothing of it is a fault of this program, and all of it passes by itself or by somebody's hand.
"""

from collections.abc import Iterator

import asyncpg
from asyncpg.exceptions import InternalClientError

from domain.kernel.log import LogUnavailable, OutcomeUnknown

AWAY = (
    OSError,  # refused, unreachable, too late; no socket of a local server; no room
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,  # no disk, no memory, no connection left
    asyncpg.PostgresSystemError,  # no file can be read or written
    asyncpg.ReadOnlySQLTransactionError,  # a standby, or a server that lets nobody write
    InternalClientError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    LogUnavailable,
    OutcomeUnknown,
)
DEPTH = 10  # causes of causes that are looked at


def is_away(error: BaseException) -> bool:
    """Say whether *error* comes of a database that is away, be it only in the end.

    >>> is_away(ConnectionRefusedError()), is_away(ValueError())
    (True, False)
    """
    return any(isinstance(each, AWAY) for each in _causes(error, DEPTH))


def _causes(error: BaseException | None, depth: int) -> Iterator[BaseException]:
    """Yield *error* and what it came of; of a group, all that is in it."""
    if error is None or not depth:
        return
    yield error
    yield from _causes(error.__cause__ or error.__context__, depth - 1)
    for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _causes(each, depth - 1)
