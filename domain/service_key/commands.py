"""What may be asked of a service key."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope


class ServiceKeyCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A wish about the key *key*."""

    key: UUID
    expected_version: int | None = None


class CreateServiceKey(ServiceKeyCommand, frozen=True, kw_only=True):
    """Let a program in."""

    secret: ClassVar[frozenset[str]] = frozenset({"prefix"})
    name: str
    prefix: str = ""
    scopes: tuple[Scope, ...]
    expires_at: datetime
    office: str | None = None
    cooperative: UUID | None = None


class RotateServiceKey(ServiceKeyCommand, frozen=True, kw_only=True):
    """Put *successor* in the place of the key, which still works until *overlap_until*."""

    secret: ClassVar[frozenset[str]] = frozenset({"prefix"})
    successor: UUID
    prefix: str = ""
    expires_at: datetime
    overlap_until: datetime


class RevokeServiceKey(ServiceKeyCommand, frozen=True, kw_only=True):
    """Make the key worth nothing at once."""

    reason: str
