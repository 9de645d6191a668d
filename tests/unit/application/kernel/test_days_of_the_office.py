"""Today is the day at the office that decides, and a recorded day that of the office that decided.

At 15:30 UTC it is past midnight in Jayapura, and half past eleven or earlier further west.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.kernel.zones import zone_of_account, zone_of_actor
from domain.account.commands import CreateAccount, InviteOperator
from domain.cooperative.commands import (
    DeactivateCooperative,
    RegisterCooperative,
    VerifyRegistration,
)
from domain.cooperative.events import LegalNumber
from domain.kernel.actors import GUEST, SYSTEM, Actor, Role
from domain.kernel.time_zones import TimeZone
from domain.office.commands import OpenOffice, StateOfficeTimeZone
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office, StoppedClock
from tests.unit.domain.cooperative.papers import HANDAYANI, REGISTER

EVENING = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)
AREAS = {TimeZone.WIB: "33.74", TimeZone.WITA: "73.71", TimeZone.WIT: "91.71"}

VERIFY = VerifyRegistration(
    cooperative=HANDAYANI, not_the_registrant=True, source="Datang ke loket dengan akta"
)
"""A guest's registration found valid, by somebody who says who is behind it."""


def registered_in(area: str, day: date | None = None) -> RegisterCooperative:
    """Return the registration in *area* of a cooperative whose legal number is of *day*."""
    number = LegalNumber(number="1/BH", date=day)
    return replace(
        REGISTER,
        profile=replace(REGISTER.profile, membership_area=area, legal_number=number),
        location=replace(REGISTER.location, village=f"{area}.01.1001"),
    )


def officer_of(area: str) -> Actor:
    """Return an officer of the office of *area*."""
    return Actor(account=f"officer {area}", role=Role.OFFICER, office=area, territory=area)


@pytest.fixture
def clock() -> StoppedClock:
    """Return the one clock of server and log, on an evening on which it is two days."""
    return StoppedClock(EVENING)


@pytest.fixture
def office(clock: StoppedClock) -> Office:
    """Return an office on that evening."""
    return Office(MemoryEventStore(clock=clock.now), clock=clock)


@pytest.mark.parametrize("zone", TimeZone)
async def test_a_letter_of_today_is_one_of_today_at_the_office(
    office: Office, clock: StoppedClock, zone: TimeZone
) -> None:
    """The 23rd has begun in Jayapura only; a second before its midnight nowhere."""
    area = AREAS[zone]
    await office.do(registered_in(area), GUEST)
    verify, officer = VERIFY, officer_of(area)
    if zone is not TimeZone.WIT:
        assert (await office.refusal(verify, officer, effective_on=TOMORROW)).code == "day_ahead"
    clock.moment = EVENING + timedelta(hours=1.5)
    await office.do(verify, officer, effective_on=TOMORROW)


@pytest.mark.parametrize(("zone", "follows"), [(TimeZone.WIB, TODAY), (TimeZone.WIT, TOMORROW)])
async def test_an_undated_decision_counts_from_the_day_at_the_office_that_took_it(
    office: Office, clock: StoppedClock, zone: TimeZone, follows: date
) -> None:
    """What Jayapura decided on the 23rd is not followed by something of the 22nd."""
    area = AREAS[zone]
    await office.do(registered_in(area), GUEST)
    await office.do(VERIFY, officer_of(area))
    stop = DeactivateCooperative(cooperative=HANDAYANI, reason="Dibubarkan")
    clock.moment = EVENING + timedelta(days=1)
    early = follows - timedelta(days=1)
    refusal = await office.refusal(stop, officer_of(area), effective_on=early)
    assert refusal.code == "day_before_last"
    await office.do(stop, officer_of(area), effective_on=follows)


async def test_who_acts_for_no_office_goes_by_the_area_of_the_cooperative(office: Office) -> None:
    """A guest in Jayapura has a legal number of the 23rd, one in Semarang has not yet."""
    refusal = await office.refusal(registered_in("33.74", TOMORROW), GUEST)
    assert refusal.code == "legal_date_ahead"
    await office.do(registered_in("91.71", TOMORROW), GUEST)


async def test_an_office_that_states_its_zone_works_by_it_from_then_on(office: Office) -> None:
    """Semarang by the clock of Jayapura; what it decided before was on the 22nd."""
    await office.do(OpenOffice(office="33.74", name="Dinas", territory="33.74"), SYSTEM)
    await office.do(registered_in("33.74"), officer_of("33.74"))
    verify = VERIFY
    colleague = replace(officer_of("33.74"), account="colleague")
    early = await office.refusal(verify, colleague, effective_on=TOMORROW)
    assert early.code == "day_ahead"
    stated = StateOfficeTimeZone(office="33.74", time_zone=TimeZone.WIT, reason="SK 4/2026")
    await office.do(stated, SYSTEM)
    await office.do(verify, colleague, effective_on=TODAY)
    stop = DeactivateCooperative(cooperative=HANDAYANI, reason="Dibubarkan")
    await office.do(stop, colleague, effective_on=TOMORROW)


async def test_the_ministry_goes_by_the_clock_of_the_office_that_it_acts_on(
    office: Office,
) -> None:
    """Who runs the installation and works for no office, on the office of Jayapura."""
    await office.do(OpenOffice(office="91.71", name="Dinas", territory="91.71"), SYSTEM)
    stated = StateOfficeTimeZone(office="91.71", reason="SK 4/2026")
    await office.do(stated, SYSTEM, effective_on=TOMORROW)
    account = CreateAccount(
        account=UUID(int=5), user_name="siti", role=Role.OFFICER, office="91.71"
    )
    early = await office.refusal(account, SYSTEM, effective_on=TOMORROW)
    assert early.code == "day_ahead"


async def test_a_letter_is_read_by_the_clock_of_whoever_gets_it(office: Office) -> None:
    """Of the office, of the area of the cooperative, or of the ministry."""
    await office.do(OpenOffice(office="73.71", name="Dinas", territory="73.71"), SYSTEM)
    await office.do(registered_in("91.71"), GUEST)
    await office.do(VERIFY, officer_of("91.71"))
    siti, tono, nobody = UUID(int=5), UUID(int=6), UUID(int=404)
    staff = CreateAccount(account=siti, user_name="siti", role=Role.OFFICER, office="73.71")
    await office.do(staff, SYSTEM)
    invited = InviteOperator(account=tono, cooperative=HANDAYANI, user_name="tono")
    await office.do(invited, officer_of("91.71"))
    zones = [await zone_of_account(office.store, account) for account in (siti, tono, nobody)]
    assert zones == [TimeZone.WITA, TimeZone.WIT, TimeZone.WIB]
    stranger = replace(office.operator, cooperative=nobody)
    actors = (officer_of("91.71"), stranger, GUEST)
    known = [await zone_of_actor(office.store, actor) for actor in actors]
    assert known == [TimeZone.WIT, TimeZone.WIB, TimeZone.WIB]
