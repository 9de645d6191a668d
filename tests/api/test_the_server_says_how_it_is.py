"""Health, metrics and masked errors: what operators need, and nothing a client may not know."""

from typing import Any
from uuid import uuid4

import pytest
from graphql import GraphQLError
from structlog.testing import capture_logs

from api.execution.errors import describe, present
from api.http.app import create_app
from api.http.health import readiness
from infrastructure.settings.settings import Settings
from projections.engine.runner import ProjectionState, ProjectionStatus, RunnerStatus
from tests.support.api import Api, changed, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Broken:
    """Stands in for a part and fails at every use, as a lost database does."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        """Return something that fails when it is called."""

        async def fail(*_: Any, **__: Any) -> Any:
            raise self._error

        return fail


def status_of(state: ProjectionState, lag: int) -> RunnerStatus:
    """Return the status of one view."""
    scores = ProjectionStatus(name="scores", version=1, position=5, lag=lag, state=state)
    return RunnerStatus(leading=True, log_position=5 + lag, projections=(scores,))


async def reach(app: Any, method: str, path: str, **more: Any) -> Any:
    """Send one request to *app*."""
    import httpx  # noqa: PLC0415

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://sokoguru") as client:
        return await client.request(method, path, **more)


async def test_a_server_that_answers_is_live(api: Api) -> None:
    """Live does not look at the database."""
    assert (await api.client.get("/health/live")).json() == {"status": "live"}


async def test_a_ready_server_says_how_far_each_view_is(api: Api) -> None:
    """Every view with its position and its lag."""
    await api.caught_up()
    answer = await api.client.get("/health/ready")
    body = answer.json()
    assert (answer.status_code, body["status"], body["heldUp"]) == (200, "ready", [])
    assert {"cooperatives", "scores"} <= {each["name"] for each in body["projections"]}


@pytest.mark.parametrize(
    ("state", "lag", "ready"),
    [
        (ProjectionState.FOLLOWING, 10, True),
        (ProjectionState.FOLLOWING, 100_000, False),
        (ProjectionState.STALLED, 0, False),
        (ProjectionState.NEEDS_REBUILD, 0, False),
    ],
)
async def test_a_view_that_does_not_keep_up_is_named(
    state: ProjectionState, lag: int, *, ready: bool
) -> None:
    """Stalled, outdated or far behind: 503, and which one."""
    answer = readiness(status_of(state, lag))
    assert answer.status_code == (200 if ready else 503)
    assert (b'"heldUp":["scores"]' in answer.content) is not ready


async def test_a_server_without_database_is_not_ready(api: Api) -> None:
    """It says so, and not what the database's address is."""
    gone = changed(api.services, views=Broken(OSError("10.0.0.5 refused")))
    answer = await reach(create_app(gone), "GET", "/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unready", "database": "unreachable"}


async def test_metrics_count_requests_commands_and_views(api: Api) -> None:
    """Done and refused commands, requests by status, the lag of each view."""
    await api.done("registerCooperative", None, commandId=str(uuid4()), **registration())
    await api.refused("submitAssessment", "petugas1", assessment="x")
    text = (await api.client.get("/metrics")).text
    for line in (
        'sokoguru_commands_total{command="RegisterCooperative",outcome="done"}',
        'sokoguru_commands_total{command="SubmitAssessment",outcome="refused"}',
        'sokoguru_http_requests_total{method="POST",status="200"}',
        'sokoguru_projection_lag{projection="scores"}',
        "sokoguru_graphql_seconds_bucket",
        "sokoguru_store_batch_commands_count",
        "sokoguru_projected_events_total",
        "sokoguru_log_position",
    ):
        assert line in text


async def test_an_unexpected_error_is_masked_and_logged(api: Api) -> None:
    """The client gets a reference; the log has the same reference and the cause."""
    cause = "SELECT * FROM accounts at /srv/secret.py"
    broken = changed(api.services, views=Broken(RuntimeError(cause)))
    with capture_logs() as logs:
        answer = await reach(
            create_app(broken),
            "POST",
            "/graphql",
            json={"query": "{ cooperatives { nodes { name } } }"},
        )
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert cause not in answer.text
    references = [each["reference"] for each in logs if each["event"] == "request_failed"]
    assert references == [error["extensions"]["reference"]]


async def test_an_error_outside_graphql_is_masked_too(api: Api) -> None:
    """A failure in a plain route gives 500 with a reference."""
    broken = changed(api.services, runner=Broken(RuntimeError("secret")))
    answer = await reach(create_app(broken), "GET", "/metrics", headers={"accept-language": "id"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["errors"][0]["message"].startswith("Terjadi kesalahan")


async def test_an_engine_error_without_a_cause_is_masked() -> None:
    """An error that nobody raised on purpose never speaks for itself."""
    shown = present(GraphQLError("Cannot return null for /srv/x"), "en")
    assert shown["extensions"]["code"] == "INTERNAL"
    assert "srv" not in shown["message"]
    assert "path" not in describe(ValueError("x"), "en")


async def test_sites_that_the_settings_name_may_call(api: Api) -> None:
    """CORS for the named page, and for no other."""
    settings = Settings(cors_origins=("https://dinas.example",))
    app = create_app(changed(api.services, settings=settings))
    for origin, allowed in (("https://dinas.example", True), ("https://other.example", False)):
        answer = await reach(
            app,
            "OPTIONS",
            "/graphql",
            headers={"origin": origin, "access-control-request-method": "POST"},
        )
        assert (answer.headers.get("access-control-allow-origin") == origin) is allowed


async def test_a_slow_or_failing_request_is_told_in_the_log(api: Api) -> None:
    """A failing one at level warning, with its id; ordinary ones only at debug."""
    broken = changed(api.services, runner=Broken(RuntimeError("x")))
    with capture_logs() as logs:
        await reach(create_app(broken), "GET", "/metrics")
        await reach(create_app(api.services), "BREW", "/coffee")
    told = [(each["log_level"], each["method"]) for each in logs if each["event"] == "request"]
    assert told == [("warning", "GET"), ("debug", "OTHER")]
