"""What surrounds every response: a request id, security headers, a line in the log.

It wraps the whole application instead of single routes, so that an answer to an unknown
path is as well guarded as any other.
"""

import re
from time import perf_counter
from uuid import uuid4

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.execution.metrics import Metrics

logger = structlog.get_logger("sokoguru.http")

WELL_FORMED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
#: Requests that take longer are told of in the log; the others only at level debug.
SLOW = 1.0
KNOWN_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"})


#: What a page of ours never does, whatever it loads.
NOWHERE = ("frame-ancestors", "base-uri", "form-action")


def policy(**sources: str) -> str:
    """Return a Content-Security-Policy that allows *sources* and nothing else.

    >>> policy(script="'self'").split("; ")[-1]
    "script-src 'self'"
    """
    nothing = (f"{name} 'none'" for name in ("default-src", *NOWHERE))
    return "; ".join([*nothing, *(f"{name}-src {source}" for name, source in sources.items())])


HEADERS = (
    (b"content-security-policy", policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Language, Authorization"),
)


class Surroundings:
    """An application with its surroundings."""

    def __init__(self, application: ASGIApp, metrics: Metrics) -> None:
        self._application = application
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on what is no HTTP request."""
        if scope["type"] != ScopeType.HTTP:
            await self._application(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status, started = 500, perf_counter()

        async def finish(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_ours(list(message["headers"]), request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._application(scope, receive, finish)
            finally:
                self._remember(scope["method"], scope["path"], status, perf_counter() - started)

    def _remember(self, method: str, path: str, status: int, seconds: float) -> None:
        known = method if method in KNOWN_METHODS else "OTHER"
        self._metrics.requests.labels(known, str(status)).inc()
        tell = logger.warning if status >= 500 or seconds >= SLOW else logger.debug  # noqa: PLR2004
        tell(
            "request",
            method=known,
            path=path[:200],
            status=status,
            milliseconds=round(seconds * 1000, 2),
        )


def _request_id(scope: Scope) -> str:
    """Return the id that the caller gave the request, if it is a sane one, or a new one."""
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return given if WELL_FORMED_ID.fullmatch(given) else uuid4().hex


def _with_ours(headers: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    """Return *headers* with ours, where the answer did not set its own."""
    present = {name.lower() for name, _ in headers}
    ours = [header for header in HEADERS if header[0] not in present]
    return [*headers, *ours, (b"x-request-id", request_id.encode())]
