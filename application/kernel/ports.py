"""What the use cases need from outside, as Protocols; nothing here knows PostgreSQL.

The store is the one port with a hard contract: an `append` that returned is durable
and will be found exactly once, whatever dies afterwards.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from uuid import UUID

import msgspec

from domain.kernel.events import Event
from domain.kernel.files import StoredFile
from domain.kernel.log import Append, Appended, Recorded


class EventStore(Protocol):
    """The log: appended to in commit order, read by stream or by position.

    Each method raises `domain.kernel.log.LogUnavailable` while the log cannot be reached; then
    nothing was written.
    """

    async def append(self, append: Append) -> Appended:
        """Write all events of *append* or none, and return when they are durable.

        Raises `domain.kernel.log.Conflict` when a stream has moved on and
        `domain.kernel.log.CommandReused` when the command id names another command, and
        `domain.kernel.log.OutcomeUnknown` when the log was lost while it was writing.
        """

    async def outcome_of(self, command_id: UUID) -> Appended | None:
        """Return what a command came to, None when it was never carried out."""

    async def read(
        self, streams: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Return the events of each stream in order, up to position *up_to*."""

    async def read_log(
        self, *, after: int, limit: int, topics: Sequence[str] = ()
    ) -> Sequence[Recorded[Event]]:
        """Return at most *limit* events after position *after*, in order."""

    async def last_position(self) -> int:
        """Return the position of the newest event, 0 for an empty log."""

    async def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before *moment*, 0 if none."""


class Clock(Protocol):
    """The time of day, handed to decisions as an argument."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class Ids(Protocol):
    """New ids, for commands whose caller gives none; `uuid.uuid4` is one."""

    def __call__(self) -> UUID:
        """Return an id that nobody has had."""


UPLOAD_WAITS = timedelta(days=1)
"""How long an upload waits for a command that names it."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """How many uploads of somebody nothing has named yet, and how many bytes they have."""

    files: int = 0
    size: int = 0


class DocumentStore(Protocol):
    """Files named by the digest of their bytes, so that nobody can swap one.

    A digest is a name and no key: a file may be named by whoever uploaded it, until
    `UPLOAD_WAITS` later, and then is given to who may see the thing that names it.
    """

    async def put(
        self, content: bytes, media_type: str, *, by: str, at: datetime, address: str | None = None
    ) -> str:
        """Let *content* wait for a command of *by* and return its digest, ``sha256:<hex>``.

        *address* is where it comes from, when *by* are many: guests have one account together.
        """

    async def waiting(self, by: str, at: datetime, address: str | None = None) -> Waiting:
        """Return how much of *by* waits to be named; with *address*, of what comes from there."""

    async def uploaded(
        self, digests: Collection[str], *, by: str, at: datetime
    ) -> Mapping[str, StoredFile]:
        """Return those of *digests* that *by* uploaded and that have not expired at *at*."""

    async def keep(self, digests: Collection[str], *, by: str) -> None:
        """Keep what *by* uploaded as *digests* for good; what is kept already stays."""

    async def get(self, digest: str) -> tuple[bytes, str] | None:
        """Return the content and media type of what is kept, None when there is no such file."""


class Areas(Protocol):
    """The country's areas, by their Kemendagri codes."""

    async def known(self, codes: Collection[str], day: date, /) -> frozenset[str]:
        """Return those of *codes* that are areas on *day* (``ID`` always is)."""

    async def living_below(self, code: str, day: date, /) -> frozenset[str]:
        """Return the areas one level below *code* that are in force on *day* and later."""

    async def seen_by_no_other(self, office: str, keeping: str | None, /) -> int:
        """Return how many living cooperatives and open cases would have no open office near them.

        That is those that *office* sees and no other does, except the ministry's, which sees
        everything; those in the area *keeping* are left out.
        """


class AreaCode(msgspec.Struct, frozen=True):
    """One line of a published list."""

    code: str
    name: str
    kind: str
    postal_code: str | None = None


class AreaList(msgspec.Struct, frozen=True, kw_only=True):
    """A published list: the decree it comes from, the package that carried it, its lines."""

    system: str
    source: str
    areas: tuple[AreaCode, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the lines, sorted by code, as JSON."""
        lines = sorted(self.areas, key=lambda area: area.code)
        return "sha256:" + sha256(msgspec.json.encode(lines)).hexdigest()


class AreaLists(Protocol):
    """The lists of areas that were published, each whole, named by its digest."""

    async def keep(self, published: AreaList) -> None:
        """Keep *published*; one that is kept already stays as it is."""


class Origins(Protocol):
    """Where registrations by guests and officers come from, as far as that is remembered."""

    async def note(self, subject: str, address: str, at: datetime) -> None:
        """Remember for a while that *subject*, an account or a cooperative, came from *address*."""

    async def shared(self, one: str, other: str, at: datetime) -> bool:
        """Say whether *one* and *other* came from one network lately."""


class RefusedCommands(Protocol):
    """Where commands that were not carried out are remembered, for auditors."""

    async def record(self, refused: "RefusedCommand") -> None:
        """Remember *refused*; the oldest may be forgotten when there are many."""


class RefusedCommand(msgspec.Struct, frozen=True, kw_only=True):
    """Who was refused what, and by which rule.

    *code* is what the caller was told, *rule* the rule in words of this program: where
    the two differ, the caller was told less (``not_found`` for another's territory).
    """

    actor: str
    office: str | None
    command: str
    subject: UUID
    code: str
    rule: str
    at: datetime
