"""Who read private data or took an export, when, and why where a reason is asked for.

The server may add to this log and read it, and has no right to change it.
"""

from datetime import datetime

from application.access.ports import NEWEST, AccessRow
from domain.kernel.actors import Actor
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class AccessLogTable:
    """The port `AccessLog` on the table of accesses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        actor: Actor,
        action: str,
        *,
        at: datetime,
        subject: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Remember that *actor* did *action*; call this before the data leaves."""
        await SQL["note_access"].run(
            self._database,
            at=at,
            actor=actor.account,
            role=actor.role,
            office=actor.office,
            action=action,
            subject=subject,
            reason=reason,
        )

    async def page(
        self,
        *,
        first: int,
        before: int = NEWEST,
        office: str | None = None,
        actor: str | None = None,
    ) -> tuple[AccessRow, ...]:
        """Return the *first* accesses numbered below *before*, newest first."""
        rows = await SQL["accesses"].rows(
            self._database, first=first, before=before, office=office, actor=actor
        )
        return tuple(AccessRow(**dict(row)) for row in rows)
