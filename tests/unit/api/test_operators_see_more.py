"""Metrics and details of health are for operators, whatever a caller says about itself."""

from typing import Any

import pytest

from api.http.operators import is_operator
from api.http.rates import Throttle
from infrastructure.access.rate_limits import RateLimits
from tests.unit.api.test_headers_and_addresses_are_bounded import PASSED_ON, answers, pass_on

TOKEN = "an operator's secret"  # noqa: S105 a test's own
HERE, THERE = ("127.0.0.1", 1), ("10.0.0.9", 1)
GIVEN = (b"authorization", b"Bearer " + TOKEN.encode())
WRONG = (b"authorization", b"Bearer something else")


def scope(client: Any, *headers: tuple[bytes, bytes]) -> Any:
    """Return a request of *client* with *headers*."""
    return {"type": "http", "client": client, "headers": list(headers)}


@pytest.mark.parametrize(
    ("asks", "token", "is_one"),
    [
        (scope(HERE), None, True),
        (scope(("::1", 1)), None, True),
        (scope(THERE), None, False),
        (scope(None), None, False),
        (scope(("/run/socket", 0)), None, False),
        (scope(HERE, (b"x-forwarded-for", b"127.0.0.1")), None, False),
        (scope(THERE, GIVEN), TOKEN, True),
        (scope(THERE, WRONG), TOKEN, False),
        (scope(HERE), TOKEN, False),
    ],
)
def test_an_operator_is_on_this_machine_or_has_the_token(
    asks: Any, token: str | None, *, is_one: bool
) -> None:
    """Not somebody behind a proxy on this machine; and where a token is set, it alone counts."""
    assert is_operator(asks, token) is is_one


def test_only_an_operator_is_never_counted() -> None:
    """Monitoring is not locked out; a stranger who watches is counted like anybody."""
    throttle = Throttle(pass_on, RateLimits(1))
    for _ in "ab":
        assert answers(throttle, path="/metrics", client=HERE) == [PASSED_ON]
    assert answers(throttle, path="/metrics", client=THERE) == [PASSED_ON]
    start, _ = answers(throttle, path="/metrics", client=THERE)
    assert start["status"] == 429
