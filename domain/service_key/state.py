"""What is true of a service key, folded from its events."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope
from domain.kernel.log import Recorded
from domain.service_key.events import (
    ServiceKeyCreated,
    ServiceKeyEvent,
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


def evolve(key: ServiceKey | None, recorded: Recorded[ServiceKeyEvent]) -> ServiceKey | None:
    """Return *key* as one recorded event leaves it; before its creation there is none."""
    match recorded.event:
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


def _with(key: ServiceKey | None, **changes: object) -> ServiceKey | None:
    return None if key is None else msgspec.structs.replace(key, **changes)
