"""Commands that were refused: who wanted what, and which rule said no.

The table is bounded, because anybody can make refusals: only the newest are kept, and the
oldest go a few at a time whenever one in a hundred is added.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

NEWEST = 2**62
KEPT = 100_000
_EVERY = 100


class Refused(Protocol):
    """What is remembered of a refusal."""

    @property
    def actor(self) -> str:
        """Who asked."""

    @property
    def office(self) -> str | None:
        """The office that the actor belongs to."""

    @property
    def command(self) -> str:
        """What was asked for."""

    @property
    def subject(self) -> UUID:
        """What it was about."""

    @property
    def code(self) -> str:
        """What the actor was told."""

    @property
    def rule(self) -> str:
        """Which rule it was."""

    @property
    def at(self) -> datetime:
        """When."""


class RefusalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One refusal that is remembered; *number* counts them and only ever grows."""

    number: int
    at: datetime
    actor: str
    office: str | None
    command: str
    subject: UUID
    code: str
    rule: str


class RefusedCommandTable:
    """The table of refusals."""

    def __init__(self, database: Database, *, kept: int = KEPT) -> None:
        self._database = database
        self._kept = kept

    async def record(self, refused: Refused) -> None:
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
