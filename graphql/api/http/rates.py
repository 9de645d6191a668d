"""Limits on requests a minute for each address and each token; above them, 429 and a time.

``Retry-After`` is in seconds. Requests are counted before anything else is done with them,
so a flood costs little; a document with several mutations counts once for each. Health and
metrics are not counted for operators: monitoring must never be locked out. The processes
of one server count together (`infrastructure.access.rate_limits`).
"""

from functools import partial
from hashlib import sha256
from math import ceil
from time import monotonic

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from api.execution.faults import TooManyRequests
from api.http.bounds import refuse
from api.http.operators import is_operator
from infrastructure.access.rate_limits import RateLimits

WATCHED = ("/health/", "/metrics")
LIVE = "/health/live"
"""Never counted: to answer costs no more than to refuse."""
CHARGE = "charge"
"""Under this name a request's state holds what counts more of it: several mutations, say."""
TRY_LATER = 1013
"""The close code of a WebSocket that may be tried again later (RFC 6455 registry)."""


class Throttle:
    """Middleware that lets each caller ask as often as *limits* say."""

    def __init__(
        self, application: ASGIApp, limits: RateLimits, *, operator_token: str | None = None
    ) -> None:
        self._application = application
        self._operator_token = operator_token
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say when to come again."""
        wait = 0.0 if self._is_uncounted(scope) else self._wait(scope)
        scope.setdefault("state", {})[CHARGE] = partial(self._charge, scope)
        if not wait:
            await self._application(scope, receive, send)
        elif scope["type"] == ScopeType.HTTP:
            seconds = ceil(wait)
            fault = TooManyRequests(field=None, seconds=seconds)
            await refuse(fault, scope, send, [(b"retry-after", str(seconds).encode())])
        else:
            await send({"type": "websocket.close", "code": TRY_LATER, "reason": None})

    def _is_uncounted(self, scope: Scope) -> bool:
        counted = {ScopeType.HTTP, ScopeType.WEBSOCKET}
        if scope["type"] in counted and scope["path"] != LIVE:
            watched = scope["path"].startswith(WATCHED)
            return watched and is_operator(scope, self._operator_token)
        return True

    def _charge(self, scope: Scope, count: int) -> None:
        """Count *count* more requests for the one of *scope*, or raise `TooManyRequests`."""
        wait = self._wait(scope, count) if count else 0.0
        if wait:
            raise TooManyRequests(field=None, seconds=ceil(wait))

    def _wait(self, scope: Scope, count: int = 1) -> float:
        """Count the request against everybody it belongs to; return the longest wait."""
        now = monotonic()
        return max(self._limits.wait_for(caller, now, count) for caller in _callers(scope))


def _callers(scope: Scope) -> list[str]:
    """Return the address, and the token where there is one, hashed."""
    client = scope["client"]
    callers = [f"address:{client[0] if client else ''}"]
    token = dict(scope["headers"]).get(b"authorization")
    if token is not None:
        callers.append("token:" + sha256(token).hexdigest())
    return callers
