"""What is posted to /graphql is answered as Litestar would, without going through it."""

import asyncio
from typing import Any

import pytest
from litestar import Litestar, Request, Response, post
from litestar.config.cors import CORSConfig

from api.http.posted import Posted

CORS = CORSConfig(allow_origins=["https://portal.example"], expose_headers=["X-Request-Id"])
FROM_THE_PORTAL = [(b"origin", b"https://portal.example"), (b"cookie", b"a=b")]
PASSED_ON = [{"type": "passed on"}]


async def answer(request: Any) -> Response[bytes]:
    """Answer with a header of its own; with an error where there is a query."""
    if request.scope["query_string"]:
        raise ValueError
    return Response(
        b"{}", status_code=503, media_type="application/json; charset=utf-8", headers={"a": "b"}
    )


def failed(_request: Any, error: Exception) -> Response[bytes]:
    """Tell which error nobody caught."""
    return Response(type(error).__name__.encode(), status_code=500, media_type="application/x")


@post("/graphql", status_code=200)
async def by_post(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Do the same by way of Litestar."""
    return await answer(request)


async def pass_on(_scope: Any, _receive: Any, send: Any) -> None:
    """Stand for the application inside."""
    await send(PASSED_ON[0])


def sent_by(application: Any, **scope: Any) -> list[Any]:
    """Return what *application* sends to a request described by *scope*."""
    whole: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": [],
        "client": None,
        "state": {},
    }
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application({**whole, **scope}, None, send))
    return sent


def posted(cors: CORSConfig | None = None) -> Posted:
    """Return the short way before an application that only passes on."""
    return Posted(pass_on, answer, failed, cors)


@pytest.mark.parametrize("cors", [None, CORS], ids=["alone", "with a portal"])
@pytest.mark.parametrize("headers", [[], FROM_THE_PORTAL], ids=["from here", "from there"])
@pytest.mark.parametrize("query", [b"", b"q"], ids=["answered", "failed"])
def test_it_is_answered_as_litestar_would(
    cors: CORSConfig | None, headers: Any, query: bytes
) -> None:
    """The same status, the same headers in the same order, the same body."""
    litestar = Litestar([by_post], cors_config=cors, exception_handlers={Exception: failed})
    scope = {"headers": headers, "query_string": query}
    assert sent_by(posted(cors), **scope) == sent_by(litestar, **scope)


@pytest.mark.parametrize(
    "scope",
    [{"method": "GET"}, {"path": "/graphql/"}, {"path": "/documents"}, {"type": "websocket"}],
    ids=["asked for", "with a slash", "a document", "no request"],
)
def test_other_requests_go_the_long_way(scope: dict[str, Any]) -> None:
    """The router knows them, and says what is wrong with them."""
    assert sent_by(posted(), **scope) == PASSED_ON
