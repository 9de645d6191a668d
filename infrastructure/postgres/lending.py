"""A pool whose connections are reset when somebody had them, and not after a single statement.

Returning a connection asks the server to give up locks, cursors, listeners and settings, which
takes as long as a question to a view. A statement that the pool runs by itself (`fetch`,
`fetchrow`, `fetchval`) is a transaction of its own and leaves none of these, as long as it is
none of those that make them: who takes a lock of the session, listens or sets something acquires
a connection, and that one is reset. So is one whose statement failed.
"""

from collections.abc import Callable
from typing import Any

import asyncpg

#: What `asyncpg.create_pool` gives its pools where it is told nothing else.
DEFAULTS = {
    "init_size": None,
    "max_queries": 50_000,
    "max_inactive_connection_lifetime": 300.0,
    "connect": None,
    "setup": None,
    "loop": None,
}


class LentConnection(asyncpg.Connection):
    """A connection that can be told that there is nothing to reset."""

    as_it_was = False

    def left_as_it_was(self) -> None:
        """Take note that a single statement ran, and nothing else, since it was lent."""
        self.as_it_was = True


async def tidy(connection: LentConnection) -> None:
    """Reset *connection* on its return, unless it was left as it was."""
    if connection.as_it_was:
        connection.as_it_was = False
    else:
        await connection.reset()


def _by_itself(method: str) -> Callable[..., Any]:
    """Return the *method* of a pool that runs a single statement."""

    async def run(pool: asyncpg.Pool, *given: object, **more: object) -> object:
        connection: Any = await pool.acquire()
        try:
            found: object = await getattr(connection, method)(*given, **more)
            connection.left_as_it_was()
            return found
        finally:
            await pool.release(connection)

    return run


class LendingPool(asyncpg.Pool):
    """The pool; made by `lending_pool`."""

    fetch: Any = _by_itself("fetch")
    fetchrow: Any = _by_itself("fetchrow")
    fetchval: Any = _by_itself("fetchval")


def lending_pool(url: str, **settings: object) -> LendingPool:
    """Return a pool on *url*, not opened yet, with the *settings* of `asyncpg.create_pool`."""
    told: dict[str, Any] = {**DEFAULTS, **settings}
    return LendingPool(
        url, connection_class=LentConnection, record_class=asyncpg.Record, reset=tidy, **told
    )
