"""`/health/live`, `/health/ready` and `/metrics`: for whoever keeps the server running.

*live* says only that this process answers; *ready* says whether it should be sent work,
and tells operators which view or what else holds it up. Both answer within a second, whatever
the database does (`api.http.look`).
"""

from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from prometheus_client import CONTENT_TYPE_LATEST

from api.execution.services import Services
from api.http.look import Look
from api.http.operators import OperatorsOnly, is_operator
from api.http.responses import HttpRequest, HttpResponse, fault_response, respond
from application.kernel.score_checks import Check
from infrastructure.event_store import Listener
from projections.engine.runner import ProjectionState, ProjectionStatus, RunnerStatus

#: Further behind than this, a view's answers are too old to be called an answer.
MOST_LAG = 10_000
#: Seconds that an event may wait for a view: a quiet office has few events, and misses one all
#: the same.
MOST_SECONDS = 30.0


def health_routes(services: Services) -> list[HTTPRouteHandler]:
    """Return the routes that watch *services*."""
    look = Look(services)

    @get("/health/live")
    async def live() -> HttpResponse:
        return respond({"status": "live"}, 200)

    token = services.settings.operator_token

    @get("/health/ready")
    async def ready(request: HttpRequest) -> HttpResponse:
        seen = await look.status()
        if seen is None:
            return respond({"status": "unready", "database": "unreachable"}, 503)
        in_detail = is_operator(request.scope, token)
        return readiness(seen.views, services.listeners, seen.check, in_detail=in_detail)

    @get("/metrics")
    async def metrics(request: HttpRequest) -> Response[bytes]:
        if not is_operator(request.scope, token):
            return fault_response(OperatorsOnly(field=None), request)
        seen = await look.status()
        text = services.metrics.text(seen.views if seen else None, seen.check if seen else None)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    return [live, ready, metrics]


def readiness(
    status: RunnerStatus,
    listeners: tuple[Listener, ...] = (),
    check: Check | None = None,
    *,
    in_detail: bool = True,
) -> HttpResponse:
    """Return whether the views can be asked, and *in_detail* how far each of them is."""
    held_up = [each.name for each in status.projections if not keeps_up(each)]
    word = "unready" if held_up else "ready"
    if not in_detail:
        return respond({"status": word}, 503 if held_up else 200)
    deaf = [each.channel for each in listeners if not each.hearing]
    body: dict[str, Any] = {
        "status": word,
        "database": "reachable",
        "leading": status.leading,
        "leaders": [
            {"name": name, "silentSeconds": round(seconds, 1)}
            for name, seconds in sorted(status.leaders.items())
        ],
        "deaf": deaf if status.hearing else ["views_moved", *deaf],
        "logPosition": str(status.log_position),
        "aheadOfClockSeconds": round(status.ahead, 1),
        "heldUp": held_up,
        "projections": [_shown(each) for each in status.projections],
        "recomputed": None if check is None else _recomputed(check),
    }
    return respond(body, 503 if held_up else 200)


def keeps_up(projection: ProjectionStatus) -> bool:
    """Say whether *projection* follows the log closely enough to be asked."""
    return (
        projection.state is ProjectionState.FOLLOWING
        and projection.lag <= MOST_LAG
        and projection.lag_seconds <= MOST_SECONDS
    )


def _recomputed(check: Check) -> dict[str, Any]:
    """Show when every score was computed again the last time, and which of them differ."""
    return {
        "beganAt": check.began_at,
        "endedAt": check.ended_at,
        "upTo": str(check.up_to),
        "assessments": check.assessments,
        "scores": check.scores,
        "mismatches": check.mismatches,
        "differing": [
            {
                "position": str(each.position),
                "cooperative": each.cooperative,
                "bookYear": each.book_year,
                "assessment": each.assessment,
            }
            for each in check.differing
        ],
        "failure": check.failure,
    }


def _shown(projection: ProjectionStatus) -> dict[str, Any]:
    return {
        "name": projection.name,
        "version": projection.version,
        "position": str(projection.position),
        "lag": projection.lag,
        "lagSeconds": round(projection.lag_seconds, 1),
        "state": projection.state.value,
    }
