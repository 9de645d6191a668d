"""`/health/live`, `/health/ready` and `/metrics`: for whoever keeps the server running.

*live* says only that this process answers; *ready* says whether it should be sent work,
and if not, which view or what else holds it up.
"""

from typing import Any

import structlog
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from prometheus_client import CONTENT_TYPE_LATEST

from api.execution.services import Services
from api.http.responses import HttpResponse, respond
from infrastructure.postgres.away import AWAY
from projections.engine.runner import ProjectionState, ProjectionStatus, RunnerStatus

logger = structlog.get_logger("sokoguru.health")

#: Further behind than this, a view's answers are too old to be called an answer.
MOST_LAG = 10_000


def health_routes(services: Services) -> list[HTTPRouteHandler]:
    """Return the routes that watch *services*."""

    @get("/health/live")
    async def live() -> HttpResponse:
        return respond({"status": "live"}, 200)

    @get("/health/ready")
    async def ready() -> HttpResponse:
        try:
            await services.views.fetchval("SELECT 1")
            status = await services.runner.status()
        except AWAY as error:
            logger.warning("database_unreachable", error=type(error).__name__)
            return respond({"status": "unready", "database": "unreachable"}, 503)
        return readiness(status)

    @get("/metrics")
    async def metrics() -> Response[bytes]:
        status = await services.runner.status()
        text = services.metrics.text(status.log_position, status.projections)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    return [live, ready, metrics]


def readiness(status: RunnerStatus) -> HttpResponse:
    """Return whether the views can be asked, and how far each of them is."""
    held_up = [each.name for each in status.projections if not keeps_up(each)]
    body: dict[str, Any] = {
        "status": "unready" if held_up else "ready",
        "database": "reachable",
        "leading": status.leading,
        "logPosition": str(status.log_position),
        "heldUp": held_up,
        "projections": [_shown(each) for each in status.projections],
    }
    return respond(body, 503 if held_up else 200)


def keeps_up(projection: ProjectionStatus) -> bool:
    """Say whether *projection* follows the log closely enough to be asked."""
    return projection.state is ProjectionState.FOLLOWING and projection.lag <= MOST_LAG


def _shown(projection: ProjectionStatus) -> dict[str, Any]:
    return {
        "name": projection.name,
        "version": projection.version,
        "position": str(projection.position),
        "lag": projection.lag,
        "state": projection.state.value,
    }
