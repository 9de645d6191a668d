"""What a request says about itself is remembered in part at most, however much it is."""

import asyncio
from typing import Any

import msgspec
import pytest

from api.http.bounds import LONGEST_PATH, LONGEST_QUERY, Bounds
from api.http.media import HTML, JSON, LONGEST_HEADER, choose, language
from api.http.rates import Throttle
from infrastructure.access.rate_limits import RateLimits

PASSED_ON = {"type": "passed on"}


def answers(application: Any, **scope: Any) -> list[Any]:
    """Return what *application* sends to a request described by *scope*."""
    whole: dict[str, Any] = {"type": "http", "path": "/", "query_string": b"", "headers": []}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application({**whole, "client": None, **scope}, None, send))
    return sent


async def pass_on(_scope: Any, _receive: Any, send: Any) -> None:
    """Stand for the application inside."""
    await send(PASSED_ON)


BOUNDS = Bounds(pass_on)


@pytest.mark.parametrize(
    "scope",
    [
        {"path": "/" + "x" * (LONGEST_PATH - 1)},
        {"path": "/documents", "query_string": b"n" * LONGEST_QUERY},
        {"path": "/graphql", "query_string": b"q" * (LONGEST_QUERY + 1)},
        {"path": "/graphql/", "query_string": b"q" * (LONGEST_QUERY + 1)},
        {"type": "lifespan"},
    ],
    ids=["longest path", "longest query", "a document", "with a slash", "no request"],
)
def test_an_address_of_common_length_is_passed_on(scope: dict[str, Any]) -> None:
    """Our longest addresses are far from the bounds, and documents may come by GET."""
    assert answers(BOUNDS, **scope) == [PASSED_ON]


@pytest.mark.parametrize(
    "scope",
    [
        {"path": "/graphiql/" + "x" * LONGEST_PATH},
        {"path": "/documents", "query_string": b"n" * (LONGEST_QUERY + 1)},
    ],
    ids=["path", "query"],
)
def test_an_address_beyond_all_measure_is_refused(scope: dict[str, Any]) -> None:
    """The router would keep a thousand of them; 414, in the caller's language."""
    start, body = answers(BOUNDS, headers=[(b"accept-language", b"id")], **scope)
    assert start["status"] == 414
    (error,) = msgspec.json.decode(body["body"])["errors"]
    assert error["extensions"]["code"] == "ADDRESS_TOO_LONG"
    assert "terlalu panjang" in error["message"]


def test_a_websocket_may_not_have_a_longer_address_either() -> None:
    """It is closed before it was open."""
    (message,) = answers(BOUNDS, type="websocket", path="/" * (LONGEST_PATH + 1))
    assert (message["type"], message["code"]) == ("websocket.close", 1008)


def test_who_asks_too_often_is_told_in_the_same_way() -> None:
    """The second request within a minute is told when to come again."""
    throttle = Throttle(pass_on, RateLimits(1))
    assert answers(throttle) == [PASSED_ON]
    start, _ = answers(throttle)
    assert start["status"] == 429
    assert dict(start["headers"])[b"retry-after"] == b"60"


def test_of_a_header_the_beginning_counts() -> None:
    """What stands behind a thousand signs is neither read nor remembered."""
    padding = " " * LONGEST_HEADER
    assert language(f"id{padding}, en;q=0") == language("id") == "id"
    assert language(f"{padding}id") == "en"
    assert choose(f"text/html{padding}, application/json", (JSON, HTML)) == HTML
