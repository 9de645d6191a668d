"""What must be felt at once follows from the command itself, whoever gave it."""

from uuid import UUID, uuid4

import pyotp

from application.access.confirmation import Proof
from domain.account.commands import (
    DeclareInterest,
    DisableAccount,
    EnableAccount,
    RemoveSecondFactor,
    WithdrawInterest,
)
from domain.account.events import LinkPurpose
from domain.kernel.actors import SYSTEM, Role
from tests.support.access import PASSWORD, House
from tests.support.given import NOW
from tests.support.refused import codes_refused


async def set_up_codes(house: House, account: UUID) -> None:
    """Let *account* sign in with one-time codes."""
    session = await house.access.identities.session(await house.session(account))
    assert session is not None
    actor = await house.actor(account)
    secret = (await house.access.second_factors.propose(session, actor)).secret
    code = pyotp.TOTP(secret).at(house.clock.now())
    proof = Proof(password=PASSWORD)
    await house.access.second_factors.confirm(session, actor, secret, code, proof)


async def secret_of(house: House, account: UUID) -> str | None:
    """Return the secret of the account's one-time codes."""
    credential = await house.access.credentials.by_account(account)
    assert credential is not None
    return credential.totp_secret


async def test_a_disabled_account_loses_its_links_for_good(house: House) -> None:
    """Enabled again, it needs a new one."""
    await house.account("budi")
    siti = await house.account("siti", Role.MSME_OWNER)
    link = await house.link(siti)
    await house.handler.handle(DisableAccount(account=siti, reason="leave"), actor=SYSTEM)
    await house.handler.handle(EnableAccount(account=siti, reason="back"), actor=SYSTEM)
    refused = house.access.new_passwords.accept(link, "empat ekor gajah menari")
    assert await codes_refused(refused) == ["link_worthless"]


async def test_an_interest_is_felt_with_the_next_request(house: House) -> None:
    """Declared and withdrawn, without waiting for the second that an answer is kept."""
    siti = await house.account("siti", Role.MSME_OWNER)
    token = await house.session(siti)
    identities = house.access.identities
    assert not (await identities.authenticate(token, "")).interests
    kpri = await house.cooperative()
    stake = {"account": siti, "cooperative": kpri, "reason": "member"}
    await house.handler.handle(DeclareInterest(**stake), actor=SYSTEM)  # type: ignore[arg-type] # as the fields are
    assert (await identities.authenticate(token, "")).interests == {kpri}
    await house.handler.handle(WithdrawInterest(**stake), actor=SYSTEM)  # type: ignore[arg-type] # as the fields are
    assert not (await identities.authenticate(token, "")).interests


async def test_removed_codes_take_their_secret_along(house: House) -> None:
    """Whoever reads the table of secrets afterwards finds none."""
    siti = await house.member("siti")
    await set_up_codes(house, siti)
    assert await secret_of(house, siti) is not None
    command = RemoveSecondFactor(account=siti, reason="lost telephone")
    await house.handler.handle(command, actor=SYSTEM)
    assert await secret_of(house, siti) is None


async def test_a_removal_that_is_repeated_late_leaves_new_codes_alone(house: House) -> None:
    """Between the first time and the second, codes were set up again."""
    siti = await house.member("siti")
    await set_up_codes(house, siti)
    command, once = RemoveSecondFactor(account=siti, reason="lost telephone"), uuid4()
    await house.handler.handle(command, actor=SYSTEM, command_id=once)
    await set_up_codes(house, siti)
    done = await house.handler.handle(command, actor=SYSTEM, command_id=once)
    assert done.repeated
    assert await secret_of(house, siti) is not None


async def test_an_interrupted_command_is_made_good_by_repeating_it(house: House) -> None:
    """The process died before the links were dropped; the caller, without an answer, repeats."""
    siti, once = await house.account("siti", Role.MSME_OWNER), uuid4()
    link = await house.link(siti)
    command = DisableAccount(account=siti, reason="leave")
    await house.interrupted.handle(command, actor=SYSTEM, command_id=once)
    assert await house.adapters.links.look(link, NOW) is not None
    done = await house.handler.handle(command, actor=SYSTEM, command_id=once)
    assert done.repeated
    assert await house.adapters.links.look(link, NOW) is None


async def test_the_mailed_link_and_the_shown_one_both_work(house: House) -> None:
    """Whichever comes first is used; the other is then worth nothing."""
    siti = await house.account("siti")
    shown = await house.link(siti)
    await house.mail_links()
    (mail,) = house.mail.iterdir()
    assert mail.read_text().count("/link#sgl_") == 1
    assert await house.adapters.links.look(shown, NOW) is not None
    await house.access.new_passwords.accept(shown, "empat ekor gajah menari")
    assert await house.pool.fetchval("SELECT count(*) FROM one_time_links") == 0


async def test_accounts_that_have_a_password_are_told_apart(house: House) -> None:
    """An invited account has none yet; one that nobody knows neither."""
    siti, budi = await house.member("siti"), await house.account("budi")
    await house.link(budi, LinkPurpose.RESET)
    having = house.access.credentials.having_passwords
    assert await having({siti, budi, UUID(int=404)}) == {siti}
    assert await having(()) == frozenset()
