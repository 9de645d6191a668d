"""An office is opened, changed and closed, demands codes, and lends its head's signature."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.account.state import Account
from domain.kernel.actors import SYSTEM, Role
from domain.kernel.common_refusals import NothingChanged
from domain.kernel.time_zones import TimeZone
from domain.kernel.wording import ReasonMissing, TooLong, Unprintable
from domain.office import OFFICE
from domain.office import commands as ask
from domain.office import events as done
from domain.office import refusals as no
from domain.office.facts import OfficeFacts
from domain.office.state import Office, Period, office_stream
from domain.office.time_zones import zone_then, zones_of_office
from tests.support.given import NOW, Given, recorded

SITI = UUID(int=1)
TODAY = date(2026, 11, 22)
OFFICER = Account(user_name="siti", role=Role.OFFICER, office="33.74")
FACTS = OfficeFacts(at=NOW, actor=SYSTEM, areas=frozenset({"33", "33.74"}), delegate=OFFICER)
opened = done.OfficeOpened(office="33.74", name="Dinas Semarang", territory="33.74")
open_it = ask.OpenOffice(office="33.74", name="Dinas Semarang", territory="33.74")
delegate = ask.DelegateSignature(
    office="33.74", account=SITI, first=TODAY, last=date(2026, 12, 1), reason="SK 12/2026"
)
delegated = done.SignatureDelegated(
    account=SITI, first=TODAY, last=date(2026, 12, 1), reason="SK 12/2026"
)


offices = Given(OFFICE, FACTS)
office = offices.given(opened)


def test_an_office_opens_once() -> None:
    """The code of an office is never given twice."""
    offices.when(open_it).then(opened)
    office.when(open_it).then_refused(no.OfficeExists)


def test_an_office_is_described_well() -> None:
    """Three mistakes are told at once."""
    bad = ask.OpenOffice(office="?", name=" ", territory="99")
    offices.when(bad).then_refused(
        no.OfficeNameMissing, no.TerritoryUnknown, no.OfficeCodeMalformed
    )


def test_the_whole_country_is_a_territory() -> None:
    """The ministry's, whatever the list of areas holds."""
    ministry = replace(open_it, territory="ID")
    offices.when(ministry, areas=frozenset()).then(replace(opened, territory="ID"))


def test_names_and_reasons_are_texts_that_the_log_can_hold() -> None:
    """A NUL in a name, a reason of 4001 characters."""
    offices.when(replace(open_it, name="Dinas\x00")).then_refused(Unprintable)
    offices.when(replace(open_it, name="D" * 201)).then_refused(TooLong)
    office.when(ask.CloseOffice(office="33.74", reason="a" * 4001)).then_refused(TooLong)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            ask.ChangeOffice(office="33.74", name="Dinas", territory="33", reason="merged"),
            done.OfficeChanged(name="Dinas", territory="33", reason="merged"),
        ),
        (ask.CloseOffice(office="33.74", reason="merged"), done.OfficeClosed(reason="merged")),
        (
            ask.DemandSecondFactor(office="33.74", roles=(Role.OFFICER, Role.OFFICER)),
            done.SecondFactorDemanded(roles=(Role.OFFICER,)),
        ),
        (delegate, delegated),
        (
            ask.StateOfficeTimeZone(office="33.74", time_zone=TimeZone.WITA, reason="SK 4/2026"),
            done.TimeZoneStated(time_zone=TimeZone.WITA, reason="SK 4/2026"),
        ),
    ],
)
def test_an_office_changes(command: ask.OfficeCommand, event: done.OfficeEvent) -> None:
    """Each command makes its one event."""
    office.when(command).then(event)


def test_an_office_keeps_a_territory_that_was_retired() -> None:
    """It may be renamed while its cooperatives are handed over; a new one needs an area in use."""
    renamed = ask.ChangeOffice(office="33.74", name="Baru", territory="33.74", reason="SK 3")
    gone: frozenset[str] = frozenset()
    event = done.OfficeChanged(name="Baru", territory="33.74", reason="SK 3")
    office.when(renamed, areas=gone).then(event)
    moved = replace(renamed, territory="33")
    office.when(moved, areas=gone).then_refused(no.TerritoryUnknown)


def test_what_is_left_out_of_an_offices_change_stays() -> None:
    """A new name keeps the territory, a new territory the name; nothing at all is no change."""
    renamed = ask.ChangeOffice(office="33.74", name="Baru", reason="SK 3")
    opened = office.state
    assert opened is not None
    office.when(renamed).then(
        done.OfficeChanged(name="Baru", territory=opened.territory, reason="SK 3")
    )
    moved = ask.ChangeOffice(office="33.74", territory="33", reason="SK 3")
    office.when(moved).then(done.OfficeChanged(name=opened.name, territory="33", reason="SK 3"))
    nothing = ask.ChangeOffice(office="33.74", reason="SK 3")
    office.when(nothing).then_refused(NothingChanged)


def test_a_closed_office_is_gone() -> None:
    """Nothing happens in an office that is not there."""
    closed = office.given(done.OfficeClosed(reason="merged"))
    closed.when(delegate).then_refused(no.OfficeNotFound)
    offices.when(delegate).then_refused(no.OfficeNotFound)


def test_a_signature_is_lent_for_days_to_come_to_an_officer() -> None:
    """Nobody signs yesterday, and nobody from elsewhere signs."""
    late = replace(delegate, last=date(2026, 11, 1), reason="")
    office.when(late, delegate=None).then_refused(
        ReasonMissing, no.PeriodReversed, no.DelegateUnsuitable
    )


@pytest.mark.parametrize(
    "unfit", [{"enabled": False}, {"role": Role.EXECUTIVE}, {"office": "33"}], ids=str
)
def test_only_an_active_officer_of_the_office_signs_for_its_head(
    unfit: dict[str, object],
) -> None:
    """Neither whoever left, nor somebody else, nor somebody from elsewhere."""
    office.when(delegate, delegate=replace(OFFICER, **unfit)).then_refused(no.DelegateUnsuitable)


def test_a_delegation_ends() -> None:
    """Who does not sign for the head cannot stop doing so."""
    end = ask.EndDelegation(office="33.74", account=SITI, reason="back")
    office.when(end).then_refused(no.DelegationAbsent)
    ended = done.DelegationEnded(account=SITI, reason="back")
    office.given(delegated).when(end).then(ended)
    assert office.given(delegated, ended).state.delegates == {}


def test_an_office_is_folded_from_its_events() -> None:
    """Every event leaves the office as it says."""
    folded = office.given(
        done.OfficeChanged(name="Dinas", territory="33", reason="merged"),
        done.SecondFactorDemanded(roles=(Role.OFFICER,)),
        delegated,
    )
    assert folded.state == Office(
        office="33.74",
        name="Dinas",
        territory="33",
        second_factor=frozenset({Role.OFFICER}),
        delegates={SITI: Period(TODAY, date(2026, 12, 1))},
    )
    assert offices.given(delegated, done.OfficeClosed(reason="merged")).state is None
    assert office.given(opened).state == office.state
    assert office_stream("33") != office_stream("33.74")


def test_an_office_works_by_the_clock_of_its_territory_unless_it_states_another() -> None:
    """Semarang works by WIB, says WITA, and then nothing again."""
    wita = done.TimeZoneStated(time_zone=TimeZone.WITA, reason="SK 4/2026")
    nothing = done.TimeZoneStated(reason="SK 5/2026")
    assert office.state.time_zone is TimeZone.WIB
    assert office.given(wita).state.time_zone is TimeZone.WITA
    assert office.given(wita, nothing).state.time_zone is TimeZone.WIB
    assert offices.given(wita).state is None
    papua = done.OfficeChanged(name="Dinas", territory="94", reason="merged")
    assert office.given(papua).state.time_zone is TimeZone.WIT


def test_what_an_office_states_later_changes_no_day_of_before() -> None:
    """Its zone is asked for as it was at a position of the log."""
    wita = done.TimeZoneStated(time_zone=TimeZone.WITA, reason="SK 4/2026")
    zones = zones_of_office(recorded([opened, wita]))
    assert [zone_then(zones, before) for before in (1, 2, 3, None)] == [
        None,
        TimeZone.WIB,
        TimeZone.WITA,
        TimeZone.WITA,
    ]
    assert zones_of_office(recorded([wita])) == ()


def test_a_signature_is_lent_until_today_at_the_office() -> None:
    """At 15:30 UTC the 22nd is over in Jayapura, and not in Jakarta."""
    evening = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    one_day = replace(delegate, first=TODAY, last=TODAY)
    office.when(one_day, at=evening, zone=TimeZone.WIB).then(replace(delegated, last=TODAY))
    office.when(one_day, at=evening, zone=TimeZone.WIT).then_refused(no.PeriodReversed)


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="AboutOffice"):
        office.when(ask.AboutOffice(office="33.74"))
