"""Whoever asks too often is turned away, over HTTP and over WebSockets."""

import json
from typing import Any

from api.http.rates import TRY_LATER, Throttle
from api.sign_in.inputs import SignInInput
from infrastructure.access.rate_limits import RateLimits


async def answers(kind: str, path: str = "/graphql", times: int = 2, **more: Any) -> list[Any]:
    """Return what is sent for so many requests, with one a minute allowed."""
    sent: list[Any] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send("passed on")

    async def send(message: Any) -> None:
        sent.append(message)

    throttle = Throttle(application, RateLimits(1))
    scope: Any = {"type": kind, "path": path, "client": None, "headers": [], **more}
    for _ in range(times):
        await throttle(scope, send, send)  # type: ignore[arg-type] # nothing is received
    return sent


async def test_a_second_request_in_the_minute_waits() -> None:
    """The answer says how long, in the caller's language."""
    passed, start, body = await answers("http", headers=[(b"accept-language", b"id")])
    assert passed == "passed on"
    assert (start["status"], dict(start["headers"])[b"retry-after"]) == (429, b"60")
    assert "Terlalu banyak" in json.loads(body["body"])["errors"][0]["message"]


async def test_a_websocket_is_closed_with_a_code_that_says_later() -> None:
    """A client that understands comes back by itself."""
    assert (await answers("websocket"))[1]["code"] == TRY_LATER


async def test_health_and_lifespan_are_never_counted() -> None:
    """Whoever watches the server is not locked out of it."""
    assert await answers("http", "/health/live") == ["passed on"] * 2
    assert await answers("lifespan") == ["passed on"] * 2


async def test_a_token_is_counted_wherever_it_comes_from() -> None:
    """Two addresses share the allowance of one key."""
    one: Any = {"headers": [(b"authorization", b"Bearer x")], "client": ("192.0.2.1", 1)}
    assert len(await answers("http", times=2, **one)) == 3


def test_an_input_with_a_password_does_not_show_it() -> None:
    """A stack or a log line that prints it prints nothing of use."""
    given = SignInInput(user_name="siti", password="pelangi")  # noqa: S106 - of a test
    assert "pelangi" not in repr(given)
