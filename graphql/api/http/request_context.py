"""The outermost middleware: each request gets an id, security headers, a metric and a log line.

It wraps the whole application instead of single routes, so that an answer to an unknown
path is as well guarded as any other. The id is the caller's ``X-Request-Id`` where that is
well formed; it stands in the answer and in every line that is logged on the way.
"""

import re
from collections.abc import Iterable
from time import perf_counter
from uuid import uuid4

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.execution.metrics import Metrics
from api.http.headers import with_security_headers

logger = structlog.get_logger("sokoguru.http")

WELL_FORMED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
#: Requests that take longer, in seconds, are logged as warnings; others only at level debug.
SLOW = 1.0
KNOWN_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"})


class RequestContext:
    """Middleware that gives each request its id, its headers, a metric and a log line."""

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
                message["headers"] = _answered(message["headers"], request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._application(scope, receive, finish)
            finally:
                self._record(scope["method"], scope["path"], status, perf_counter() - started)

    def _record(self, method: str, path: str, status: int, seconds: float) -> None:
        known = method if method in KNOWN_METHODS else "OTHER"
        self._metrics.requests.labels(known, str(status)).inc()
        write = logger.warning if status >= 500 or seconds >= SLOW else logger.debug  # noqa: PLR2004
        write(
            "request",
            method=known,
            path=path[:200],
            status=status,
            milliseconds=round(seconds * 1000, 2),
        )


def _request_id(scope: Scope) -> str:
    """Return the id that the caller gave the request, if it is well formed, else a new one."""
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return given if WELL_FORMED_ID.fullmatch(given) else uuid4().hex


def _answered(headers: Iterable[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    """Return *headers* of an answer with ours and the id of its request."""
    return [*with_security_headers(list(headers)), (b"x-request-id", request_id.encode())]
