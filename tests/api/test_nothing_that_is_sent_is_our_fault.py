"""Whatever is sent, `INTERNAL` is never the answer: that is for faults of ours."""

from typing import Any

import msgspec
import pytest

from tests.support.api import Api
from tests.support.fuzz import packed

pytestmark = pytest.mark.asyncio(loop_scope="module")

NULLS = [
    ("$v: CooperativeOrder", "cooperatives(orderBy: {by: $v})", "orderBy"),
    ("$v: Direction", "cooperatives(orderBy: {direction: $v})", "orderBy"),
    ("$v: ScoreOrder", "scores(orderBy: {by: $v})", "orderBy"),
    ("$v: Boolean", "scores(filter: {history: $v})", "filter"),
    ("$v: AssessmentOrder", "assessments(orderBy: {by: $v})", "orderBy"),
    ("$v: Boolean", "verificationQueue(forMe: $v)", "forMe"),
    ("$v: Direction", "auditTrail(direction: $v)", "direction"),
]


@pytest.mark.parametrize(("declared", "called", "argument"), NULLS)
async def test_null_where_a_default_stands_names_the_argument(
    api: Api, declared: str, called: str, argument: str
) -> None:
    """`orderBy: {by: null}` by a variable, which no validation sees."""
    error = await api.error(
        f"query ({declared}) {{ {called} {{ totalCount }} }}", "auditor", v=None
    )
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert argument in error["message"]


UUID_ONE = "00000000-0000-0000-0000-000000000001"
FORGED = [
    ("cooperatives", "", ("NAME", "x\x00y", UUID_ONE)),
    ("cooperatives", "by: REGISTERED_AT", ("REGISTERED_AT", "2024-01-01T00:00:00", UUID_ONE)),
    ("cooperatives", "by: REGISTERED_AT", ("REGISTERED_AT", "0001-01-01T00:00:00+14:00", UUID_ONE)),
    ("scores", "", ("POSITION", 2**63, 2**63)),
    ("scores", "by: TOTAL", ("TOTAL", "NaN", 1)),
    ("scores", "by: TOTAL", ("TOTAL", "1E+99999", 1)),
    ("scores", "by: BOOK_YEAR", ("BOOK_YEAR", 2**40, 1)),
    ("auditTrail", "", ("POSITION", 2**63, 1)),
]


@pytest.mark.parametrize(("field", "order", "key"), FORGED)
@pytest.mark.parametrize("argument", ["after", "before"])
async def test_a_forged_cursor_is_refused_by_the_name_of_its_argument(
    api: Api, field: str, order: str, key: tuple[Any, ...], argument: str
) -> None:
    """NUL, a number beyond the column, a moment without an offset."""
    sort = f"orderBy: {{{order}}}, " if order else ""
    document = f"query ($c: String) {{ {field}({sort}{argument}: $c) {{ nodes {{ id }} }} }}"
    error = await api.error(document, "auditor", c=packed(msgspec.msgpack.encode(key)))
    assert (error["extensions"]["code"], error["extensions"]["field"]) == (
        "BAD_USER_INPUT",
        argument,
    )


@pytest.mark.parametrize("key", ["Office:33\x0074", "Area:33\x00", "Account:\x00", "Office:\x7f"])
async def test_a_node_id_that_no_database_can_hold_is_refused(api: Api, key: str) -> None:
    """A NUL inside the id, where the check of the request's text cannot see it."""
    error = await api.error(f'{{ node(id: "{packed(key.encode())}") {{ id }} }}', "admin")
    assert error["extensions"]["refusals"][0]["code"] == "malformed_id"


async def test_a_secret_that_no_authenticator_has_is_refused(api: Api) -> None:
    """A letter is no secret of 112 bits."""
    document = (
        'mutation { did: setSecondFactor(input: {secret: "x", code: "123456"}) '
        "{ ... on Refused { code } } }"
    )
    answer = await api.ask(document, "petugas2")
    assert answer["did"]["code"] == "second_factor_secret_wrong"
