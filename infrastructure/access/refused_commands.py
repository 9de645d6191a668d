"""Commands that were refused: who wanted what, and which rule said no.

The table is bounded, because anybody can make refusals: only the newest are kept, and the
oldest go a few at a time whenever one in a hundred is added.
"""

from application.access.ports import NEWEST, RefusalRow
from application.kernel.ports import RefusedCommand
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

KEPT = 100_000  # rows
_EVERY = 100  # rows are added before the oldest go


class RefusedCommandTable:
    """The ports `RefusedCommands` and `RefusalLog` on the table of refusals."""

    def __init__(self, database: Database, *, kept: int = KEPT) -> None:
        self._database = database
        self._kept = kept

    async def record(self, refused: RefusedCommand) -> None:
        """Remember *refused*."""
        number = await SQL["note_refusal"].value(
            self._database,
            at=refused.at,
            actor=refused.actor,
            office=refused.office,
            command=refused.command,
            subject=refused.subject,
            code=refused.code,
            rule=refused.rule,
        )
        if number % _EVERY == 0:
            await SQL["forget_oldest"].run(self._database, number=number - self._kept)

    async def page(
        self,
        *,
        first: int,
        before: int = NEWEST,
        office: str | None = None,
        actor: str | None = None,
        code: str | None = None,
    ) -> tuple[RefusalRow, ...]:
        """Return the *first* refusals numbered below *before*, newest first."""
        rows = await SQL["refusals"].rows(
            self._database, first=first, before=before, office=office, actor=actor, code=code
        )
        return tuple(RefusalRow(**dict(row)) for row in rows)
