"""The HTTP application: routes, and what becomes of errors that no route caught.

`create_app` is the only way to make one; it opens nothing and starts nothing, which is
the business of `cli.composition`.
"""

from typing import Any

from litestar import Litestar, Request, Response, get, post
from litestar.config.cors import CORSConfig
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import ASGIApp

from api.building.schema import build_schema
from api.execution.engine import Engine
from api.execution.errors import describe, envelope, when_away
from api.execution.faults import RequestFault
from api.execution.limits import Limits
from api.execution.services import Services
from api.http.bounds import Bounds
from api.http.documents import document_routes
from api.http.graphiql import GRAPHIQL
from api.http.graphql import AT_LEAST, GraphQLEndpoint
from api.http.health import health_routes
from api.http.human_check import human_check_routes
from api.http.link import link_routes
from api.http.media import language
from api.http.posted import Posted
from api.http.rates import Throttle
from api.http.request_context import RequestContext
from api.http.responses import HttpResponse, fault_response, respond
from domain.kernel.text import Text
from infrastructure.settings.settings import Settings

REQUEST_ID = "X-Request-Id"


class NoSuchPath(RequestFault):
    """Nothing lives at this address, or not under this method."""

    code = "NOT_FOUND"
    status = 404
    what = Text("Tidak ada apa pun di alamat ini.", "There is nothing at this address.")
    remedy_text = Text("API ada di /graphql.", "The API is at /graphql.")


class WrongMethod(RequestFault):
    """The address is right, the method is not."""

    code = "METHOD_NOT_ALLOWED"
    status = 405
    what = Text("Metode ini tidak berlaku di sini.", "This method does not apply here.")
    remedy_text = Text("Kueri lewat GET atau POST.", "Send queries by GET or POST.")


class Application(Litestar):
    """Litestar inside middleware of ours, which sees unknown paths as well."""

    __slots__ = ("_outermost",)

    def wrapped(self, services: Services, endpoint: GraphQLEndpoint) -> "Application":
        """Put the middleware in place, from the short way to *endpoint* outwards."""
        settings = services.settings
        posted = Posted(super().__call__, endpoint.post, _failed, self.cors_config)
        throttled = Throttle(posted, services.rates, operator_token=settings.operator_token)
        self._outermost: ASGIApp = RequestContext(Bounds(throttled), services.metrics)
        return self

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""
        await self._outermost(scope, receive, send)


def create_app(services: Services) -> Litestar:
    """Return the application that serves *services*."""
    settings = services.settings
    endpoint = GraphQLEndpoint(Engine(build_schema(), limits_of(settings)), services)
    return Application(
        route_handlers=[
            *_graphql_routes(endpoint),
            *document_routes(services),
            *health_routes(services),
            *human_check_routes(services),
            *link_routes(),
        ],
        exception_handlers={HTTPException: _not_answered, Exception: _failed},
        cors_config=_cors(settings),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=max(settings.body_limit, settings.upload_limit) + 1,
    ).wrapped(services, endpoint)


def limits_of(settings: Settings) -> Limits:
    """Return what *settings* allow one operation."""
    return Limits(
        tokens=settings.query_tokens,
        depth=settings.query_depth,
        cost=settings.query_cost,
    )


def _graphql_routes(endpoint: GraphQLEndpoint) -> list[HTTPRouteHandler]:
    @get("/", status_code=302)
    async def home() -> Redirect:
        return Redirect("/graphql")

    @get("/graphql")
    async def by_get(request: Request[Any, Any, Any]) -> HttpResponse:
        return await endpoint.get(request)

    @post("/graphql", status_code=200)
    async def by_post(request: Request[Any, Any, Any]) -> HttpResponse:
        return await endpoint.post(request)

    @get("/graphiql/{name:str}")
    async def file(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[Any]:
        return GRAPHIQL.asset(name) or _not_answered(request, HTTPException(status_code=404))

    return [home, by_get, by_post, file]


def _cors(settings: Settings) -> CORSConfig | None:
    """Return who else's pages may call the API; nobody's unless the settings name them."""
    if not settings.cors_origins:
        return None
    return CORSConfig(
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Accept-Language", AT_LEAST, REQUEST_ID],
        expose_headers=[REQUEST_ID, "Content-Disposition"],
        max_age=600,
    )


def _not_answered(request: Request[Any, Any, Any], error: HTTPException) -> HttpResponse:
    """Answer what the router refused, without saying more than the router knows."""
    fault = WrongMethod() if error.status_code == WrongMethod.status else NoSuchPath()
    body = envelope([describe(fault, _spoken(request))])
    return respond(body, error.status_code)


def _failed(request: Request[Any, Any, Any], error: Exception) -> HttpResponse:
    """Answer what nobody expected, with a reference that the log knows too.

    A database that is away was expected: nothing was carried out, and one may ask again.
    """
    away = when_away(error)
    if away is not None:
        return fault_response(away, request)
    return respond(envelope([describe(error, _spoken(request))]), 500)


def _spoken(request: Request[Any, Any, Any]) -> str:
    return language(request.headers.get("accept-language", ""))
