"""One mutation is answered the short way as the engine answers it, word for word."""

from typing import Any
from uuid import uuid4

import pytest
from graphql import get_operation_ast, parse

from api.building.schema import build_schema
from api.execution.one_mutation import one_mutation
from api.relay.nodes import opaque
from application.kernel.handler import Done
from tests.support.api import Api, registration

SCHEMA = build_schema()._schema
REFUSED = (
    "... on Refused { code message field remedy { id en } refusals { code field __typename }"
    " ...More } } }%s fragment More on Refused { again: code }"
)
NOTHING: Any = None
SHORT, LONG = "", " # @\n"
"""What makes a document suspected of a condition, so that the engine answers it."""
VERIFY = "mutation V($i: VerifyRegistrationInput!) { did: verifyRegistration(input: $i) "
DONE = "{ __typename ... on CooperativeDone { cooperativeId version receipt repeated: version } "
LEADS_ON = "{ ... on CooperativeDone { version cooperative { name } } "
LITERAL = 'mutation { verifyRegistration(input: {cooperative: "x"}) { __typename ' + REFUSED
TWO = "mutation { a: signOut { __typename } b: signOut { __typename } }"


def covers(document: str) -> bool:
    """Say whether *document* goes the short way."""
    tree = parse(document)
    operation = get_operation_ast(tree)
    assert operation is not None
    return one_mutation(SCHEMA, tree, operation, {"i": {"cooperative": "x"}}) is not None


@pytest.mark.parametrize("document", [VERIFY + DONE + REFUSED, LITERAL])
def test_what_is_there_already_needs_no_engine(document: str) -> None:
    """Attributes of a success and of a refusal, in fragments or under other names."""
    assert covers(document % SHORT)
    assert not covers(document % LONG)


@pytest.mark.parametrize(
    "document",
    [
        VERIFY + LEADS_ON + REFUSED % SHORT,
        TWO,
        "mutation { __typename }",
        "mutation { signOut @include(if: true) { __typename } }",
        "{ viewer { role } }",
    ],
    ids=["leads on", "two", "the schema", "a condition", "a question"],
)
def test_everything_else_does(document: str) -> None:
    """What has to be loaded, what happens one after the other, what may be left out."""
    assert not covers(document)


@pytest.mark.parametrize(
    ("who", "given"),
    [
        ("petugas1", {}),
        ("petugas1", {"cooperative": "x"}),
        ("petugas1", {"expectedVersion": 7}),
        ("petugas1", {"note": " ", "effectiveOn": "2999-01-01"}),
        ("tetangga", {}),
        ("auditor", {}),
        (None, {}),
    ],
    ids=["done", "an id of nothing", "stale", "a day to come", "too far", "no right", "a guest"],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_both_ways_answer_alike(api: Api, who: str | None, given: dict[str, Any]) -> None:
    """Done or refused; the second time by the other way, on a cooperative like the first."""
    answers = []
    for way in (SHORT, LONG):
        made = await api.done("registerCooperative", "petugas2", **registration())
        named = {"cooperative": made["cooperativeId"], **given}
        answer = await api.send((VERIFY + DONE + REFUSED) % way, who, i=named)
        answers.append(answer.text.replace(made["cooperativeId"], "ID"))
        if who == "petugas1" and not given:
            assert "CooperativeDone" in answers[-1]
    assert answers[0] == answers[1]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("came_to", [None, Done(position=1, stream=uuid4(), version=NOTHING)])
async def test_a_fault_of_ours_is_told_with_its_place(
    api: Api, monkeypatch: pytest.MonkeyPatch, came_to: Done | None
) -> None:
    """Something is not there that always is: nothing of it is shown, and nobody learns what."""

    async def handle(*_: object, **__: object) -> Any:
        return came_to

    monkeypatch.setattr(api.services.handler, "handle", handle)
    given = {"cooperative": opaque("Cooperative", uuid4())}
    for way in (SHORT, LONG):
        answer = await api.send((VERIFY + DONE + REFUSED) % way, "petugas1", i=given)
        (error,) = answer.json()["errors"]
        assert answer.json()["data"] is None
        assert error["path"][0] == "did"
        assert error["extensions"]["code"] == "INTERNAL"
