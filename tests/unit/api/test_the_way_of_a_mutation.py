"""From a resolver to the handler it is two calls, whatever the mutation."""

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from api.building.schema import build_schema
from api.execution.context import Context
from api.relay.nodes import opaque
from domain.kernel.actors import SYSTEM
from tests.support.handled import Handled

COOPERATIVE, ACCOUNT = opaque("Cooperative", UUID(int=7)), opaque("Account", UUID(int=7))
CASE = opaque("Assessment", UUID(int=7))

MUTATIONS = [
    f'rejectRegistration(input: {{cooperative: "{COOPERATIVE}", reason: "palsu"}})',
    f'verifyAssessment(input: {{assessment: "{CASE}"}})',
    'createAccount(input: {userName: "siti", role: OFFICER, person: {fullName: "Siti"}})',
    f'removeSecondFactor(input: {{account: "{ACCOUNT}", reason: "lost"}})',
    f'revokeServiceKey(input: {{key: "{opaque("ServiceKey", UUID(int=7))}", reason: "leaked"}})',
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.partition("(")[0])
async def test_two_calls_lead_from_the_resolver_to_the_handler(mutation: str) -> None:
    """The pipeline, and what carries a command out; the handler takes four more to the rule."""
    handled = Handled()
    context = Context(
        services=handled.services,
        actor=SYSTEM,
        language="en",
        request_id="1",
        loaders=cast("Any", SimpleNamespace(forget=lambda: None)),
    )
    answer = await build_schema().execute(
        f"mutation {{ did: {mutation} {{ __typename }} }}", context_value=context
    )
    assert answer.errors is None
    (way,) = handled.ways
    assert way[:3] == ["carry_out", "attempt", "resolve"]
    assert len(way) == 3 or way[3] == "guarded"
