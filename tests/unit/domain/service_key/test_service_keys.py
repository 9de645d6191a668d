"""A service key is made, rotated with an overlap, and revoked."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cooperative.state import Active
from domain.kernel.actors import SYSTEM, Actor, Role, Scope
from domain.kernel.wording import ReasonMissing, TooLong, Unprintable
from domain.office.state import Office
from domain.service_key import SERVICE_KEY
from domain.service_key import commands as ask
from domain.service_key import events as done
from domain.service_key import refusals as no
from domain.service_key.facts import ServiceKeyFacts
from domain.service_key.requesting import LONGEST
from tests.support.given import NOW, Given, by, on
from tests.unit.domain.cooperative.papers import LOCATION, PROFILE

KEY = UUID(int=1)
NEXT = UUID(int=2)
FACTS = ServiceKeyFacts(
    at=NOW, actor=SYSTEM, office=Office(office="33", name="Dinas", territory="33")
)
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


keys = Given(SERVICE_KEY, FACTS)
key = keys.given(created)


def test_a_key_is_made() -> None:
    """The ministry gets the feed for a year."""
    keys.when(create).then(created)


def test_a_key_says_what_it_is_for_and_where() -> None:
    """Five mistakes are told at once."""
    bad = replace(create, name=" ", scopes=(), expires_at=NOW, cooperative=UUID(int=404))
    keys.when(bad, office=None).then_refused(
        no.KeyPeriodImpossible,
        no.KeyNameMissing,
        no.KeyWithoutScope,
        no.KeyPlaceUnknown,
        no.KeyPlaceUnknown,
    )
    endless = replace(create, expires_at=NOW + LONGEST + timedelta(days=1))
    keys.when(endless).then_refused(no.KeyPeriodImpossible)


def test_a_key_may_be_bound_to_one_cooperative() -> None:
    """Its accounting system hands statements in; a closed office has no systems."""
    bound = replace(create, office=None, cooperative=UUID(int=7))
    kpri = Active(profile=PROFILE, location=LOCATION, registered_by="guest")
    keys.when(bound, cooperative=kpri).then(replace(created, office=None, cooperative=UUID(int=7)))
    closed = Office(office="33", name="Dinas", territory="33", open=False)
    keys.when(create, office=closed).then_refused(no.KeyPlaceUnknown)


def test_names_and_reasons_are_texts_that_the_log_can_hold() -> None:
    """A NUL in a name, a reason of 4001 characters."""
    keys.when(replace(create, name="SIAK\x00")).then_refused(Unprintable)
    key.when(replace(revoke, reason="a" * 4001)).then_refused(TooLong)


def test_how_a_key_begins_is_no_part_of_what_was_asked() -> None:
    """The server makes the secret, so a caller need not say how it begins."""
    assert ask.CreateServiceKey.secret == ask.RotateServiceKey.secret == {"prefix"}
    bare = ask.RotateServiceKey(key=KEY, successor=NEXT, expires_at=YEAR, overlap_until=YEAR)
    assert bare.prefix == ""


def test_a_rotation_leaves_both_for_a_while() -> None:
    """The old key ends tomorrow, the new one may what the old one might."""
    successor = replace(created, prefix="sgk_ijklmnop", replaces=KEY)
    shortened = done.ServiceKeyShortened(expires_at=rotate.overlap_until, replaced_by=NEXT)
    key.when(rotate).then(shortened, on(NEXT, successor))
    endless = replace(rotate, expires_at=NOW, overlap_until=NOW)
    key.when(endless).then_refused(no.KeyPeriodImpossible, no.KeyPeriodImpossible)


def test_a_key_is_revoked_for_a_reason() -> None:
    """A revoked key opens nothing and changes no more."""
    key.when(replace(revoke, reason="")).then_refused(ReasonMissing)
    revoked = done.ServiceKeyRevoked(reason="leaked")
    key.when(revoke).then(revoked)
    over = key.given(revoked)
    assert not over.state.valid_at(NOW)
    over.when(rotate).then_refused(no.KeyOver)


def test_an_expired_key_is_over() -> None:
    """After its day a key opens nothing."""
    key.when(revoke, at=YEAR).then_refused(no.KeyOver)


def test_an_unknown_key_is_not_found() -> None:
    """Nothing is known of it, so nothing is said."""
    keys.when(revoke).then_refused(no.KeyNotFound)
    assert keys.given(done.ServiceKeyRevoked(reason="leaked")).state is None


def test_a_shortened_key_ends_sooner() -> None:
    """The overlap is the end of the old key."""
    shortened = done.ServiceKeyShortened(expires_at=rotate.overlap_until, replaced_by=NEXT)
    state = key.given(shortened).state
    assert state.replaced
    assert state.expires_at == rotate.overlap_until


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="AboutServiceKey"):
        key.when(ask.AboutServiceKey(key=KEY))


OFFICIAL = Actor(account="officer-1", role=Role.OFFICER, office="ID", territory="ID")
ADMIN = Actor(account="admin-1", role=Role.ADMINISTRATOR)
OTHER = Actor(account="admin-2", role=Role.ADMINISTRATOR)
WEEK = NOW + timedelta(days=7)
ask_for = ask.RequestServiceKey(
    key=KEY, name=" Ministry ", scopes=(Scope.FEED,), expires_at=YEAR, reason="Laporan nasional"
)
approve = ask.ApproveServiceKey(key=KEY)
refuse = ask.RefuseServiceKey(key=KEY, reason="Belum ada perjanjian")
collect = ask.CollectServiceKey(key=KEY, prefix="sgk_abcdefgh")
requested = done.ServiceKeyRequested(
    name="Ministry", scopes=(Scope.FEED,), expires_at=YEAR, reason="Laporan nasional", until=WEEK
)
asked = keys.given(*by(ADMIN, requested))
approved = asked.given(*by(OFFICIAL, done.ServiceKeyApproved()))
country = Office(office="ID", name="Kementerian", territory="ID")
placeless = replace(create, office=None)


def test_nobody_makes_a_key_to_the_country_alone() -> None:
    """Neither without a place, nor by the office of the country, nor by a rotation."""
    alone = {"actor": ADMIN}
    keys.when(placeless, **alone).then_refused(no.KeyNeedsSecondPerson)
    keys.when(replace(create, office="ID"), office=country, **alone).then_refused(
        no.KeyNeedsSecondPerson
    )
    old = keys.given(replace(created, office=None))
    old.when(rotate, **alone).then_refused(no.KeyNeedsSecondPerson)
    keys.given(replace(created, office="ID")).when(rotate, office=country, **alone).then_refused(
        no.KeyNeedsSecondPerson
    )
    keys.when(create, **alone).then(created)
    keys.when(placeless).then(replace(created, office=None))
    assert old.state.valid_at(NOW)


def test_a_request_says_what_for_and_why() -> None:
    """Four mistakes are told at once."""
    keys.when(ask_for, actor=ADMIN).then(requested)
    bad = replace(ask_for, name="", scopes=(), expires_at=NOW, reason="")
    keys.when(bad, actor=ADMIN).then_refused(
        no.KeyPeriodImpossible, no.KeyNameMissing, ReasonMissing, no.KeyWithoutScope
    )


def test_another_agrees_and_whoever_asked_collects() -> None:
    """Not before, not somebody else, and once."""
    asked.when(approve, actor=ADMIN).then_refused(no.OwnKeyRequest)
    asked.when(collect, actor=ADMIN).then_refused(no.KeyUndecided)
    asked.when(approve, actor=OFFICIAL).then(done.ServiceKeyApproved())
    approved.when(collect, actor=OTHER).then_refused(no.KeyNotFound)
    made = replace(created, office=None)
    approved.when(collect, actor=ADMIN).then(made)
    approved.given(made).when(collect, actor=ADMIN).then_refused(no.KeyNotFound)
    assert approved.given(made).state.valid_at(NOW)


def test_a_request_is_decided_once_and_within_a_week() -> None:
    """Refused or expired, it is asked for anew; a request itself opens nothing."""
    asked.when(refuse, actor=OFFICIAL).then(done.ServiceKeyRefused(reason="Belum ada perjanjian"))
    asked.when(replace(refuse, reason=""), actor=OFFICIAL).then_refused(ReasonMissing)
    over = asked.given(done.ServiceKeyRefused(reason="Belum ada perjanjian"))
    for late in (over.when(approve, actor=OFFICIAL), over.when(collect, actor=ADMIN)):
        late.then_refused(no.KeyRequestOver)
    asked.when(approve, actor=OFFICIAL, at=WEEK).then_refused(no.KeyRequestOver)
    asked.when(collect, actor=ADMIN, at=WEEK).then_refused(no.KeyRequestOver)
    approved.when(collect, actor=ADMIN, at=WEEK).then_refused(no.KeyRequestOver)
    approved.when(revoke, actor=ADMIN).then_refused(no.KeyNotFound)
    keys.when(approve, actor=OFFICIAL).then_refused(no.KeyNotFound)
    assert keys.given(done.ServiceKeyApproved()).state is None
