"""Decisions about a service key. A rotation writes to two keys at once."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from domain.kernel.refusals import Refusal, refuse_all
from domain.service_key import commands as ask
from domain.service_key import events as done
from domain.service_key import refusals as no
from domain.service_key.state import ServiceKey

LONGEST = timedelta(days=731)
"""A key lives two years at most, so that forgotten ones die."""


class KeyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision needs to know beside the key."""

    now: datetime
    office_known: bool = True
    cooperative_known: bool = True


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The events of the key asked about, and of the one that replaces it."""

    key: tuple[done.ServiceKeyEvent, ...]
    successor: tuple[UUID, done.ServiceKeyCreated] | None = None


def decide(key: ServiceKey | None, command: ask.ServiceKeyCommand, facts: KeyFacts) -> Decided:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    if isinstance(command, ask.CreateServiceKey):
        return _create(command, facts)
    if key is None:
        raise no.KeyNotFound(field="key")
    if not key.valid_at(facts.now):
        raise no.KeyOver(field="key")
    match command:
        case ask.RotateServiceKey():
            return _rotate(key, command, facts)
        case ask.RevokeServiceKey():
            return _revoke(command)
    raise TypeError(f"{type(command).__name__} is no command for a service key.")


def _create(command: ask.CreateServiceKey, facts: KeyFacts) -> Decided:
    found = _ill_timed(command.expires_at, facts.now, "expiresAt")
    if not command.name.strip():
        found.append(no.KeyNameMissing(field="name"))
    if not command.scopes:
        found.append(no.KeyWithoutScope(field="scopes"))
    if not facts.office_known:
        found.append(no.KeyPlaceUnknown(field="office"))
    if not facts.cooperative_known:
        found.append(no.KeyPlaceUnknown(field="cooperative"))
    refuse_all(found)
    created = done.ServiceKeyCreated(
        name=command.name,
        prefix=command.prefix,
        scopes=tuple(sorted(set(command.scopes))),
        expires_at=command.expires_at,
        office=command.office,
        cooperative=command.cooperative,
    )
    return Decided(key=(created,))


def _rotate(key: ServiceKey, command: ask.RotateServiceKey, facts: KeyFacts) -> Decided:
    refuse_all(
        [
            *_ill_timed(command.expires_at, facts.now, "expiresAt"),
            *_ill_timed(command.overlap_until, facts.now, "overlapUntil"),
        ]
    )
    created = done.ServiceKeyCreated(
        name=key.name,
        prefix=command.prefix,
        scopes=tuple(sorted(key.scopes)),
        expires_at=command.expires_at,
        office=key.office,
        cooperative=key.cooperative,
        replaces=command.key,
    )
    shortened = done.ServiceKeyShortened(
        expires_at=min(command.overlap_until, key.expires_at), replaced_by=command.successor
    )
    return Decided(key=(shortened,), successor=(command.successor, created))


def _revoke(command: ask.RevokeServiceKey) -> Decided:
    if not command.reason.strip():
        raise no.KeyReasonMissing(field="reason")
    return Decided(key=(done.ServiceKeyRevoked(reason=command.reason),))


def _ill_timed(until: datetime, now: datetime, field: str) -> list[Refusal]:
    if now < until <= now + LONGEST:
        return []
    return [no.KeyPeriodImpossible(field=field, until=until, days=LONGEST.days)]
