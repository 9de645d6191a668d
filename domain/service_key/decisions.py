"""What may happen to a service key. A rotation writes to two keys at once."""

from typing import assert_never

from domain.account.refusals import OfficeAreaEnds
from domain.cooperative.state import Active
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import justified, tidy, written
from domain.service_key import refusals as no
from domain.service_key import requesting
from domain.service_key.commands import (
    ApproveServiceKey,
    CollectServiceKey,
    CreateServiceKey,
    RefuseServiceKey,
    RequestServiceKey,
    RevokeServiceKey,
    RotateServiceKey,
    ServiceKeyCommand,
)
from domain.service_key.events import (
    ServiceKeyCreated,
    ServiceKeyRevoked,
    ServiceKeyShortened,
)
from domain.service_key.facts import ServiceKeyFacts
from domain.service_key.requesting import ill_timed
from domain.service_key.state import KeyRequest, ServiceKey, State


def decide(key: State, command: ServiceKeyCommand, facts: ServiceKeyFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    match key, command:
        case _, CreateServiceKey():
            return create(command, facts)
        case _, RequestServiceKey():
            return requesting.request(command, facts)
        case KeyRequest(), ApproveServiceKey():
            return requesting.approve(key, command, facts)
        case KeyRequest(), RefuseServiceKey():
            return requesting.refuse(key, command, facts)
        case KeyRequest(), CollectServiceKey():
            return requesting.collect(key, command, facts)
        case (None | KeyRequest(), _) | (
            _,
            ApproveServiceKey() | RefuseServiceKey() | CollectServiceKey(),
        ):
            raise no.KeyNotFound(field="key")
        case ServiceKey(), RotateServiceKey():
            return rotate(key, command, facts)
        case ServiceKey(), RevokeServiceKey():
            return revoke(key, command, facts)
        case _:
            assert_never(command)


def create(command: CreateServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Let a program in, bound to an open office or an active cooperative where it names one."""
    refuse_all(
        [
            *ill_timed(command.expires_at, facts.at, "expiresAt"),
            *written(command.name, "name", blank=no.KeyNameMissing),
            *_unbound(command, facts),
        ]
    )
    requesting.refuse_alone(command.cooperative, command.office, facts)
    created = ServiceKeyCreated(
        name=tidy(command.name),
        prefix=command.prefix,
        scopes=tuple(sorted(set(command.scopes))),
        expires_at=command.expires_at,
        office=command.office,
        cooperative=command.cooperative,
    )
    return on(command.stream, created)


def rotate(key: ServiceKey, command: RotateServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Let a successor do what *key* may; both work until the overlap ends."""
    _must_be_valid(key, facts)
    refuse_all(
        [
            *ill_timed(command.expires_at, facts.at, "expiresAt"),
            *ill_timed(command.overlap_until, facts.at, "overlapUntil"),
        ]
    )
    requesting.refuse_alone(key.cooperative, key.office, facts)
    created = ServiceKeyCreated(
        name=key.name,
        prefix=command.prefix,
        scopes=tuple(sorted(key.scopes)),
        expires_at=command.expires_at,
        office=key.office,
        cooperative=key.cooperative,
        replaces=command.key,
    )
    shortened = ServiceKeyShortened(
        expires_at=min(command.overlap_until, key.expires_at), replaced_by=command.successor
    )
    return on(command.stream, shortened) + on(command.successor, created)


def revoke(key: ServiceKey, command: RevokeServiceKey, facts: ServiceKeyFacts) -> Decision:
    """Make the key worth nothing at once."""
    _must_be_valid(key, facts)
    refuse_all(justified(command.reason))
    return on(command.stream, ServiceKeyRevoked(reason=command.reason))


def _must_be_valid(key: ServiceKey, facts: ServiceKeyFacts) -> None:
    if not key.valid_at(facts.at):
        raise no.KeyOver(field="key")


def _unbound(command: CreateServiceKey, facts: ServiceKeyFacts) -> list[Refusal]:
    """Return what the key would lack: something to open, and the place it is bound to."""
    found: list[Refusal] = []
    if not command.scopes:
        found.append(no.KeyWithoutScope(field="scopes"))
    if command.office is not None and (facts.office is None or not facts.office.open):
        found.append(no.KeyPlaceUnknown(field="office"))
    elif facts.office_ends:
        found.append(OfficeAreaEnds(field="office", office=command.office))
    if command.cooperative is not None and not isinstance(facts.cooperative, Active):
        found.append(no.KeyPlaceUnknown(field="cooperative"))
    return found
