"""What can happen to a service key. The key itself is shown once and never kept."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel.actors import Scope
from domain.kernel.events import Event


class ServiceKeyRequested(Event, frozen=True, kw_only=True):
    """Somebody asks for a key to the whole country; it is decided and collected before *until*."""

    topic: ClassVar[str] = "service_key.requested.v1"
    name: str
    scopes: tuple[Scope, ...]
    expires_at: datetime
    reason: str
    until: datetime


class ServiceKeyApproved(Event, frozen=True, kw_only=True):
    """A second person, of the ministry, agreed to the key that was asked for."""

    topic: ClassVar[str] = "service_key.approved.v1"


class ServiceKeyRefused(Event, frozen=True, kw_only=True):
    """A second person, of the ministry, did not agree to the key that was asked for."""

    topic: ClassVar[str] = "service_key.refused.v1"
    reason: str


class ServiceKeyCreated(Event, frozen=True, kw_only=True):
    """A program may act until *expires_at*, for what *scopes* name.

    *office* bounds it to that office's territory, *cooperative* to that one; with
    neither it reaches the whole country. *prefix* is all that is ever shown again.
    *replaces* is the key that it takes over from.
    """

    topic: ClassVar[str] = "service_key.created.v1"
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    expires_at: datetime
    office: str | None = None
    cooperative: UUID | None = None
    replaces: UUID | None = None


class ServiceKeyShortened(Event, frozen=True, kw_only=True):
    """The key ends at *expires_at*, sooner than planned: *replaced_by* takes over."""

    topic: ClassVar[str] = "service_key.shortened.v1"
    expires_at: datetime
    replaced_by: UUID


class ServiceKeyRevoked(Event, frozen=True, kw_only=True):
    """The key is worth nothing any more."""

    topic: ClassVar[str] = "service_key.revoked.v1"
    reason: str


ServiceKeyEvent = (
    ServiceKeyRequested
    | ServiceKeyApproved
    | ServiceKeyRefused
    | ServiceKeyCreated
    | ServiceKeyShortened
    | ServiceKeyRevoked
)
