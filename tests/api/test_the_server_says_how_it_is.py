"""Health, metrics and masked errors: what operators need, and nothing a client may not know."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from graphql import GraphQLError
from structlog.testing import capture_logs

from api.execution.errors import describe, present
from api.http.app import create_app
from api.http.health import MOST_SECONDS, readiness
from api.http.look import Look
from application.kernel.score_checks import Check, CheckedScore
from cli.nights import nightly
from infrastructure.event_store import Listener
from infrastructure.settings.settings import Settings
from projections.engine.runner import ProjectionState, ProjectionStatus, RunnerStatus
from tests.support.api import Api, changed, registration
from tests.support.given import NOW

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


async def test_a_stranger_is_told_whether_and_not_why(api: Api) -> None:
    """Neither views nor counters; with the operator's token both."""
    await api.caught_up()
    settings = Settings(operator_token="0123456789abcdef")  # noqa: S106 a test's own
    app = create_app(changed(api.services, settings=settings))
    token = {"authorization": "Bearer 0123456789abcdef"}
    assert (await reach(app, "GET", "/health/ready")).json() == {"status": "ready"}
    assert "heldUp" in (await reach(app, "GET", "/health/ready", headers=token)).json()
    refused = await reach(app, "GET", "/metrics")
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (
        403,
        "FORBIDDEN",
    )
    assert (await reach(app, "GET", "/metrics", headers=token)).status_code == 200


@pytest.mark.parametrize("path", ["/graphql", "/documents"])
async def test_a_body_that_breaks_off_is_no_fault_of_the_server(api: Api, path: str) -> None:
    """Whoever goes away in the middle of a body counts as 400, not as 500."""
    sent: list[Any] = []
    coming = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Any:
        return coming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    token = f"Bearer {api.tokens['petugas1']}".encode()
    scope: Any = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("sokoguru", 80),
        "client": ("127.0.0.1", 1),
        "headers": [(b"content-type", b"application/json"), (b"authorization", token)],
    }
    with capture_logs() as logs:
        await create_app(api.services)(scope, receive, send)
    assert sent[0]["status"] == 400
    assert b"BODY_ABORTED" in sent[1]["body"]
    assert [each["status"] for each in logs if each["event"] == "request"] == [400]
    assert not [each for each in logs if each["log_level"] in {"warning", "error"}]


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


class Hanging:
    """Stands in for a database that takes what is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.asked = 0

    async def fetchval(self, *_: object) -> None:
        """Wait until it is let, and then fail."""
        self.asked += 1
        await self.let.wait()
        raise RuntimeError("an answer that nobody waits for")


async def test_a_database_that_hangs_is_asked_once_however_many_ask(api: Api) -> None:
    """Nobody waits for it, the figures of this process are there, and one line tells of it."""
    hanging = Hanging()
    app = create_app(changed(api.services, views=hanging))
    with capture_logs() as logs:
        answers = await asyncio.gather(*(reach(app, "GET", "/health/ready") for _ in range(20)))
        metrics = await reach(app, "GET", "/metrics")
    assert {each.status_code for each in answers} == {503}
    assert (metrics.status_code, hanging.asked) == (200, 1)
    assert "sokoguru_database_up 0.0" in metrics.text
    (line,) = [each for each in logs if each["event"] == "database_unreachable"]
    assert line["error"] == "TimeoutError"
    hanging.let.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (await reach(app, "GET", "/health/ready")).status_code == 500
    assert hanging.asked == 2


async def test_a_look_that_was_given_up_is_nobodys_error(api: Api) -> None:
    """A server that stops meanwhile cancels it."""
    look = Look(changed(api.services, views=Hanging()), patience=0)
    assert await look.status() is None
    (task,) = [each for each in asyncio.all_tasks() if "Look._look" in str(each.get_coro())]
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


async def test_who_listens_and_leads_is_said(api: Api) -> None:
    """A listener without a connection is named; so is a leader, with its silence."""
    body = (await api.client.get("/health/ready")).json()
    assert body["deaf"] == []
    assert {each["name"] for each in body["leaders"]} == {"views", "reactors"}
    assert all(each["lagSeconds"] >= 0 for each in body["projections"])
    status = status_of(ProjectionState.FOLLOWING, 0)
    nobody = msgspec.structs.replace(status, hearing=False)
    answer = readiness(nobody, (Listener(api.services.views, "sokoguru_access"),))
    assert b'"deaf":["views_moved","sokoguru_access"]' in answer.content


async def test_a_view_that_lacks_one_old_event_does_not_keep_up() -> None:
    """In a quiet office one event is all there is for an hour."""
    for seconds, ready in ((MOST_SECONDS, 200), (MOST_SECONDS + 1, 503)):
        status = status_of(ProjectionState.FOLLOWING, 1)
        (view,) = status.projections
        behind = msgspec.structs.replace(view, lag_seconds=seconds)
        answer = readiness(msgspec.structs.replace(status, projections=(behind,)))
        assert answer.status_code == ready


async def test_operators_see_what_recomputing_came_to(api: Api) -> None:
    """Nothing before the first night; then whose scores differ, also as figures for an alarm."""
    assert (await api.client.get("/health/ready")).json()["recomputed"] is None
    assert await figure(api, "sokoguru_scores_recomputed_timestamp_seconds") == 0
    wrong = CheckedScore(position=7, assessment=UUID(int=1), cooperative=UUID(int=2), book_year=24)
    check = Check(
        began_at=NOW,
        ended_at=NOW,
        up_to=9,
        assessments=1,
        scores=2,
        mismatches=1,
        differing=(wrong,),
    )
    await api.services.checks.keep(check)
    answer = await api.client.get("/health/ready")
    assert (answer.status_code, answer.json()["recomputed"]) == (
        200,
        {
            "beganAt": "2026-11-22T09:00:00Z",
            "endedAt": "2026-11-22T09:00:00Z",
            "upTo": "9",
            "assessments": 1,
            "scores": 2,
            "mismatches": 1,
            "differing": [
                {
                    "position": "7",
                    "cooperative": str(UUID(int=2)),
                    "bookYear": 24,
                    "assessment": str(UUID(int=1)),
                }
            ],
            "failure": None,
        },
    )
    assert await figure(api, "sokoguru_score_mismatches") == 1
    assert await figure(api, "sokoguru_scores_recomputed_timestamp_seconds") == NOW.timestamp()
    failed = msgspec.structs.replace(check, began_at=NOW + timedelta(days=1), failure="ValueError")
    await api.services.checks.keep(failed)
    assert await figure(api, "sokoguru_scores_recomputed_timestamp_seconds") == 0


async def figure(api: Api, name: str) -> float:
    """Return one of the figures that the server gives."""
    lines = (await api.client.get("/metrics")).text.splitlines()
    (found,) = [line.split()[1] for line in lines if line.startswith(f"{name} ")]
    return float(found)


@pytest.mark.parametrize("on", [True, False])
async def test_a_server_looks_at_its_nights_unless_it_is_told_not_to(api: Api, *, on: bool) -> None:
    """SOKOGURU_RECOMPUTE_NIGHTLY=off leaves it to whoever runs `sokoguru recompute`."""
    settings = msgspec.structs.replace(api.services.settings, recompute_nightly=on)
    async with nightly(api.services.views, settings, "postgresql:///nowhere"):
        assert ("nights" in {task.get_name() for task in asyncio.all_tasks()}) is on
    assert "nights" not in {task.get_name() for task in asyncio.all_tasks()}


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
        'sokoguru_projection_lag_seconds{projection="scores"}',
        'sokoguru_leader_silent_seconds{leader="views"}',
        "sokoguru_database_up 1.0",
        "sokoguru_log_ahead_seconds 0.0",
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
