"""What is true of a service key, folded from its events."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope
from domain.kernel.log import Recorded
from domain.service_key.events import (
    ServiceKeyApproved,
    ServiceKeyCreated,
    ServiceKeyEvent,
    ServiceKeyRefused,
    ServiceKeyRequested,
    ServiceKeyRevoked,
    ServiceKeyShortened,
)


class ServiceKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key as it stands."""

    name: str
    prefix: str
    scopes: frozenset[Scope]
    expires_at: datetime
    office: str | None = None
    cooperative: UUID | None = None
    revoked: bool = False
    replaced: bool = False

    def valid_at(self, moment: datetime) -> bool:
        """Say whether the key opens anything at *moment*."""
        return not self.revoked and moment < self.expires_at


class KeyRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A key to the whole country that *requested_by* asks for; *approved* None is undecided."""

    name: str
    scopes: frozenset[Scope]
    expires_at: datetime
    requested_by: str
    until: datetime
    approved: bool | None = None


State = ServiceKey | KeyRequest | None


def evolve(key: State, recorded: Recorded[ServiceKeyEvent]) -> State:
    """Return *key* as one recorded event leaves it; before its creation there is none."""
    match recorded.event:
        case ServiceKeyRequested() as requested:
            return KeyRequest(
                name=requested.name,
                scopes=frozenset(requested.scopes),
                expires_at=requested.expires_at,
                requested_by=recorded.actor,
                until=requested.until,
            )
        case ServiceKeyApproved():
            return _decided(key, approved=True)
        case ServiceKeyRefused():
            return _decided(key, approved=False)
        case ServiceKeyCreated() as created:
            return ServiceKey(
                name=created.name,
                prefix=created.prefix,
                scopes=frozenset(created.scopes),
                expires_at=created.expires_at,
                office=created.office,
                cooperative=created.cooperative,
            )
        case ServiceKeyShortened(expires_at=expires_at):
            return _with(key, expires_at=expires_at, replaced=True)
        case ServiceKeyRevoked():
            return _with(key, revoked=True)
        case unknown:
            assert_never(unknown)


def _with(key: State, **changes: object) -> State:
    return msgspec.structs.replace(key, **changes) if isinstance(key, ServiceKey) else key


def _decided(key: State, *, approved: bool) -> State:
    if isinstance(key, KeyRequest):
        return msgspec.structs.replace(key, approved=approved)
    return key
