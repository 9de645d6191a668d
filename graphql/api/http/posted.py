"""POST to `/graphql` on the short way: from the middleware of ours to the endpoint and back.

Nearly every request is one, and nothing that a router and its layers find out about it is news.
What the endpoint answers is sent as Litestar would send it; other requests go Litestar's way.
"""

from collections.abc import Awaitable, Callable

from litestar import Request
from litestar.config.cors import CORSConfig
from litestar.enums import ScopeType
from litestar.middleware._internal.cors import CORSMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from api.http.responses import HttpRequest, HttpResponse

GRAPHQL = "/graphql"

Answer = Callable[[HttpRequest], Awaitable[HttpResponse]]
Failed = Callable[[HttpRequest, Exception], HttpResponse]


class Posted:
    """Middleware that has *answer* answer what is posted to `/graphql`, *application* the rest.

    *failed* says what becomes of an error that nobody caught, *cors* who else's pages may call.
    """

    def __init__(
        self, application: ASGIApp, answer: Answer, failed: Failed, cors: CORSConfig | None
    ) -> None:
        self._application = application
        self._answer = answer
        self._failed = failed
        self._short: ASGIApp = CORSMiddleware(self._post, cors) if cors else self._post

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on its way."""
        if (
            scope["type"] == ScopeType.HTTP
            and scope["path"] == GRAPHQL
            and scope["method"] == "POST"
        ):
            await self._short(scope, receive, send)
        else:
            await self._application(scope, receive, send)

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        request: HttpRequest = Request(scope, receive, send)
        try:
            response = await self._answer(request)
        except Exception as error:  # noqa: BLE001 - whoever asked is told in any case
            response = self._failed(request, error)
        await _send(response, send)


async def _send(response: HttpResponse, send: Send) -> None:
    """Send *response* as Litestar would."""
    headers = [(name.encode(), value.encode()) for name, value in response.headers.items()]
    headers.append((b"content-type", str(response.media_type).encode()))
    headers.append((b"content-length", str(len(response.content)).encode()))
    status = response.status_code or 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": response.content, "more_body": False})
