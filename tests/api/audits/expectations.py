"""What the specification GraphQL over HTTP wants of a server, request by request.

Told in our own words after the specification, so that the expectations are checked on
machines that have nothing but Python. `EXPECTATIONS` covers what the 61 audits cover.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec

JSON, STRICT = "application/json", "application/graphql-response+json"
TYPENAME = {"query": "{ __typename }"}
BY_NAME = "query Type($name: String!) { __type(name: $name) { name } }"
NO_OBJECTS: tuple[Any, ...] = ("string", 0, False, ["array"])
NO_TEXTS: tuple[Any, ...] = ({"obj": "ect"}, 0, False, ["array"])


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """One request, and what the answer to it must be like.

    *status* is the range it lies in, *kind* the media type, *data* whether the answer
    has data (True), may not have the entry (False) or is not looked at (None).
    """

    rule: str
    body: bytes | None = None
    parameters: dict[str, str] | None = None
    accept: str | None = None
    content_type: str | None = JSON
    status: tuple[int, int] = (200, 200)
    kind: str | None = None
    data: bool | None = None

    async def problem(self, client: httpx.AsyncClient) -> str | None:
        """Return what is wrong with the answer, None when nothing is."""
        answer = await self._send(client)
        body = answer.json()
        if not self.status[0] <= answer.status_code <= self.status[1]:
            return f"status {answer.status_code}"
        if self.kind is not None and self.kind not in answer.headers["content-type"]:
            return f"content type {answer.headers['content-type']}"
        if self.data is True and ("errors" in body or not body.get("data")):
            return f"no data: {body}"
        if self.data is False and "data" in body:
            return "data where there may be none"
        return None

    async def _send(self, client: httpx.AsyncClient) -> httpx.Response:
        headers = {"accept": self.accept} if self.accept else {}
        if self.parameters is not None:
            return await client.get("/graphql", params=self.parameters, headers=headers)
        if self.content_type:
            headers["content-type"] = self.content_type
        return await client.post("/graphql", content=self.body or b"", headers=headers)


def post(rule: str, body: Any, **more: Any) -> Expectation:
    """Return an expectation about a POST of *body* as JSON."""
    return Expectation(rule=rule, body=json.dumps(body).encode(), **more)


def expectations() -> Iterator[Expectation]:
    """Yield all of them."""
    yield from _media_types()
    yield from _requests()
    yield from _parameters()
    yield from _faults()


def _media_types() -> Iterator[Expectation]:
    for accept, kind in ((STRICT, STRICT), (JSON, JSON), ("*/*", JSON), (None, JSON)):
        yield post(f"accept {accept}", TYPENAME, accept=accept, kind=kind, data=True)
    swim = '{ __type(name: "Run\N{RUNNER}Swim\N{SWIMMER}") { name } }'
    for content_type in (f"{JSON}; charset=utf-8", JSON):
        yield post("the body is UTF-8", {"query": swim}, content_type=content_type)


def _requests() -> Iterator[Expectation]:
    yield Expectation(rule="queries by GET", parameters=TYPENAME, data=True)
    yield Expectation(
        rule="no mutations by GET",
        parameters={"query": "mutation { __typename }"},
        accept=STRICT,
        status=(400, 499),
    )
    yield post("a content type is wanted", TYPENAME, content_type=None, status=(400, 499))
    yield Expectation(rule="a body is wanted", status=(400, 400))


def _parameters() -> Iterator[Expectation]:
    yield post("query is wanted", {"notquery": "{ __typename }"}, status=(400, 400))
    for accept in (JSON, STRICT):
        named = {"query": "query Query { __typename }", "operationName": "Query"}
        yield post("operationName is a text", named, accept=accept, data=True)
        for name in ("variables", "operationName", "extensions"):
            yield post(f"{name} may be null", {**TYPENAME, name: None}, accept=accept, data=True)
        typed = {"query": BY_NAME, "variables": {"name": "sometype"}}
        yield post("variables is a map", typed, accept=accept)
        by_get = {"query": BY_NAME, "variables": '{"name": "sometype"}'}
        yield Expectation(rule="variables by GET", parameters=by_get, accept=accept)
        more = {**TYPENAME, "extensions": {"some": "value"}}
        yield post("extensions is a map", more, accept=accept, data=True)
    for wrong in NO_TEXTS:
        yield post(f"query is not {wrong}", {"query": wrong}, status=(400, 400))
        yield post(
            f"operationName is not {wrong}",
            {**TYPENAME, "operationName": wrong},
            status=(400, 400),
        )
    for wrong in NO_OBJECTS:
        for name in ("variables", "extensions"):
            yield post(f"{name} is not {wrong}", {**TYPENAME, name: wrong}, status=(400, 400))


def _faults() -> Iterator[Expectation]:
    unread = "query CoerceFailure($id: ID!){ __typename }"
    for accept, status in ((JSON, (200, 200)), (STRICT, (400, 400))):
        broken = Expectation(rule="broken JSON", body=b'{ "not a JSON', accept=accept)
        yield msgspec.structs.replace(broken, status=(400, 400))
        for rule, body in (
            ("parsing fails", {"query": "{"}),
            ("validation fails", {"query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }"}),
            ("a variable fails", {"query": unread, "variables": {"id": None}}),
        ):
            yield post(rule, body, accept=accept, status=status, data=False)
