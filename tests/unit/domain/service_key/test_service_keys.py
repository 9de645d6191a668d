"""A service key is made, rotated with an overlap, and revoked."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from domain.kernel.actors import Scope
from domain.kernel.refusals import Refusal
from domain.service_key import commands as ask
from domain.service_key import events as done
from domain.service_key import refusals as no
from domain.service_key.decisions import LONGEST, KeyFacts, decide
from domain.service_key.state import ServiceKey, evolve, fold
from tests.support.given import NOW
from tests.support.refused import kinds_refused

KEY = UUID(int=1)
NEXT = UUID(int=2)
FACTS = KeyFacts(now=NOW)
YEAR = NOW + timedelta(days=365)
create = ask.CreateServiceKey(
    key=KEY,
    name="Ministry",
    prefix="sgk_abcdefgh",
    scopes=(Scope.FEED, Scope.FEED),
    expires_at=YEAR,
    office="33",
)
created = done.ServiceKeyCreated(
    name="Ministry", prefix="sgk_abcdefgh", scopes=(Scope.FEED,), expires_at=YEAR, office="33"
)
rotate = ask.RotateServiceKey(
    key=KEY,
    successor=NEXT,
    prefix="sgk_ijklmnop",
    expires_at=YEAR,
    overlap_until=NOW + timedelta(days=1),
)
revoke = ask.RevokeServiceKey(key=KEY, reason="leaked")


def refusals(
    key: ServiceKey | None, command: ask.ServiceKeyCommand, facts: KeyFacts = FACTS
) -> list[type[Refusal]]:
    """Return why *command* may not happen."""
    return kinds_refused(lambda: decide(key, command, facts))


def test_a_key_is_made() -> None:
    """The ministry gets the feed for a year."""
    assert decide(None, create, FACTS).key == (created,)


def test_a_key_says_what_it_is_for_and_where() -> None:
    """Five mistakes are told at once."""
    bad = msgspec.structs.replace(create, name=" ", scopes=(), expires_at=NOW)
    facts = KeyFacts(now=NOW, office_known=False, cooperative_known=False)
    assert refusals(None, bad, facts) == [
        no.KeyPeriodImpossible,
        no.KeyNameMissing,
        no.KeyWithoutScope,
        no.KeyPlaceUnknown,
        no.KeyPlaceUnknown,
    ]
    endless = msgspec.structs.replace(create, expires_at=NOW + LONGEST + timedelta(days=1))
    assert refusals(None, endless) == [no.KeyPeriodImpossible]


def test_a_rotation_leaves_both_for_a_while() -> None:
    """The old key ends tomorrow, the new one may what the old one might."""
    decided = decide(fold([created]), rotate, FACTS)
    assert decided.key == (
        done.ServiceKeyShortened(expires_at=rotate.overlap_until, replaced_by=NEXT),
    )
    successor = msgspec.structs.replace(created, prefix="sgk_ijklmnop", replaces=KEY)
    assert decided.successor == (NEXT, successor)


def test_a_key_is_revoked_for_a_reason() -> None:
    """A revoked key opens nothing and changes no more."""
    assert refusals(fold([created]), msgspec.structs.replace(revoke, reason="")) == [
        no.KeyReasonMissing
    ]
    decided = decide(fold([created]), revoke, FACTS)
    assert decided.key == (done.ServiceKeyRevoked(reason="leaked"),)
    key = fold([created, *decided.key])
    assert key is not None
    assert not key.valid_at(NOW)
    assert refusals(key, rotate) == [no.KeyOver]


def test_an_expired_key_is_over() -> None:
    """After its day a key opens nothing."""
    assert refusals(fold([created]), revoke, KeyFacts(now=YEAR)) == [no.KeyOver]


def test_an_unknown_key_is_not_found() -> None:
    """Nothing is known of it, so nothing is said."""
    assert refusals(None, revoke) == [no.KeyNotFound]
    assert evolve(None, done.ServiceKeyRevoked(reason="leaked")) is None


def test_a_shortened_key_ends_sooner() -> None:
    """The overlap is the end of the old key."""
    key = fold(
        [created, done.ServiceKeyShortened(expires_at=rotate.overlap_until, replaced_by=NEXT)]
    )
    assert key is not None
    assert key.replaced
    assert key.expires_at == rotate.overlap_until


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(TypeError, match="ServiceKeyCommand"):
        decide(fold([created]), ask.ServiceKeyCommand(key=KEY), FACTS)
