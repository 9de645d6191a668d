"""A key to the whole country takes two: one asks, another of the ministry agrees.

A rotation would hand such a key to one person again, so there is none: a new one is asked for, and
the old one revoked.
"""

from datetime import datetime, timedelta
from uuid import UUID

from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import justified, tidy, written
from domain.service_key import refusals as no
from domain.service_key.commands import (
    ApproveServiceKey,
    CollectServiceKey,
    RefuseServiceKey,
    RequestServiceKey,
)
from domain.service_key.events import (
    ServiceKeyApproved,
    ServiceKeyCreated,
    ServiceKeyRefused,
    ServiceKeyRequested,
)
from domain.service_key.facts import ServiceKeyFacts
from domain.service_key.state import KeyRequest

LONGEST = timedelta(days=731)
"""A key lives two years at most, so that forgotten ones die."""
OPEN_FOR = timedelta(days=7)
"""So long a request is open for a decision, and for being collected."""


def refuse_alone(cooperative: UUID | None, office: str | None, facts: ServiceKeyFacts) -> None:
    """Refuse that one person lets a program read the whole country; the installation itself may."""
    everywhere = office is None or (facts.office is not None and facts.office.territory == NATIONAL)
    if cooperative is None and everywhere and facts.actor.role is not Role.SYSTEM:
        raise no.KeyNeedsSecondPerson(field="office")


def request(command: RequestServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Ask for a key."""
    found = [
        *ill_timed(command.expires_at, facts.at, "expiresAt"),
        *written(command.name, "name", blank=no.KeyNameMissing),
        *justified(command.reason),
    ]
    if not command.scopes:
        found.append(no.KeyWithoutScope(field="scopes"))
    refuse_all(found)
    requested = ServiceKeyRequested(
        name=tidy(command.name),
        scopes=tuple(sorted(set(command.scopes))),
        expires_at=command.expires_at,
        reason=command.reason,
        until=facts.at + OPEN_FOR,
    )
    return on(command.stream, requested)


def approve(asked: KeyRequest, command: ApproveServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Agree; whoever asked does not."""
    _must_be_open(asked, facts)
    return on(command.stream, ServiceKeyApproved())


def refuse(asked: KeyRequest, command: RefuseServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Do not agree, for a reason."""
    refuse_all(justified(command.reason))
    _must_be_open(asked, facts)
    return on(command.stream, ServiceKeyRefused(reason=command.reason))


def collect(asked: KeyRequest, command: CollectServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Make the key; only whoever asked is shown its secret."""
    if facts.actor.account != asked.requested_by:
        raise no.KeyNotFound(field="key")
    if asked.approved is None and facts.at < asked.until:
        raise no.KeyUndecided(field="key")
    if not asked.approved or facts.at >= asked.until:
        raise no.KeyRequestOver(field="key")
    created = ServiceKeyCreated(
        name=asked.name,
        prefix=command.prefix,
        scopes=tuple(sorted(asked.scopes)),
        expires_at=asked.expires_at,
    )
    return on(command.stream, created)


def ill_timed(until: datetime, at: datetime, field: str) -> list[Refusal]:
    """Return why a key cannot be valid until then."""
    if at < until <= at + LONGEST:
        return []
    return [no.KeyPeriodImpossible(field=field, until=until, days=LONGEST.days)]


def _must_be_open(asked: KeyRequest, facts: ServiceKeyFacts) -> None:
    if asked.approved is not None or facts.at >= asked.until:
        raise no.KeyRequestOver(field="key")
    if facts.actor.account == asked.requested_by:
        raise no.OwnKeyRequest(field="key")
