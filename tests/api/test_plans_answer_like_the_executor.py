"""What a plan answers on the views is what the executor answers, for every role, byte for byte."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from api.building.schema import build_schema
from api.execution.compiled.columns import Columns
from api.execution.compiled.giving_up import GivenUp, Reason
from api.execution.compiled.shapes import Shape
from api.execution.context import Context
from api.execution.engine import Engine
from api.execution.limits import Limits
from api.execution.loaders import Loaders
from api.http.body import Call
from api.http.graphql import body_of
from api.http.responses import ENCODER
from cli.demonstration.cast import ADMINISTRATOR, opening
from cli.demonstration.fill import fill, target_of
from cli.demonstration.places import SEMARANG
from cli.demonstration.registrations import subject_of
from cli.demonstration.stories import story_of
from cli.demonstration.story import Story
from domain.kernel.actors import GUEST, Actor, Role
from infrastructure.rulesets.bundled import bundled_rulesets
from projections.querying.chosen import chosen_rows
from projections.views.cooperatives.questions import CooperativeRow
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBERS = range(3)
WHO = {
    "guest": GUEST,
    "officer": Actor(account="o", role=Role.OFFICER, office=SEMARANG, territory=SEMARANG),
    "ministry": Actor(account="m", role=Role.OFFICER, office="ID", territory="ID"),
    "administrator": Actor(account="a", role=Role.ADMINISTRATOR),
}
OF_COOPERATIVE = "id name kind nik membershipArea address village status registeredAt version"
OF_SCORE = "id position validTo total predicate { code rank label } kind decidedAt recordedAt"
PLANNED = [
    f"{{ cooperatives(first: 50) {{ nodes {{ {OF_COOPERATIVE} }} }} }}",
    """{ cooperatives(first: 2) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id __typename legalNumber { number type date } logo position
        contacts { phone email website } coordinates { latitude longitude } } } } }""",
    f"""{{ cooperatives {{ nodes {{ name currentScore {{ {OF_SCORE} ruleset {{ title }} }}
      scoreHistory(first: 2) {{ totalCount nodes {{ {OF_SCORE} supersedes }}
        pageInfo {{ endCursor }} }} }} }} }}""",
    """{ scores(first: 20, filter: {history: true}, orderBy: {by: TOTAL, direction: ASC}) {
      totalCount edges { cursor node { id total cooperative { name regency }
        aspects { key } adjustments { corrections } } } } }""",
    """{ offices { nodes { id code name territory } } rulesets { id title citation }
      areas(first: 2, level: 1) { nodes { code name names { name } successors
        children(first: 1) { nodes { name } } } } }""",
    """{ a: cooperatives(last: 2) { ...F }
      b: cooperatives(first: 1, asOf: {position: "1"}) { ...F } }
      fragment F on CooperativeConnection { nodes { name regency } }""",
    "{ viewer { account role name cooperative } }",
]
FOR_OFFICERS = [
    """{ cooperatives { nodes { statusReason likelyDuplicates { id name }
      audit(first: 2) { totalCount nodes { topic actorName } } assessments(first: 5) {
        totalCount
        nodes { id bookYear state total predicate openedAt changedAt version } } } } }""",
    """{ assessments(first: 10) { nodes { id state cooperative { name status } openedByName
      score { total } scoreHistory { total kind } findings { item text due }
      documents { path size } ruleset { id } entered { __typename } } } }""",
    """{ registrations { nodes { cooperativeId name kind status registeredAt reason
      likelyDuplicates { id name } } }
      verificationQueue { nodes { id submittedAt dueBy: due } } }""",
    "{ auditTrail(first: 5) { nodes { id topic event evidence { description } stream } } }",
    "{ scores { nodes { actor assessment { state } } } }",
    "{ offices { nodes { secondFactor delegations { first } } } }",
]
REFUSED = [
    "{ cooperatives(first: 500) { nodes { id } } }",
    '{ cooperatives(after: "x") { nodes { id } } }',
    '{ node(id: "x") { id } }',
    '{ cooperatives(asOf: {position: "99999999"}) { nodes { id } } }',
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def filled(api: Api) -> AsyncIterator[Api]:
    """A server with some cooperatives of the demonstration."""
    rulesets = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
    subjects = [subject_of(number) for number in NUMBERS]
    offices = sorted({each.is_supervised_by for each in subjects} - {SEMARANG})
    today = datetime.now(UTC).date()
    stories = [
        Story(key="administration", steps=(ADMINISTRATOR.created(),)),
        *map(opening, offices),
        *(story_of(number, rulesets, today) for number in NUMBERS),
    ]
    await fill(target_of(api.services), stories, lambda: None)
    await api.caught_up()
    yield api


async def answered(
    api: Api, document: str, who: str, *, compiled: bool, given: Any = None
) -> tuple[Any, bytes]:
    """Return why it was left to the executor, if it was, and the answer."""
    services = api.services
    engine = Engine(build_schema(), Limits(), compiled=compiled)
    context = Context(
        services=services,
        actor=WHO[who],
        language="id",
        request_id="test",
        loaders=Loaders(services),
    )
    outcome = await engine.answer(Call(document=document, variables=given), context)
    return outcome.reason, ENCODER.encode(body_of(outcome, "id"))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("document", [*PLANNED, *FOR_OFFICERS, *REFUSED])
async def test_both_answer_alike(filled: Api, document: str, who: str) -> None:
    """Rows, refusals and errors with their places."""
    reason, found = await answered(filled, document, who, compiled=True)
    assert found == (await answered(filled, document, who, compiled=False))[1]
    refused = document in REFUSED
    planned = document in PLANNED or who in ("officer", "ministry")
    if planned and not refused:
        assert reason is Reason.COVERED
    if refused:
        assert reason is Reason.RAISED


async def test_variables_of_every_kind_are_read_once(filled: Api) -> None:
    """Enums, days and moments, which are no JSON once they are read."""
    document = """query ($at: AsOfInput, $on: Date, $by: ScoreOrder!, $said: Locale) {
      scores(asOf: $at, orderBy: {by: $by}) { nodes { total predicate { label(locale: $said) } } }
      areas(on: $on, first: 1) { nodes { name } }
    }"""
    moment = {"recordedAt": datetime.now(UTC).isoformat()}
    given = {"at": moment, "on": "2025-06-01", "by": "TOTAL", "said": "EN"}
    reason, found = await answered(filled, document, "ministry", compiled=True, given=given)
    assert reason is Reason.COVERED
    plain = await answered(filled, document, "ministry", compiled=False, given=given)
    assert found == plain[1]


async def test_a_thing_is_found_again_by_its_id(filled: Api) -> None:
    """`node` and `nodes` show rows of any kind."""
    found = await filled.ask("{ cooperatives { nodes { id } } offices { nodes { id } } }")
    ids = [each["id"] for rows in found.values() for each in rows["nodes"]]
    listed = ", ".join(f'"{each}"' for each in ids)
    document = f"{{ nodes(ids: [{listed}]) {{ __typename id ... on Office {{ name }} }} }}"
    for who in WHO:
        reason, answer = await answered(filled, document, who, compiled=True)
        assert reason is Reason.COVERED
        assert answer == (await answered(filled, document, who, compiled=False))[1]


async def test_only_what_is_selected_is_read(filled: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """One statement for the list and one for all that is nested in it, for their columns only."""
    statements: list[str] = []
    fetch = type(filled.services.views).fetch

    async def noted(pool: Any, sql: str, *values: Any, **more: Any) -> Any:
        statements.append(sql)
        return await fetch(pool, sql, *values, **more)

    monkeypatch.setattr(type(filled.services.views), "fetch", noted)
    document = "{ cooperatives { nodes { name assessments { nodes { bookYear } } } } }"
    await answered(filled, document, "ministry", compiled=True)
    read = ("views.cooperatives", "views.assessments")  # others read where the views stand
    list_, nested = [sql for sql in statements if any(each in sql for each in read)]
    assert list_.startswith("SELECT name, id, name_key FROM")
    assert "(SELECT book_year, id, cooperative_id FROM" in nested


async def test_other_columns_are_not_taken_for_those_chosen(filled: Api) -> None:
    """Columns are read by their places, so these are looked at."""
    columns = Columns()
    columns.are_of(CooperativeRow)
    columns.read("name")
    kind = chosen_rows(CooperativeRow)
    rows = await filled.services.views.fetch("SELECT 1 AS id, 'x' AS name", record_class=kind)
    run: Any = None
    with pytest.raises(GivenUp):
        await Shape(columns).complete(run, rows)


async def test_the_metrics_say_who_answered(filled: Api) -> None:
    """How many operations had a plan, and why others had none."""
    await filled.ask("{ viewer { role } }")
    await filled.ask("{ __typename __schema { queryType { name } } }")
    told = (await filled.client.get("/metrics")).text
    assert 'sokoguru_graphql_executions_total{executor="compiled",reason="covered"}' in told
    assert 'sokoguru_graphql_executions_total{executor="ordinary",reason="schema"}' in told
