"""What is true of a service key, folded from its events."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope
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


def evolve(key: ServiceKey | None, event: ServiceKeyEvent) -> ServiceKey | None:
    """Return *key* as *event* leaves it."""
    match event:
        case ServiceKeyCreated():
            return ServiceKey(
                name=event.name,
                prefix=event.prefix,
                scopes=frozenset(event.scopes),
                expires_at=event.expires_at,
                office=event.office,
                cooperative=event.cooperative,
            )
        case ServiceKeyShortened() if key is not None:
            return msgspec.structs.replace(key, expires_at=event.expires_at, replaced=True)
        case ServiceKeyRevoked() if key is not None:
            return msgspec.structs.replace(key, revoked=True)
    return None


def fold(events: Iterable[ServiceKeyEvent]) -> ServiceKey | None:
    """Return the key that *events* made, None when there is none."""
    return reduce(evolve, events, None)
