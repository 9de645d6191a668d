"""commandId and effectiveOn mean the same on accounts, codes and keys as on cooperatives."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest

from api.relay.nodes import opaque, read_id
from domain.account.commands import CreateAccount
from domain.kernel.actors import SYSTEM, Role
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from tests.support.api import Api, sign_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY = "2026-01-02"
TODAY = datetime.now(timezone(timedelta(hours=7))).date()
DONE = "... on AccountDone { accountId position version }"
NOTHING = "... on AccessDone { position }"
REFUSED = "... on Refused { code field }"


async def give(
    api: Api, name: str, kind: str, shown: str, who: str = "admin", /, **given: Any
) -> Any:
    """Give the mutation *name* its input, and return what came of it."""
    document = (
        f"mutation ($input: {kind}!) {{ did: {name}(input: $input) "
        f"{{ __typename {shown} {REFUSED} }} }}"
    )
    return (await api.ask(document, who, input=given))["did"]


async def last_event(api: Api, stream: UUID) -> Recorded[Event]:
    """Return the newest event of *stream*."""
    return (await api.services.store.read([stream]))[stream][-1]


async def account(api: Api) -> UUID:
    """Make an account and return its id."""
    made = CreateAccount(account=uuid4(), user_name=f"a{uuid4().hex[:9]}", role=Role.ADMINISTRATOR)
    await api.services.handler.handle(made, actor=SYSTEM, effective_on=date(2026, 1, 1))
    return made.account


async def test_a_change_of_an_account_counts_from_the_day_of_its_letter(api: Api) -> None:
    """The log holds the day, as it does for cooperatives."""
    key = await account(api)
    given = {"account": opaque("Account", key), "reason": "SK 4", "effectiveOn": DAY}
    did = await give(api, "disableAccount", "JustifiedAccountChange", DONE, **given)
    assert did["version"] == 2
    assert (await last_event(api, key)).effective_on == date(2026, 1, 2)


async def test_codes_are_taken_away_once(api: Api) -> None:
    """Given again with its id, the command is answered as the first time."""
    key = await account(api)
    user = (await api.services.access.identities.actor_of(key)).name  # type: ignore[union-attr]
    token, _ = await api.services.access.sessions.begin(
        key, at=api.services.access.clock.now(), address="test"
    )
    api.tokens[user] = token
    proposed = await api.ask(
        "mutation { did: proposeSecondFactor { ... on SecondFactorProposed { secret } } }", user
    )
    secret = proposed["did"]["secret"]
    code = pyotp.TOTP(secret).at(api.services.access.clock.now())
    kind = "SetSecondFactorInput"
    password = "pelangi di atas bukit teh"  # noqa: S105 - of a test
    for who in (user, "admin"):
        await api.give_password(who, password)
    shown = {"secret": secret, "code": code, "password": password}
    await give(api, "setSecondFactor", kind, NOTHING, user, **shown)
    given = {
        "account": opaque("Account", key),
        "reason": "lost telephone",
        "commandId": "codes-1",
        "effectiveOn": TODAY.isoformat(),
        "password": password,
    }
    kind = "RemoveSecondFactorInput"
    first = await give(api, "removeSecondFactor", kind, NOTHING, **given)
    assert first["__typename"] == "AccessDone"
    assert await give(api, "removeSecondFactor", kind, NOTHING, **given) == first
    assert (await last_event(api, key)).effective_on == TODAY
    other = {**given, "reason": "another"}
    reused = await give(api, "removeSecondFactor", kind, NOTHING, **other)
    assert (reused["code"], reused["field"]) == ("command_id_reused", "commandId")


async def test_a_key_is_revoked_from_a_day_on(api: Api) -> None:
    """And twice with one id is once."""
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    made = await give(
        api,
        "createServiceKey",
        "CreateServiceKeyInput",
        "... on ServiceKeyIssued { keyId secret }",
        name="Ministry",
        scopes=["READ"],
        office="33.74",
        expiresAt=soon,
    )
    day = {"effectiveOn": TODAY.isoformat()}
    given = {"key": made["keyId"], "reason": "over", "commandId": "key-1", **day}
    kind = "RevokeServiceKeyInput"
    first = await give(api, "revokeServiceKey", kind, NOTHING, **given)
    assert await give(api, "revokeServiceKey", kind, NOTHING, **given) == first
    key = read_id(made["keyId"]).uuid("id")
    assert (await last_event(api, key)).effective_on == TODAY


async def test_an_operator_is_invited_from_a_day_on(api: Api) -> None:
    """The link is made with the account, and the account has the day."""
    cooperative = await api.active_cooperative()
    given = {
        "cooperative": cooperative,
        "userName": "pengurus.lama",
        "person": {"fullName": "Pengurus"},
        "effectiveOn": DAY,
    }
    shown = "... on LinkIssued { accountId }"
    did = await give(api, "inviteOperator", "InviteOperatorInput", shown, "petugas1", **given)
    events = await api.services.store.read([key := read_id(did["accountId"]).uuid("id")])
    assert events[key][0].effective_on == date(2026, 1, 2)


async def test_each_command_is_counted_by_its_own_name(api: Api) -> None:
    """Eight commands on accounts were one, once."""
    api.tokens["another"] = await sign_in(api.services, "another", Role.ADMINISTRATOR)
    given = {"account": opaque("Account", await account(api)), "reason": "x"}
    kind = "JustifiedAccountChange"
    for name in ("disableAccount", "enableAccount"):
        await give(api, name, kind, DONE, "another", **given, commandId=name)
        await give(api, name, kind, DONE, "another", **given, commandId=name)
    await api.ask("mutation { signOut { __typename } }", "another")
    text = (await api.client.get("/metrics")).text
    for line in (
        'sokoguru_commands_total{command="DisableAccount",outcome="done"}',
        'sokoguru_commands_total{command="DisableAccount",outcome="repeated"}',
        'sokoguru_commands_total{command="EnableAccount",outcome="done"}',
        'sokoguru_commands_total{command="SignOut",outcome="done"}',
    ):
        assert line in text
    assert 'command="ChangeAccount"' not in text


async def test_what_was_read_before_a_command_is_read_anew_after_it(api: Api) -> None:
    """Two commands on one account in one operation: the second shows what it came to."""
    key = opaque("Account", await account(api))
    given = f'input: {{account: "{key}", reason: "x"}}'
    shown = "{ ... on AccountDone { account { enabled version } } }"
    document = (
        f"mutation {{ off: disableAccount({given}) {shown} on: enableAccount({given}) {shown} }}"
    )
    did = await api.ask(document, "admin")
    assert did["off"]["account"] == {"enabled": False, "version": 2}
    assert did["on"]["account"] == {"enabled": True, "version": 3}
