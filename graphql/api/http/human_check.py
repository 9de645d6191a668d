"""`GET /human-check`: a challenge for the widget of ALTCHA, as JSON.

The browser works on it for a moment; the solution goes along with `signIn`. Nothing is
kept of a challenge until its solution is used.
"""

from litestar import get
from litestar.handlers import HTTPRouteHandler

from api.execution.services import Services
from api.http.responses import HttpResponse, respond


def human_check_routes(services: Services) -> list[HTTPRouteHandler]:
    """Return the route for challenges."""

    @get("/human-check")
    async def challenge() -> HttpResponse:
        access = services.access
        return respond(await access.human_check.challenge(access.clock.now()), 200)

    return [challenge]
