"""The API as a client sees it: requests in, responses out, and people with tokens.

Nothing here looks behind HTTP. A test says who asks by a name, such as `petugas1`.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec

from api.execution.services import Services
from api.http.app import create_app
from cli.composition import Options, open_services
from domain.account.commands import CreateAccount
from domain.kernel.actors import SYSTEM, Role
from domain.office.commands import OpenOffice
from infrastructure.settings.settings import Settings
from tests.support.databases import as_server
from tests.support.null_ports import EveryArea

SEMARANG, SALATIGA = "33.74", "33.73"
VILLAGE = "33.74.01.1001"

#: Accounts by the name that tests use: role and office, or territory without an office.
PEOPLE: Mapping[str, tuple[Role, str | None]] = {
    "petugas1": (Role.OFFICER, SEMARANG),
    "petugas2": (Role.OFFICER, SEMARANG),
    "petugas9": (Role.OFFICER, SEMARANG),
    "kepala": (Role.EXECUTIVE, SEMARANG),
    "auditor": (Role.AUDITOR, SEMARANG),
    "tetangga": (Role.OFFICER, SALATIGA),
    "menteri": (Role.OFFICER, "ID"),
    "admin": (Role.ADMINISTRATOR, None),
}

#: What an officer states of a registration that was made without an account.
KNOWN: Mapping[str, Any] = {"notTheRegistrant": True, "source": "Ketuanya datang dengan akta asli"}
GUESTS = "198.51.100.7"
"""The address that guests come from; those who are signed in come from another."""

REFUSED = "... on Refused { code message field remedy { id en } refusals { code field message } }"
DONE = {
    "Cooperative": "... on CooperativeDone { position cooperativeId version }",
    "Assessment": "... on AssessmentDone { position assessmentId version }",
    "Ruleset": "... on RulesetDone { position digest }",
}


#: Passwords are hashed for the sake of the rules around them, not of how hard they are to guess.
SETTINGS = Settings(
    human_check=False,
    pool_min=1,
    pool_max=8,
    at_least_seconds=2,
    argon2_passes=1,
    argon2_memory_kib=512,
    argon2_lanes=1,
)


class Api:
    """A client of one server; *tokens* are those of `PEOPLE`."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        tokens: Mapping[str, str],
        services: Services,
        *,
        public: httpx.AsyncClient | None = None,
    ) -> None:
        self.client = client
        self.public = public or client
        self.tokens = dict(tokens)
        self.services = services

    def headers(self, who: str | None, **more: str) -> dict[str, str]:
        """Return the headers of a request by *who*, None for the public."""
        token = {} if who is None else {"authorization": f"Bearer {self.tokens[who]}"}
        return {**token, **{name.replace("_", "-"): value for name, value in more.items()}}

    async def send(
        self, document: str, who: str | None = None, /, *, headers: Any = None, **variables: Any
    ) -> httpx.Response:
        """Send *document* with *variables* and return the response as it is."""
        body = {"query": document, "variables": variables}
        client = self.public if who is None else self.client
        return await client.post(
            "/graphql", json=body, headers={**self.headers(who), **(headers or {})}
        )

    async def ask(self, document: str, who: str | None = None, /, **variables: Any) -> Any:
        """Return the data that *document* is answered with; errors are a failure."""
        answer = (await self.send(document, who, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def error(self, document: str, who: str | None = None, /, **variables: Any) -> Any:
        """Return the one error that *document* is answered with."""
        answer = (await self.send(document, who, **variables)).json()
        (error,) = answer["errors"]
        return error

    async def do(self, name: str, who: str | None, /, **given: Any) -> Any:
        """Give the mutation *name* its input, and return what came of it."""
        response = await self.send(mutation(name), who, input=given)
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]["did"]

    async def done(self, name: str, who: str | None, /, **given: Any) -> Any:
        """As `do`, but a refusal is a failure."""
        did = await self.do(name, who, **given)
        assert did["__typename"].endswith("Done"), did
        return did

    async def refused(self, name: str, who: str | None, /, **given: Any) -> Any:
        """As `do`, but only a refusal will do, and it must leave the log as it was."""
        before = await self.services.store.last_position()
        did = await self.do(name, who, **given)
        assert did["__typename"] == "Refused", did
        assert await self.services.store.last_position() == before
        assert did["remedy"]["id"]
        assert did["remedy"]["en"]
        return did

    async def give_password(self, who: str, password: str) -> None:
        """Let *who*, who has come in without one, have a password."""
        access = self.services.access
        actor = await access.identities.authenticate(self.tokens[who], "test")
        hashed = await access.passwords.hash(password)
        await access.credentials.keep_password(
            UUID(actor.account), actor.name, hashed, access.clock.now()
        )

    async def caught_up(self) -> None:
        """Return once the views hold everything that was written."""
        position = await self.services.store.last_position()
        assert await self.services.runner.wait_until(position, 30)

    async def active_cooperative(self, **changed: Any) -> str:
        """Register a cooperative, have it verified, and return its id."""
        registered = await self.done("registerCooperative", None, **registration(**changed))
        cooperative: str = registered["cooperativeId"]
        await self.done("verifyRegistration", "petugas1", cooperative=cooperative, **KNOWN)
        await self.caught_up()
        return cooperative

    async def opened_assessment(
        self, *, year: int = 2024, ruleset: str = "perdep-06-2016", **changed: Any
    ) -> str:
        """Open an assessment of a new cooperative and return its id."""
        opened = await self.done(
            "openAssessment",
            "petugas1",
            cooperative=await self.active_cooperative(**changed),
            bookYear=year,
            ruleset=ruleset,
        )
        await self.caught_up()
        return str(opened["assessmentId"])


def mutation(name: str) -> str:
    """Return the document that gives the mutation *name* its input."""
    kind = next((each for each in DONE if each in name), "Cooperative")
    if name in {"verifyRegistration", "confirmRegistrant", "rejectRegistration"}:
        kind = "Cooperative"
    elif kind == "Cooperative" and "Cooperative" not in name:
        kind = "Assessment"
    taken = f"{name[0].upper()}{name[1:]}Input"
    return (
        f"mutation ($input: {taken}!) {{ did: {name}(input: $input) "
        f"{{ __typename {DONE[kind]} {REFUSED} }} }}"
    )


def registration(**changed: Any) -> dict[str, Any]:
    """Return a registration nobody made before, with fields *changed*."""
    number = f"{uuid4().int % 10**12:012}"
    given = {
        "name": f"KSP Maju {number}",
        "kind": "KSP",
        "legalNumber": f"{number}/BH/XI",
        "membershipArea": SEMARANG,
        "address": "Jalan Pemuda 1",
        "village": VILLAGE,
        **changed,
    }
    return {name: value for name, value in given.items() if value is not None}


@asynccontextmanager
async def api_on(
    database_url: str, mail: Path, settings: Settings | None = None
) -> AsyncIterator[Api]:
    """Lend a client of a server in this process, with everybody of `PEOPLE` signed in."""
    chosen = settings or SETTINGS
    options = Options(areas=EveryArea(), mail_to=mail)
    async with open_services(as_server(database_url), chosen, options) as services:
        app = create_app(services)
        async with client_of(app) as client, client_of(app, GUESTS) as public:
            yield Api(client, await signed_in(services), services, public=public)


def client_of(app: object, address: str = "127.0.0.1") -> httpx.AsyncClient:
    """Return a client of *app* that comes from *address*."""
    transport = httpx.ASGITransport(app=app, client=(address, 1))  # type: ignore[arg-type] # ASGI
    return httpx.AsyncClient(transport=transport, base_url="http://sokoguru")


async def signed_in(services: Services) -> dict[str, str]:
    """Make offices and accounts, and return a session token for each name."""
    offices = {office for _, office in PEOPLE.values() if office is not None}
    for office in sorted(offices):
        opened = OpenOffice(office=office, name=f"Dinas {office}", territory=office)
        await services.handler.handle(opened, actor=SYSTEM)
    return {name: await sign_in(services, name, *PEOPLE[name]) for name in PEOPLE}


async def sign_in(
    services: Services,
    name: str,
    role: Role,
    office: str | None = None,
    cooperative: UUID | None = None,
) -> str:
    """Make an account called *name* and return a session token for it."""
    account = uuid4()
    made = CreateAccount(
        account=account, user_name=name, role=role, office=office, cooperative=cooperative
    )
    await services.handler.handle(made, actor=SYSTEM)
    now = services.access.clock.now()
    token, _ = await services.access.sessions.begin(account, at=now, address="test")
    return token


def changed(services: Services, **parts: Any) -> Services:
    """Return *services* with some *parts* replaced."""
    return msgspec.structs.replace(services, **parts)
