"""Answers to HTTP requests as JSON, and what every route needs to give them.

A fault of a request is answered in the language and the media type that it asked for.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response

from api.execution.errors import describe, envelope
from api.execution.faults import (
    BodyAborted,
    BodyTooLarge,
    RequestFault,
    TooManyRequests,
)
from api.http.media import GRAPHQL_RESPONSE, JSON, choose, language
from application.authorisation import Unauthenticated

HttpRequest = Request[Any, Any, Any]
HttpResponse = Response[bytes]

FORMS = (JSON, GRAPHQL_RESPONSE)

ENCODER = msgspec.json.Encoder()


def fault_response(fault: RequestFault | Unauthenticated, request: HttpRequest) -> HttpResponse:
    """Answer a request that never became an operation."""
    media = choose(request.headers.get("accept", ""), FORMS) or JSON
    spoken = language(request.headers.get("accept-language", ""))
    status = 401 if isinstance(fault, Unauthenticated) else fault.status
    response = respond(envelope([describe(fault, spoken)]), status, media)
    match fault:
        case Unauthenticated():
            response.headers["www-authenticate"] = 'Bearer realm="sokoguru"'
        case TooManyRequests(values=values):
            response.headers["retry-after"] = str(values["seconds"])
        case RequestFault(retry_after=int(seconds)):
            response.headers["retry-after"] = str(seconds)
        case RequestFault(status=405):
            response.headers["allow"] = "POST"
    return response


def respond(body: Mapping[str, Any], status: int, media: str = JSON) -> HttpResponse:
    """Return *body* as JSON of the type *media*."""
    return Response(
        ENCODER.encode(body),
        status_code=status,
        media_type=f"{media}; charset=utf-8",
    )


async def read_body(request: HttpRequest, limit: int) -> bytes:
    """Return the body, or raise `BodyTooLarge` as soon as it is known to be above *limit*.

    Raises `BodyAborted` when the caller goes away in the middle of it.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced[:20]) > limit:
        raise BodyTooLarge(field="body", limit=limit)
    parts, size, more = [], 0, True
    while more:
        event: Any = await request.receive()
        if event["type"] == "http.disconnect":
            raise BodyAborted(field="body")
        part, more = event["body"], event["more_body"]
        size += len(part)
        if size > limit:
            raise BodyTooLarge(field="body", limit=limit)
        parts.append(part)
    return b"".join(parts)
