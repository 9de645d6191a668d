"""What may be asked of a service key."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel.actors import Scope
from domain.kernel.commands import Command


class AboutServiceKey(Command, frozen=True, kw_only=True):
    """A wish about the key *key*.

    *expected_version* refuses the command when somebody else changed the key since the
    caller looked.
    """

    names: ClassVar[str] = "key"
    key: UUID
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The key's own stream."""
        return self.key


class CreateServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Let a program in; *prefix* is how the server's secret begins."""

    secret: ClassVar[frozenset[str]] = frozenset({"prefix"})
    name: str
    prefix: str = ""
    scopes: tuple[Scope, ...]
    expires_at: datetime
    office: str | None = None
    cooperative: UUID | None = None


class RequestServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Ask for a key to the whole country, which a second person has to agree to."""

    name: str
    scopes: tuple[Scope, ...]
    expires_at: datetime
    reason: str


class ApproveServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Agree to a key that somebody else asked for."""


class RefuseServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Do not agree to a key that somebody asked for."""

    reason: str


class CollectServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Make the key that was agreed to; *prefix* is how the server's secret begins."""

    secret: ClassVar[frozenset[str]] = frozenset({"prefix"})
    prefix: str = ""


class RotateServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Put *successor* in the place of the key, which still works until *overlap_until*.

    *prefix* is how the server's new secret begins.
    """

    secret: ClassVar[frozenset[str]] = frozenset({"prefix"})
    successor: UUID
    prefix: str = ""
    expires_at: datetime
    overlap_until: datetime


class RevokeServiceKey(AboutServiceKey, frozen=True, kw_only=True):
    """Make the key worth nothing at once."""

    reason: str


ServiceKeyCommand = (
    CreateServiceKey
    | RequestServiceKey
    | ApproveServiceKey
    | RefuseServiceKey
    | CollectServiceKey
    | RotateServiceKey
    | RevokeServiceKey
)
