"""What is kept beside the log: accesses and refusals for auditors, personal values for people."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from application.kernel.ports import RefusedCommand
from domain.kernel.actors import Actor

NEWEST = 2**62
"""Give it as *before* to begin with the newest row: above every number there will be."""


class AccessRow(msgspec.Struct, frozen=True, kw_only=True):
    """One access; *subject* is what was read, as an id or a short description."""

    number: int
    at: datetime
    actor: str
    role: str
    office: str | None
    action: str
    subject: str | None
    reason: str | None


class AccessLog(Protocol):
    """Who read private data or took an export; entries are added and read, never changed."""

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

    async def page(
        self,
        *,
        first: int,
        before: int = NEWEST,
        office: str | None = None,
        actor: str | None = None,
    ) -> tuple[AccessRow, ...]:
        """Return the *first* accesses numbered below *before*, newest first."""


class RefusalRow(RefusedCommand, frozen=True, kw_only=True):
    """One refusal that is kept; *number* counts them and only ever grows."""

    number: int


class RefusalLog(Protocol):
    """The newest refused commands, which `application.kernel.ports.RefusedCommands` records."""

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


class PrivateValues(Protocol):
    """The personal values that events only commit to; erased ones are simply not there."""

    async def of(self, subjects: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """Return the values of each of *subjects*, by name (``full_name``, ``email``, ``phone``).

        A subject without values is left out.
        """
