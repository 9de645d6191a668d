"""Connections that go back to their pool as they are, unless somebody changed the session.

asyncpg asks the database to forget settings, locks and listeners each time that a connection goes
back, which costs a command as much as one of its reads. Here only those who listen, lead or take
turns leave something behind, and after them it is asked as before. A transaction that was left
open is noticed, and rolled back, on this side of the connection in any case.
"""

from typing import Any

import asyncpg

from infrastructure.postgres.sql import Connection


class ServerConnection(asyncpg.Connection):
    """A connection of the server's pool."""

    _changed = False

    def change_session(self) -> None:
        """Have the session put in order when the connection goes back."""
        self._changed = True

    async def add_listener(self, channel: str, callback: Any) -> None:  # noqa: ANN401 - as asyncpg has it
        """Listen on *channel*, which the session does until it is put in order."""
        self.change_session()
        await super().add_listener(channel, callback)

    def get_reset_query(self) -> str:
        """Return what puts the session in order, nothing where it is in order."""
        changed, self._changed = self._changed, False
        return super().get_reset_query() if changed else ""


def change_session(connection: Connection) -> None:
    """Say that *connection*, one of the server's pool, gets what outlasts a transaction.

    That is a setting, or a lock, of the session. Whoever has the connection next has none of it.
    """
    lent: Any = connection
    lent.change_session()
