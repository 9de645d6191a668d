"""Accounts, sessions, links, keys and offices through the API, by those who may."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import altcha
import msgspec
import pyotp
import pytest
import pytest_asyncio

from api.relay.nodes import opaque, read_id
from domain.account.events import LinkPurpose
from tests.support.api import SEMARANG, SETTINGS, Api, api_on, registration
from tests.support.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

PASSWORD = "pelangi di atas bukit teh"  # noqa: S105 - of a test
ANOTHER = "empat ekor gajah menari"
ASKING = msgspec.structs.replace(SETTINGS, human_check=True)
REFUSED = "... on Refused { code field }"
SIGN_IN = f"""mutation ($input: SignInInput!) {{ did: signIn(input: $input) {{
  __typename ... on SignedIn {{ token session role secondFactorDue position }} {REFUSED}
}} }}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """A client of this module's server, whose answers wait for the views on a busy machine too."""
    patient = msgspec.structs.replace(SETTINGS, at_least_seconds=60)
    async with api_on(module_database, tmp_path_factory.mktemp("mail"), patient) as found:
        yield found


def mutation(name: str, kind: str, shown: str) -> str:
    """Return the document that gives the mutation *name* its input."""
    taken = f"{kind}Input" if kind != "JustifiedAccountChange" else kind
    return (
        f"mutation ($input: {taken}!) {{ did: {name}(input: $input) "
        f"{{ __typename {shown} {REFUSED} }} }}"
    )


async def give(api: Api, who: str | None, name: str, shown: str, /, **given: Any) -> Any:
    """Give the mutation *name* its input, and return what came of it."""
    kinds = {
        "disableAccount": "JustifiedAccountChange",
        "enableAccount": "JustifiedAccountChange",
        "erasePerson": "JustifiedAccountChange",
        "declareInterest": "Interest",
        "withdrawInterest": "Interest",
    }
    kind = kinds.get(name, name[0].upper() + name[1:])
    return (await api.ask(mutation(name, kind, shown), who, input=given))["did"]


ACCOUNT = "... on AccountDone { accountId version account { userName role enabled erased } }"
LINK = "... on LinkIssued { link accountId position }"
NOTHING = "... on AccessDone { __typename }"
ACCESS = "... on AccessDone { position }"
KEY = """... on ServiceKeyIssued {
  secret keyId serviceKey { name prefix scopes replaces expiresAt office cooperative }
}"""
OFFICE = """... on OfficeDone {
  officeCode version office { name open secondFactor delegations { account first } }
}"""


async def new_account(api: Api, user_name: str, role: str = "ADMINISTRATOR", **place: Any) -> str:
    """Have the administrator make an account and return its id."""
    did = await give(
        api,
        "admin",
        "createAccount",
        ACCOUNT,
        userName=user_name,
        role=role,
        person={"fullName": "Siti Rahayu", "email": f"{user_name}@example.id"},
        **place,
    )
    assert did["__typename"] == "AccountDone", did
    account: str = did["accountId"]
    return account


async def member(api: Api, user_name: str, role: str = "ADMINISTRATOR", **place: Any) -> str:
    """As `new_account`, with a password chosen by link, and signed in under its name."""
    account = await new_account(api, user_name, role, **place)
    issued = await give(api, "admin", "issueLink", LINK, account=account)
    assert issued["link"] is None
    link = await mailed_link(api, account)
    accepted = await give(api, None, "acceptLink", ACCESS, link=link, newPassword=PASSWORD)
    assert accepted["__typename"] == "AccessDone"
    signed = await sign_in(api, user_name)
    api.tokens[user_name] = signed["token"]
    return account


async def mailed_link(api: Api, account: str) -> str:
    """Return a link for *account*, as the mail carries it."""
    links = api.services.access.new_passwords._links
    expires_at = datetime.now(UTC) + timedelta(hours=1)
    return await links.add(read_id(account).uuid("account"), LinkPurpose.INVITATION, expires_at)


async def sign_in(api: Api, user_name: str, password: str = PASSWORD, **more: Any) -> Any:
    """Sign in and return what came of it."""
    given = {"userName": user_name, "password": password, **more}
    return (await api.ask(SIGN_IN, None, input=given))["did"]


async def test_somebody_new_comes_in_and_goes_out(api: Api) -> None:
    """Made by the administrator, invited by link, signed in, seen, signed out."""
    await member(api, "siti")
    viewer = (await api.ask("{ viewer { name role } }", "siti"))["viewer"]
    assert viewer == {"name": "siti", "role": "ADMINISTRATOR"}
    wrong = await sign_in(api, "siti", "salah sama sekali")
    assert (wrong["__typename"], wrong["code"]) == ("Refused", "sign_in_wrong")
    role = await sign_in(api, "siti", role="OFFICER")
    assert (role["code"], role["field"]) == ("role_wrong", "role")
    out = await api.ask("mutation { did: signOut { __typename } }", "siti")
    assert out["did"]["__typename"] == "AccessDone"
    error = await api.error("{ viewer { name } }", "siti")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_person_sees_and_ends_sessions(api: Api) -> None:
    """The other one of two is ended from here."""
    await member(api, "ani")
    other = await sign_in(api, "ani")
    document = "{ sessions { id current address agent createdAt lastSeenAt endsAt } }"
    sessions = (await api.ask(document, "ani"))["sessions"]
    assert [each["current"] for each in sessions].count(True) == 1
    did = await give(api, "ani", "endSession", ACCESS, session=other["session"])
    assert did["__typename"] == "AccessDone"
    assert len((await api.ask(document, "ani"))["sessions"]) == 1
    for who in (None, "admin-key"):
        api.tokens["admin-key"] = await _key(api)
        error = await api.error(document, who)
        assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_password_is_changed_and_forgotten(api: Api) -> None:
    """The new one holds; a reset answers everybody alike."""
    await member(api, "budi")
    changed = await give(
        api,
        "budi",
        "changePassword",
        ACCESS,
        password=PASSWORD,
        newPassword=ANOTHER,
    )
    assert changed["__typename"] == "AccessDone"
    assert (await sign_in(api, "budi"))["code"] == "sign_in_wrong"
    assert (await sign_in(api, "budi", ANOTHER))["role"] == "ADMINISTRATOR"
    weak = await give(
        api,
        "budi",
        "changePassword",
        ACCESS,
        password=ANOTHER,
        newPassword="koperasi2026",
    )
    assert (weak["code"], weak["field"]) == ("password_weak", "newPassword")
    answers = [
        (
            await give(
                api, None, "requestPasswordReset", "... on AccessDone { __typename }", userName=name
            )
        )
        for name in ("budi", "nobody")
    ]
    assert answers[0] == answers[1]


async def test_one_time_codes_are_set_up_and_taken_away(api: Api) -> None:
    """A lost telephone is an administrator's matter."""
    account = await member(api, "rudi")
    proposal = await api.ask(
        "mutation { did: proposeSecondFactor { ... on SecondFactorProposed { secret address } } }",
        "rudi",
    )
    secret = proposal["did"]["secret"]
    for none in ("", "not base32!", "JBSWY3DP"):
        refused = await give(api, "rudi", "setSecondFactor", ACCESS, secret=none, code="x")
        assert (refused["code"], refused["field"]) == ("second_factor_secret_wrong", "secret")
    wrong = await give(api, "rudi", "setSecondFactor", ACCESS, secret=secret, code="x")
    assert wrong["code"] == "second_factor_wrong"
    code = pyotp.TOTP(secret).now()
    given = {"secret": secret, "code": code, "password": PASSWORD}
    did = await give(api, "rudi", "setSecondFactor", ACCESS, **given)
    assert did["__typename"] == "AccessDone"
    assert (await sign_in(api, "rudi"))["code"] == "second_factor_missing"
    worthless = await give(api, None, "undoChange", ACCESS, link="sgl_x")
    assert worthless["code"] == "link_worthless"
    lost = {"account": account, "reason": "lost telephone"}
    asked = await give(api, "admin", "removeSecondFactor", ACCESS, **lost)
    assert asked["code"] == "password_asked_again"
    await api.give_password("admin", PASSWORD)
    removed = await give(api, "admin", "removeSecondFactor", ACCESS, **lost, password=PASSWORD)
    assert removed["__typename"] == "AccessDone"
    assert (await sign_in(api, "rudi"))["role"] == "ADMINISTRATOR"


async def test_an_account_is_changed_disabled_enabled_and_erased(api: Api) -> None:
    """Whoever is disabled in mid-session is out with the next request."""
    account = await member(api, "dewi", "OFFICER", office=SEMARANG)
    moved = await give(
        api,
        "admin",
        "changeRole",
        ACCOUNT,
        account=account,
        role="EXECUTIVE",
        office=SEMARANG,
        reason="promoted",
    )
    assert moved["account"]["role"] == "EXECUTIVE"
    error = await api.error("{ viewer { name } }", "dewi")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    api.tokens["dewi"] = (await sign_in(api, "dewi"))["token"]
    disabled = await give(api, "admin", "disableAccount", ACCOUNT, account=account, reason="left")
    assert disabled["account"]["enabled"] is False
    error = await api.error("{ viewer { name } }", "dewi")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    erased = await give(api, "admin", "erasePerson", ACCOUNT, account=account, reason="asked")
    assert erased["account"]["erased"] is True
    enabled = await give(api, "admin", "enableAccount", ACCOUNT, account=account, reason="back")
    assert enabled["account"]["enabled"] is True
    stale = await give(
        api, "admin", "disableAccount", ACCOUNT, account=account, reason="x", expectedVersion=1
    )
    assert stale["code"] == "stale_version"


async def test_a_person_changes_the_own_data_and_nobody_elses(api: Api) -> None:
    """Each reading of personal data leaves a line for auditors."""
    own = await member(api, "wati", "OFFICER", office=SEMARANG)
    other = await new_account(api, "joko")
    shown = "... on AccountDone { version }"
    person = {"fullName": "Wati Susanti", "phone": "0812-3456"}
    mailless = {**person, "email": None}
    asked = await give(api, "wati", "changeAccount", shown, account=own, person=mailless)
    assert (asked["code"], asked["field"]) == ("password_asked_again", "password")
    given = {"account": own, "person": mailless, "password": PASSWORD}
    assert (await give(api, "wati", "changeAccount", shown, **given))["version"]
    refused = await give(api, "wati", "changeAccount", shown, account=other, person=person)
    assert refused["code"] == "not_found"
    data = (await api.ask("{ ownData { fullName email phone } }", "wati"))["ownData"]
    assert data == {"fullName": "Wati Susanti", "email": None, "phone": "0812-3456"}
    document = 'query ($id: ID!) { account(id: $id) { person(reason: "audit") { fullName } } }'
    silent = await api.error(document.replace("audit", " "), "admin", id=own)
    assert silent["extensions"]["refusals"][0]["code"] == "reason_missing"
    seen = await api.ask(document, "admin", id=own)
    assert seen["account"]["person"]["fullName"] == "Wati Susanti"
    document = document.replace('"audit"', '"audit\\u200b"')
    error = await api.error(document, "admin", id=own)
    assert error["extensions"]["refusals"][0]["code"] == "unprintable"
    log = "{ accessLog(first: 50) { number at actor role office action subject reason } }"
    error = await api.error(log, "admin")
    assert error["extensions"]["code"] == "FORBIDDEN"
    lines = (await api.ask(log, "auditor"))["accessLog"]
    assert {(each["action"], each["role"]) for each in lines} >= {("read_person", "OFFICER")}
    assert {each["office"] for each in lines} == {SEMARANG}
    last = lines[-1]["number"]
    older = "query ($b: String) { accessLog(first: 1, before: $b) { number } }"
    assert (await api.ask(older, "auditor", b=last))["accessLog"] == []


@pytest.mark.parametrize(
    "document",
    [
        "{ accessLog(first: 999) { number } }",
        '{ refusedCommands(before: "x") { number } }',
        "{ refusedCommands(first: -1) { number } }",
    ],
)
async def test_a_page_of_lines_has_its_bounds(api: Api, document: str) -> None:
    """Too many at once, or from nowhere, is refused with a word on what is wrong."""
    assert (await api.error(document, "auditor"))["extensions"]["remedy"]["en"]


async def test_an_interest_is_declared_by_the_person_and_withdrawn_by_the_administrator(
    api: Api,
) -> None:
    """Whoever has a stake decides nothing about that cooperative."""
    cooperative = await api.active_cooperative()
    account = await member(api, "tono", "OFFICER", office=SEMARANG)
    given = {"account": account, "cooperative": cooperative, "reason": "member"}
    shown = "... on AccountDone { version account { userName } }"
    declared = await give(api, "tono", "declareInterest", shown, **given)
    assert declared["version"]
    assert declared["account"] is None
    refused = await api.refused(
        "deactivateCooperative", "tono", cooperative=cooperative, reason="x"
    )
    assert refused["code"] == "conflict_of_interest"
    error = await api.error(mutation("withdrawInterest", "Interest", shown), "tono", input=given)
    assert error["extensions"]["code"] == "FORBIDDEN"
    after = "... on AccountDone { account { interests } }"
    withdrawn = await give(api, "admin", "withdrawInterest", after, **given)
    assert withdrawn["account"] == {"interests": []}


async def test_an_officer_invites_the_operator_of_a_verified_cooperative(api: Api) -> None:
    """The link is the officer's to hand over; a neighbour's officer gets none."""
    cooperative = await api.active_cooperative()
    given = {
        "cooperative": cooperative,
        "userName": "pengurus.maju",
        "person": {"fullName": "Pengurus"},
    }
    next_door = await give(api, "tetangga", "inviteOperator", LINK, **given)
    assert next_door["code"] == "not_found"
    issued = await give(api, "petugas1", "inviteOperator", LINK, commandId="a", **given)
    link = issued["link"].partition("#")[2]
    accepted = await give(api, None, "acceptLink", ACCESS, link=link, newPassword=PASSWORD)
    assert accepted["__typename"] == "AccessDone"
    again = await give(api, None, "acceptLink", ACCESS, link=link, newPassword=PASSWORD)
    assert again["code"] == "link_worthless"
    signed = await sign_in(api, "pengurus.maju", role="OPERATOR")
    api.tokens["pengurus.maju"] = signed["token"]
    viewer = await api.ask("{ viewer { cooperative } }", "pengurus.maju")
    assert viewer["viewer"]["cooperative"] == cooperative
    waiting = await api.done("registerCooperative", None, **registration())
    too_soon = await give(
        api,
        "petugas1",
        "inviteOperator",
        LINK,
        **{**given, "cooperative": waiting["cooperativeId"], "userName": "pengurus.baru"},
    )
    assert too_soon["code"] == "cooperative_not_active"


async def test_administrators_list_accounts(api: Api) -> None:
    """By the beginning of the name, role, office, and whether they may be used."""
    await new_account(api, "lina.a", "OFFICER", office=SEMARANG)
    await new_account(api, "lina.b")
    await api.caught_up()
    document = """query ($filter: AccountFilterInput) { accounts(filter: $filter) {
      totalCount
      nodes { userName role office territory cooperative hasPassword secondFactor
              interests createdAt changedAt version }
    } }"""
    both = (await api.ask(document, "admin", filter={"search": "Lina"}))["accounts"]
    assert [each["userName"] for each in both["nodes"]] == ["lina.a", "lina.b"]
    narrowed = {"search": "lina", "roles": ["OFFICER"], "office": SEMARANG, "enabled": True}
    one = (await api.ask(document, "admin", filter=narrowed))["accounts"]
    assert (one["totalCount"], one["nodes"][0]["hasPassword"]) == (1, False)
    own = {"cooperative": opaque("Cooperative", UUID(int=5))}
    assert (await api.ask(document, "admin", filter=own))["accounts"]["totalCount"] == 0
    everybody = (await api.ask("{ accounts { totalCount } }", "admin"))["accounts"]
    assert everybody["totalCount"] > 2
    unknown = opaque("Account", UUID(int=404))
    found = await api.ask("query ($id: ID!) { account(id: $id) { id } }", "admin", id=unknown)
    assert found["account"] is None
    error = await api.error("{ accounts { totalCount } }", "petugas1")
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_a_key_is_made_rotated_and_revoked(api: Api) -> None:
    """Only its beginning is ever shown again."""
    api.tokens["mesin"] = secret = await _key(api, scopes=["READ"], office=SEMARANG)
    viewer = (await api.ask("{ viewer { role name } }", "mesin"))["viewer"]
    assert viewer == {"role": "SERVICE", "name": "Ministry"}
    await api.ask("{ assessments { totalCount } }", "mesin")
    keys = "{ serviceKeys { totalCount nodes { id prefix lastUsedBy revokedAt version } } }"
    listed = (await api.ask(keys, "admin"))["serviceKeys"]["nodes"]
    mine = next(each for each in listed if each["prefix"] == secret[:12])
    assert secret not in str(listed)
    soon = datetime.now(UTC) + timedelta(days=1)
    rotated = await give(
        api,
        "admin",
        "rotateServiceKey",
        KEY,
        key=mine["id"],
        expiresAt=soon.isoformat(),
        overlapUntil=soon.isoformat(),
    )
    assert rotated["serviceKey"]["replaces"] == mine["id"]
    revoked = await give(api, "admin", "revokeServiceKey", ACCESS, key=mine["id"], reason="leaked")
    assert revoked["__typename"] == "AccessDone"
    error = await api.error("{ viewer { role } }", "mesin")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    past = await give(
        api,
        "admin",
        "createServiceKey",
        KEY,
        name="x",
        scopes=["READ"],
        expiresAt="2020-01-01T00:00:00Z",
        cooperative=opaque("Cooperative", UUID(int=404)),
    )
    assert past["code"] == "key_period_impossible"


async def test_a_key_does_not_do_what_it_is_not_for(api: Api) -> None:
    """A feed key reads no assessment."""
    api.tokens["umpan"] = await _key(api, scopes=["FEED"])
    error = await api.error("{ assessments { totalCount } }", "umpan")
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_an_office_is_opened_changed_and_closed(api: Api) -> None:
    """Its head lends the signature; codes are demanded per role."""
    opened = await give(
        api, "admin", "openOffice", OFFICE, office="33.75", name="Dinas", territory="33.75"
    )
    assert opened["office"]["open"] is True
    account = await member(api, "kepala2", "EXECUTIVE", office="33.75")
    officer = await member(api, "petugas3", "OFFICER", office="33.75")
    days = {"first": "2026-01-01", "last": "2099-12-31"}
    lent = await give(
        api,
        "kepala2",
        "delegateSignature",
        OFFICE,
        office="33.75",
        account=officer,
        reason="SK 1",
        **days,
    )
    assert lent["office"]["delegations"] == [{"account": officer, "first": "2026-01-01"}]
    unfit = await give(
        api,
        "kepala2",
        "delegateSignature",
        OFFICE,
        office="33.75",
        account=account,
        reason="SK 2",
        **days,
    )
    assert unfit["code"] == "delegate_unsuitable"
    elsewhere = await give(
        api, "kepala", "endDelegation", OFFICE, office="33.75", account=officer, reason="x"
    )
    assert elsewhere["code"] == "not_found"
    ended = await give(
        api, "kepala2", "endDelegation", OFFICE, office="33.75", account=officer, reason="back"
    )
    assert ended["office"]["delegations"] == []
    clock = "query ($code: String!) { office(code: $code) { timeZone } viewer { timeZone } }"
    assert await api.ask(clock, "kepala2", code="33.75") == {
        "office": {"timeZone": "WIB"},
        "viewer": {"timeZone": "WIB"},
    }
    asked = {"office": "33.75", "timeZone": "WITA", "reason": "SK 3"}
    stated = await give(api, "kepala2", "stateOfficeTimeZone", OFFICE, **asked)
    assert stated["__typename"] == "OfficeDone"
    await api.caught_up()
    assert await api.ask(clock, "kepala2", code="33.75") == {
        "office": {"timeZone": "WITA"},
        "viewer": {"timeZone": "WITA"},
    }
    demanded = await give(
        api, "kepala2", "demandSecondFactor", OFFICE, office="33.75", roles=["OFFICER"]
    )
    assert demanded["office"]["secondFactor"] == ["OFFICER"]
    assert (await sign_in(api, "petugas3"))["secondFactorDue"] is True
    viewer = (await api.ask("{ viewer { role name } }", "petugas3"))["viewer"]
    assert viewer == {"role": "GUEST", "name": "petugas3"}
    changed = await give(
        api,
        "admin",
        "changeOffice",
        OFFICE,
        office="33.75",
        name="Dinas Baru",
        territory="33.75",
        reason="renamed",
    )
    assert changed["office"]["name"] == "Dinas Baru"
    closed = await give(api, "admin", "closeOffice", OFFICE, office="33.75", reason="merged")
    assert closed["office"]["open"] is False
    listed = "{ offices { totalCount nodes { code name territory open } } }"
    assert "33.75" in str(await api.ask(listed))
    one = "query ($code: String!) { office(code: $code) { name } }"
    assert (await api.ask(one, None, code="none"))["office"] is None
    hidden = await api.error("{ offices { nodes { delegations { account } } } }")
    assert hidden["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_public_form_asks_for_the_human_check(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The challenge is to be had without an account; nobody resets without its solution."""
    mail = tmp_path_factory.mktemp("mail")
    with databases.migrated() as url:
        async with api_on(url, mail, ASKING) as api:
            challenge = (await api.client.get("/human-check")).json()
            assert {"parameters", "signature"} <= challenge.keys()
            for solution, code in ((None, "human_check_missing"), ("x", "human_check_wrong")):
                did = await give(
                    api,
                    None,
                    "requestPasswordReset",
                    ACCESS,
                    userName="siti",
                    humanCheck=solution,
                )
                assert did["code"] == code


async def test_who_asks_too_often_is_told_when_to_come_again(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two a minute are allowed here; health is never counted."""
    mail = tmp_path_factory.mktemp("mail")
    with databases.migrated() as url:
        settings = msgspec.structs.replace(SETTINGS, rate_limit=2)
        async with api_on(url, mail, settings) as api:
            codes = [(await api.send("{ viewer { role } }", "admin")).status_code for _ in "abc"]
            refused = await api.send("{ viewer { role } }", "petugas1")
            health = await api.client.get("/health/live")
    assert codes == [200, 200, 429]
    assert refused.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_REQUESTS"
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert health.status_code == 200


async def test_each_mutation_of_a_document_counts(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Five a minute are allowed: three resets in one request, but not three more in the next."""
    asked = " ".join(
        f'r{n}: requestPasswordReset(input: {{userName: "x"}}) {{ __typename }}' for n in range(3)
    )
    mail = tmp_path_factory.mktemp("mail")
    with databases.migrated() as url:
        settings = msgspec.structs.replace(SETTINGS, rate_limit=5)
        async with api_on(url, mail, settings) as api:
            first, second = [await api.send(f"mutation {{ {asked} }}") for _ in "ab"]
            query = await api.send("{ viewer { role } }")
    assert (first.status_code, second.status_code, query.status_code) == (200, 429, 200)
    assert second.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_REQUESTS"
    assert int(second.headers["retry-after"]) > 0


async def test_a_solution_is_good_for_one_mutation_of_a_document(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The second of two resets with the same solution is refused."""
    mail = tmp_path_factory.mktemp("mail")
    with databases.migrated() as url:
        async with api_on(url, mail, ASKING) as api:
            challenge = altcha.Challenge.from_dict((await api.client.get("/human-check")).json())
            solution = altcha.solve_challenge(challenge)
            assert solution is not None
            payload = altcha.Payload(challenge=challenge, solution=solution).to_base64()
            asked = f'requestPasswordReset(input: {{userName: "x", humanCheck: "{payload}"}})'
            inside = "{ __typename ... on Refused { code } }"
            done = await api.ask(f"mutation {{ a: {asked} {inside} b: {asked} {inside} }}")
    assert done["a"] == {"__typename": "AccessDone"}
    assert done["b"]["code"] == "human_check_wrong"


async def _key(api: Api, **given: Any) -> str:
    soon = datetime.now(UTC) + timedelta(days=1)
    did = await give(
        api,
        "admin",
        "createServiceKey",
        KEY,
        **{
            "name": "Ministry",
            "scopes": ["FEED"],
            "expiresAt": soon.isoformat(),
            "office": SEMARANG,
            **given,
        },
    )
    secret: str = did["secret"]
    return secret


async def test_things_are_found_again_by_their_ids(api: Api) -> None:
    """An account and a key by administrators only; an office by anybody."""
    account = await new_account(api, "lagi")
    await _key(api)
    await api.caught_up()
    keys = await api.ask("{ serviceKeys(first: 1) { nodes { id } } }", "admin")
    office, key = opaque("Office", SEMARANG), keys["serviceKeys"]["nodes"][0]["id"]
    unknown = UUID(int=404)
    ids = [
        *(account, key, office),
        *(opaque(kind, unknown) for kind in ("Account", "ServiceKey", "Office", "Else")),
    ]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    seen = (await api.ask(document, "admin", ids=ids))["nodes"]
    assert [each and each["id"] for each in seen] == [account, key, office, *[None] * 4]
    public = (await api.ask(document, None, ids=ids))["nodes"]
    assert [each and each["id"] for each in public] == [None, None, office, *[None] * 4]
