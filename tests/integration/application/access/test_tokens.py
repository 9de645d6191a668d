"""A token stands for an account or key as it is now, and for nothing else."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pyotp
import pytest

from application.access.confirmation import Proof
from application.access.identities import KNOWN_FOR
from application.access.ports import Session, TokenKind, kind_of, new_token, shown_prefix
from application.authorisation import Forbidden, Resource, Unauthenticated, authorise, scope
from application.authorisation.table import CASES, FEED
from domain.account.commands import (
    ChangeRole,
    DeclareInterest,
    DisableAccount,
    EnableAccount,
    RemoveSecondFactor,
)
from domain.assessment.commands import EnterStatements, VerifyAssessment
from domain.kernel.actors import GUEST, SYSTEM, Role, Scope
from domain.office.commands import CloseOffice, DelegateSignature, DemandSecondFactor
from domain.service_key.commands import CreateServiceKey, RevokeServiceKey, RotateServiceKey
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from tests.support.access import ADDRESS, PASSWORD, House, eventually, open_house
from tests.support.refused import codes_refused

KPRI = UUID(int=7)


async def test_no_token_is_a_guest(house: House) -> None:
    """The public needs no account."""
    assert await house.access.identities.authenticate(None, ADDRESS) == GUEST


@pytest.mark.parametrize("change", ["forged", "truncated", "lengthened", "garbage", "link"])
async def test_a_worthless_token_is_no_guest(house: House, change: str) -> None:
    """Whoever believes to be signed in learns that he is not."""
    real = await house.session(await house.account("siti"))
    token = {
        "forged": new_token(TokenKind.SESSION),
        "truncated": real[:-1],
        "lengthened": real + "A",
        "garbage": "'; DROP TABLE sessions; --",
        "link": new_token(TokenKind.LINK),
    }[change]
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)
    assert await house.access.identities.session(token) is None


async def test_a_session_ends_when_it_is_not_used(house: House) -> None:
    """An hour of silence, and the token is worth nothing."""
    token = await house.session(await house.account("siti"))
    house.clock.move(minutes=59)
    assert (await house.access.identities.authenticate(token, ADDRESS)).name == "siti"
    house.access.identities.forget_all()
    house.clock.move(minutes=59)
    assert (await house.access.identities.authenticate(token, ADDRESS)).name == "siti"
    house.access.identities.forget_all()
    house.clock.move(minutes=61)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)
    await house.adapters.sweep()
    assert await house.pool.fetchval("SELECT count(*) FROM sessions") == 0


async def test_a_session_ends_in_any_case(house: House) -> None:
    """Twelve hours of diligent use end as well, also while it is remembered."""
    token = await house.session(await house.account("siti"))
    for _ in range(24):
        await house.access.identities.authenticate(token, ADDRESS)
        house.access.identities.forget_all()
        house.clock.move(minutes=29)
    await house.access.identities.authenticate(token, ADDRESS)
    house.clock.move(minutes=30)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)


async def test_who_is_disabled_in_mid_session_is_out_with_the_next_request(house: House) -> None:
    """The answer to the command has not been read yet, and the session is over."""
    siti = await house.account("siti", Role.MSME_OWNER)
    token = await house.session(siti)
    await house.access.identities.authenticate(token, ADDRESS)
    await house.handler.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)
    await house.handler.handle(EnableAccount(account=siti, reason="back"), actor=SYSTEM)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)


async def test_other_processes_hear_of_it(house: House, pool: Pool, tmp_path: Path) -> None:
    """A server process that remembered the token forgets it when another ends the session."""
    siti = await house.account("siti", Role.MSME_OWNER)
    token = await house.session(siti)
    async with open_house(pool, tmp_path) as elsewhere:
        await elsewhere.access.identities.authenticate(token, ADDRESS)
        await elsewhere.access.identities.authenticate(token, ADDRESS)
        await house.handler.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
        await eventually(lambda: not elsewhere.access.identities._known)
        with pytest.raises(Unauthenticated):
            await elsewhere.access.identities.authenticate(token, ADDRESS)


async def test_the_log_decides_even_when_nobody_ended_the_session(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash between the command and the end of the session lets nobody stay."""
    siti = await house.account("siti", Role.MSME_OWNER)
    token = await house.session(siti)
    await house.access.identities.authenticate(token, ADDRESS)
    await house.interrupted.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
    monkeypatch.setattr(house.access.identities, "_elapsed", lambda: float("inf"))
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)


async def test_an_answer_is_remembered_for_a_second(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request within it asks the database nothing."""
    seconds, looks = [100.0], []
    identities, by_token = house.access.identities, house.access.sessions.by_token

    async def counted(token: str, at: datetime) -> Session | None:
        looks.append(token)
        return await by_token(token, at)

    monkeypatch.setattr(house.access.sessions, "by_token", counted)
    monkeypatch.setattr(identities, "_elapsed", lambda: seconds[0])
    token = await house.session(await house.account("siti"))
    for step in (0.0, KNOWN_FOR / 2, KNOWN_FOR):
        seconds[0] += step
        await identities.authenticate(token, ADDRESS)
    assert len(looks) == 2


async def test_what_is_remembered_is_bounded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million tokens do not fill the memory."""
    monkeypatch.setattr("application.access.identities.MOST_KNOWN", 1)
    siti = await house.account("siti")
    for _ in range(3):
        await house.access.identities.authenticate(await house.session(siti), ADDRESS)
    assert len(house.access.identities._known) == 1


async def test_an_officer_works_for_the_territory_that_the_office_has(house: House) -> None:
    """The office's territory, interests and a lent signature come from the log."""
    await house.open_office()
    siti = await house.account("siti", Role.OFFICER, office="33.74")
    today = house.clock.now().date()
    await house.handler.handle(
        DelegateSignature(office="33.74", account=siti, first=today, last=today, reason="SK 1"),
        actor=SYSTEM,
    )
    await house.handler.handle(
        DeclareInterest(account=siti, cooperative=await house.cooperative(), reason="member"),
        actor=await house.actor(siti),
    )
    actor = await house.actor(siti)
    assert (actor.office, actor.territory) == ("33.74", "33.74")
    assert actor.interests == {KPRI}
    await house.handler.handle(CloseOffice(office="33.74", reason="merged"), actor=SYSTEM)
    assert await house.access.identities.actor_of(siti) is None


async def test_a_changed_role_ends_the_sessions(house: House) -> None:
    """Whoever becomes something else signs in as that."""
    await house.open_office()
    siti = await house.account("siti", Role.OFFICER, office="33.74")
    token = await house.session(siti)
    command = ChangeRole(account=siti, role=Role.EXECUTIVE, office="33.74", reason="promoted")
    await house.handler.handle(command, actor=SYSTEM)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(token, ADDRESS)
    assert (await house.actor(siti)).role is Role.EXECUTIVE


async def test_a_demanded_code_leaves_a_guest_with_a_name(house: House) -> None:
    """Until the code is set up the session opens nothing; after that, everything."""
    await house.open_office()
    siti = await house.member("siti", Role.OFFICER, office="33.74")
    await house.handler.handle(
        DemandSecondFactor(office="33.74", roles=(Role.OFFICER,)), actor=SYSTEM
    )
    token = await house.session(siti)
    newcomer = await house.access.identities.authenticate(token, ADDRESS)
    assert (newcomer.role, newcomer.name) == (Role.GUEST, "siti")
    assert await house.access.identities.owes_code(siti)
    with pytest.raises(Unauthenticated):
        authorise(newcomer, VerifyAssessment, Resource(membership_area="33.74"))
    session = await house.access.identities.session(token)
    assert session is not None
    proposal = await house.access.second_factors.propose(session, newcomer)
    await house.access.second_factors.confirm(
        session,
        newcomer,
        proposal.secret,
        _code(proposal.secret, house),
        Proof(password=PASSWORD),
    )
    officer = await house.access.identities.authenticate(token, ADDRESS)
    assert officer.role is Role.OFFICER
    removal = RemoveSecondFactor(account=siti, reason="lost telephone")
    await house.handler.handle(removal, actor=SYSTEM)
    assert await house.access.identities.owes_code(siti)


async def test_a_person_lists_and_ends_sessions(house: House) -> None:
    """Somebody else's session is out of reach."""
    siti, budi = await house.account("siti"), await house.account("budi")
    first, second = await house.session(siti), await house.session(siti)
    theirs = await house.session(budi)
    of_siti = await house.access.sessions.of(siti, house.clock.now())
    assert len(of_siti) == 2
    one = await house.access.identities.session(first)
    other = await house.access.identities.session(theirs)
    assert one is not None
    assert other is not None
    assert not await house.access.sessions.end(siti, other.id)
    await house.access.sign_in.sign_out(one)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(first, ADDRESS)
    assert (await house.access.identities.authenticate(second, ADDRESS)).name == "siti"


async def test_a_key_opens_what_its_scopes_say(house: House) -> None:
    """A statements key enters statements of its cooperative and reads nothing."""
    key = await _key(house, Scope.STATEMENTS)
    actor = await house.access.identities.authenticate(key, "198.51.100.1")
    assert (actor.role, actor.territory) == (Role.SERVICE, "ID")
    authorise(actor, EnterStatements, Resource(membership_area="33.74"))
    with pytest.raises(Forbidden):
        scope(actor, "Query.assessments", CASES)
    with pytest.raises(Forbidden):
        scope(actor, "Query.scoreChanges", FEED)
    uses = await house.access.key_secrets.last_uses([UUID(actor.account)])
    assert uses[UUID(actor.account)].address == "198.51.100.1"


async def test_a_key_of_an_office_reaches_its_territory_only(house: House) -> None:
    """When the office closes, the key is over as well."""
    await house.open_office()
    key = await _key(house, Scope.READ, office="33.74")
    actor = await house.access.identities.authenticate(key, ADDRESS)
    assert scope(actor, "Query.assessments", CASES).territory == "33.74"
    await house.handler.handle(CloseOffice(office="33.74", reason="merged"), actor=SYSTEM)
    house.access.identities.forget_all()
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(key, ADDRESS)


async def test_keys_overlap_while_they_are_rotated(house: House) -> None:
    """Both work until tomorrow, then only the new one."""
    old = await _key(house, Scope.FEED)
    known = await house.access.identities.authenticate(old, ADDRESS)
    command = RotateServiceKey(
        key=UUID(known.account),
        successor=uuid4(),
        prefix="",
        expires_at=house.clock.now() + timedelta(days=300),
        overlap_until=house.clock.now() + timedelta(days=1),
    )
    issued = await house.access.keys.rotate(command, actor=SYSTEM)
    assert issued.secret not in repr(issued)
    for each in (old, issued.secret):
        assert (await house.access.identities.authenticate(each, ADDRESS)).name == "Ministry"
    house.clock.move(days=2)
    assert (await house.access.identities.authenticate(issued.secret, ADDRESS)).name == "Ministry"
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(old, ADDRESS)


async def test_a_revoked_key_is_worth_nothing_at_once(house: House) -> None:
    """Not even for the second in which it is remembered."""
    secret = await _key(house, Scope.FEED)
    actor = await house.access.identities.authenticate(secret, ADDRESS)
    command = RevokeServiceKey(key=UUID(actor.account), reason="leaked")
    await house.handler.handle(command, actor=SYSTEM)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(secret, ADDRESS)
    with pytest.raises(Unauthenticated):
        await house.access.identities.authenticate(new_token(TokenKind.SERVICE_KEY), ADDRESS)


async def test_a_key_needs_an_office_that_exists(house: House) -> None:
    """A key for nowhere is refused, and nothing of it is kept."""
    assert await codes_refused(_key(house, Scope.FEED, office="99")) == ["key_place_unknown"]
    assert await codes_refused(_key(house, Scope.FEED, cooperative=uuid4())) == [
        "key_place_unknown"
    ]
    assert await house.pool.fetchval("SELECT count(*) FROM service_key_secrets") == 0


async def test_the_watch_survives_its_connection(house: House, database_url: str) -> None:
    """A lost connection is replaced, and everything remembered is looked up anew."""
    token = await house.session(await house.account("siti"))
    await house.access.identities.authenticate(token, ADDRESS)
    async with owner_connection(database_url, Settings()) as owner:
        ended = await owner.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%sokoguru_access%'"
        )
    assert ended == 1
    await eventually(lambda: not house.access.identities._known)
    assert (await house.access.identities.authenticate(token, ADDRESS)).name == "siti"


def test_a_token_says_what_it_is() -> None:
    """A leaked text can be searched for them."""
    assert kind_of(new_token(TokenKind.SERVICE_KEY)) is TokenKind.SERVICE_KEY
    assert shown_prefix(new_token(TokenKind.SERVICE_KEY)).startswith("sgk_")


async def _key(house: House, *scopes: Scope, **place: object) -> str:
    command = CreateServiceKey(
        key=uuid4(),
        name="Ministry",
        prefix="",
        scopes=scopes,
        expires_at=house.clock.now() + timedelta(days=300),
        **place,  # type: ignore[arg-type] # an office or a cooperative
    )
    issued = await house.access.keys.create(command, actor=SYSTEM)
    return issued.secret


def _code(secret: str, house: House) -> str:
    return pyotp.TOTP(secret).at(house.clock.now())
