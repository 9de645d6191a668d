"""Limits on the length of a request's path and query, checked before the router sees them.

The router caches a number of paths whatever their length, so unbounded ones would fill the
memory. `/graphql` alone takes a long query string, as documents may come by GET. Longer
requests are answered with 414; WebSockets are closed with 1008.
"""

from collections.abc import Sequence

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from api.execution.errors import describe, envelope
from api.execution.faults import RequestFault
from api.http.media import language
from api.http.responses import ENCODER
from domain.kernel.text import Text

ADDRESSED = frozenset({ScopeType.HTTP, ScopeType.WEBSOCKET})
LONGEST_PATH = 1_000
LONGEST_QUERY = 4_000
POLICY_VIOLATION = 1008
"""The close code of a WebSocket that asks for what nobody may have (RFC 6455)."""


class AddressTooLong(RequestFault):
    """An address, or its parameters, longer than any of ours."""

    code = "ADDRESS_TOO_LONG"
    status = 414
    what = Text("Alamat permintaan terlalu panjang.", "The address of the request is too long.")
    remedy_text = Text(
        "Kirim dokumen GraphQL dengan POST ke /graphql.",
        "Send GraphQL documents by POST to /graphql.",
    )


class Bounds:
    """Middleware that refuses paths above `LONGEST_PATH` and queries above `LONGEST_QUERY`."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say what is wrong with it."""
        if _is_within(scope):
            await self._application(scope, receive, send)
        elif scope["type"] == ScopeType.HTTP:
            await refuse(AddressTooLong(field=None), scope, send)
        else:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": None})


async def refuse(
    fault: RequestFault, scope: Scope, send: Send, headers: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """Answer a request that no route shall see, with *headers* beside the usual ones."""
    spoken = language(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))
    body = ENCODER.encode(envelope([describe(fault, spoken)]))
    usual = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    answer = [*usual, *headers]
    await send({"type": "http.response.start", "status": fault.status, "headers": answer})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _is_within(scope: Scope) -> bool:
    if scope["type"] not in ADDRESSED:
        return True
    path = scope["path"]
    roomy = path.rstrip("/") == "/graphql" or len(scope["query_string"]) <= LONGEST_QUERY
    return roomy and len(path) <= LONGEST_PATH
