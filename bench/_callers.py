"""One of each kind of caller, and a way to the application without a socket."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from api.execution.services import Services
from application.access.demonstration import let_in
from cli.demonstration.cast import ADMINISTRATOR, auditor_of, first_officer, head_of
from cli.demonstration.places import SEMARANG
from cli.demonstration.registrations import subject_of
from cli.demonstration.stories import CORRECTED
from domain.kernel.actors import Scope
from domain.kernel.area_codes import NATIONAL
from domain.service_key.commands import CreateServiceKey


async def callers(services: Services) -> Mapping[str, str | None]:
    """Let one of each kind into the demonstration of *services*; return their tokens by kind."""
    members = {
        "officer": first_officer(SEMARANG),
        "executive": head_of(SEMARANG),
        "operator": subject_of(CORRECTED[0]).operator,
        "auditor": auditor_of(NATIONAL),
        "administrator": ADMINISTRATOR,
    }
    tokens = await let_in(services.access, {m.account: m.user_name for m in members.values()})
    issued = await services.access.keys.create(
        CreateServiceKey(
            key=uuid4(),
            name="Fuzz",
            scopes=(Scope.READ, Scope.FEED),
            expires_at=services.access.clock.now() + timedelta(days=1),
            office=SEMARANG,
        ),
        actor=ADMINISTRATOR.actor,
    )
    known = {kind: tokens[member.user_name] for kind, member in members.items()}
    return {"guest": None, **known, "service key": issued.secret}


class Caller:
    """Sends requests to *application*, each from an address of its own."""

    def __init__(self, application: Any) -> None:  # noqa: ANN401 - any ASGI application
        self._application = application

    async def send(self, body: bytes, token: str | None) -> tuple[int, bytes]:
        """Return the status and the body of the answer to *body*."""
        parts: list[dict[str, Any]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            parts.append(message)

        await self._application(_scope(body, token), receive, send)
        return parts[0]["status"], b"".join(part.get("body", b"") for part in parts)


def body_of(document: str, variables: Mapping[str, Any]) -> bytes:
    """Return the body of a request; numbers of any length and lone surrogates are written too."""
    return json.dumps({"query": document, "variables": variables}).encode()


def _scope(body: bytes, token: str | None) -> dict[str, Any]:
    headers = [
        (b"content-type", b"application/json"),
        (b"accept", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    if token is not None:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
