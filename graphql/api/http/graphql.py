"""`/graphql`: one operation by GET or POST, by the GraphQL over HTTP specification.

Its draft prefers status 422 for documents that do not validate, its audits still want
400: we answer 400 (docs/decisions). Nothing of one request is kept on this object.
"""

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

from api.building.as_of import wait_for
from api.execution.context import Context
from api.execution.engine import Engine, Outcome
from api.execution.errors import envelope, present, when_away
from api.execution.faults import (
    BodyAborted,
    BodyTooLarge,
    MalformedParameter,
    NothingAcceptable,
    RequestFault,
    Unavailable,
)
from api.execution.loaders import Loaders
from api.execution.services import Services
from api.http.body import Call, call_of_get, call_of_post
from api.http.caller import caller_at
from api.http.graphiql import GRAPHIQL
from api.http.media import GRAPHQL_RESPONSE, HTML, JSON, choose, language
from api.http.rates import CHARGE
from api.http.responses import (
    FORMS,
    HttpRequest,
    HttpResponse,
    fault_response,
    read_body,
    respond,
)
from api.relay.nodes import LONGEST_NUMBER
from application.authorisation import Unauthenticated

AT_LEAST = "x-sokoguru-at-least"
#: A browser that comes without a query wants the page, and names it; a program does not.
FORMS_OF_A_VISIT = (JSON, GRAPHQL_RESPONSE, HTML)


class GraphQLEndpoint:
    """Answers requests to `/graphql` with *engine*."""

    def __init__(self, engine: Engine, services: Services) -> None:
        self._engine = engine
        self._services = services

    async def get(self, request: HttpRequest) -> HttpResponse:
        """Answer a query, or show GraphiQL to a browser."""
        query = request.scope["query_string"]
        accept = request.headers.get("accept", "")
        if b"query=" not in query and choose(accept, FORMS_OF_A_VISIT) == HTML:
            return GRAPHIQL.shown()
        return await self._guarded(request, lambda: call_of_get(query), only_queries=True)

    async def post(self, request: HttpRequest) -> HttpResponse:
        """Answer one operation."""
        try:
            body = await read_body(request, self._services.settings.body_limit)
        except (BodyAborted, BodyTooLarge) as fault:
            return fault_response(fault, request)
        kind = request.headers.get("content-type", "")
        return await self._guarded(request, lambda: call_of_post(body, kind))

    async def _guarded(
        self, request: HttpRequest, read: Any, *, only_queries: bool = False
    ) -> HttpResponse:
        """Answer the call that *read* finds; faults of the request end here."""
        media = choose(request.headers.get("accept", ""), FORMS)
        if media is None:
            return fault_response(NothingAcceptable(field="Accept"), request)
        try:
            call = read()
            context = await self._context(request)
            charge = request.scope["state"][CHARGE]
            return await self._answer(
                call, context, media, only_queries=only_queries, charge=charge
            )
        except (RequestFault, Unauthenticated) as fault:
            return fault_response(fault, request)

    async def _context(self, request: HttpRequest) -> Context:
        """Find out who asks, and wait for the position they asked for."""
        services = self._services
        caller = caller_at(request)
        actor = await services.access.identities.authenticate(caller.token, caller.address)
        at_least = position_in(request.headers.get(AT_LEAST))
        context = Context(
            services=services,
            actor=actor,
            language=language(request.headers.get("accept-language", "")),
            request_id=request.scope["state"]["request_id"],
            loaders=Loaders(services),
            at_least=at_least,
            caller=caller,
        )
        if at_least is not None:
            await wait_for(context, at_least)
        return context

    async def _answer(
        self,
        call: Call,
        context: Context,
        media: str,
        *,
        only_queries: bool,
        charge: Callable[[int], None],
    ) -> HttpResponse:
        started = perf_counter()
        outcome = await self._engine.answer(call, context, only_queries=only_queries, charge=charge)
        metrics = self._services.metrics
        metrics.latency.labels(outcome.kind).observe(perf_counter() - started)
        metrics.operations.labels(outcome.kind, "errors" if outcome.errors else "ok").inc()
        if outcome.reason is not None:
            metrics.executions.labels(outcome.reason.executor, outcome.reason).inc()
        if came_to_nothing(outcome, context):
            return unavailable(outcome, context.language, media)
        status = 200 if outcome.executed or media == JSON else 400
        return respond(body_of(outcome, context.language), status, media)


def position_in(header: str | None) -> int | None:
    """Return the position that the header names, None without a header."""
    if header is None:
        return None
    if not (header.isascii() and header.isdigit() and len(header) <= LONGEST_NUMBER):
        raise MalformedParameter(
            field="X-Sokoguru-At-Least", wanted="a position", wanted_id="sebuah posisi"
        )
    return int(header)


def came_to_nothing(outcome: Outcome, context: Context) -> bool:
    """Say whether the operation did and found nothing, because the database was away.

    A mutation that may have happened is no such thing: nobody between here and the caller may
    repeat it by itself, which is what status 503 invites to.
    """
    found = any(value is not None for value in (outcome.data or {}).values())
    if found or context.carried_out or not outcome.errors:
        return False
    causes = (error.original_error for error in outcome.errors)
    return all(cause is not None and isinstance(when_away(cause), Unavailable) for cause in causes)


def unavailable(outcome: Outcome, spoken: str, media: str) -> HttpResponse:
    """Answer an operation that came to nothing as one that was never executed."""
    response = respond(envelope(present(error, spoken) for error in outcome.errors), 503, media)
    response.headers["retry-after"] = str(Unavailable.retry_after)
    return response


def body_of(outcome: Outcome, spoken: str) -> Mapping[str, Any]:
    """Return the response map; without execution there is no `data` entry."""
    body: dict[str, Any] = {}
    if outcome.errors:
        body["errors"] = [present(error, spoken) for error in outcome.errors]
    if outcome.executed:
        body["data"] = outcome.data
    return body
