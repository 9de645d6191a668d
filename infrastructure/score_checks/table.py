"""The port `Checks` on the table of score checks, and the lock by which processes take turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec

from application.kernel.score_checks import Check
from infrastructure.postgres.session import change_session
from infrastructure.postgres.sql import Database, Pool, statements

SQL = statements(__file__)


class CheckTable:
    """The checks in *database*."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, check: Check) -> None:
        """Keep *check*."""
        result = msgspec.json.encode(check).decode()
        await SQL["keep_check"].run(self._database, began_at=check.began_at, result=result)

    async def last(self) -> Check | None:
        """Return the one that began last, None when there was none yet."""
        result = await SQL["last_check"].value(self._database)
        return None if result is None else msgspec.json.decode(result, type=Check)

    async def begun(self) -> datetime | None:
        """Return when the last check began; before the first, when the log did, if it has."""
        moment: datetime | None = await SQL["last_begun"].value(self._database)
        return moment


@asynccontextmanager
async def only_here(pool: Pool) -> AsyncIterator[bool]:
    """Say whether this process may check, which no other does until the end of the block."""
    async with pool.acquire() as connection:
        change_session(connection)
        taken: bool = await SQL["take_checking"].value(connection)
        try:
            yield taken
        finally:
            if taken:
                await SQL["leave_checking"].run(connection)
