"""Each leaf of each input, spoiled: refused or kept within its bound, and never our fault.

The leaves are found by walking the schema, so a new field is tried without a line here.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_required_argument,
)

from api.building.schema import build_schema
from domain.kernel.wording import PARAGRAPH
from infrastructure.settings.settings import Settings
from tests.support.api import SEMARANG, VILLAGE, Api, api_on
from tests.support.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHEMA = build_schema()._schema
UNSEEN = "\u200b"
SPOILED = ("a" * (PARAGRAPH + 1), "satu\ndua", f"Koperasi{UNSEEN}", "Koperasi\x00", ["x"] * 10_000)
TELLING = {
    "BAD_USER_INPUT",
    "GRAPHQL_VALIDATION_FAILED",
    "UNSTORABLE_TEXT",
    "TOO_MANY_VALUES",
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
}
PEOPLE = (None, "petugas1", "menteri", "admin", "kepala")
KNOWN: Mapping[str, Any] = {
    "membershipArea": SEMARANG,
    "territory": SEMARANG,
    "village": VILLAGE,
    "legalNumber": "12/BH/1998",
    "email": "a@koperasi.id",
    "phone": "024-1",
    "website": "https://koperasi.id",
    "ruleset": "permenkop-14-2009",
    "bookYear": 2024,
    "office": SEMARANG,
    "userName": "siti.baru",
    "role": "AUDITOR",
    "code": "33.74.01.1999",
    "latitude": "-7",
    "longitude": "110",
}
Path = tuple[str, ...]


def fields(kind: GraphQLInputType) -> Mapping[str, GraphQLInputType]:
    """Return the fields of an input type; a leaf has none."""
    named = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        return {}
    return {name: field.type for name, field in named.fields.items()}


def leaves(kind: GraphQLInputType, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every leaf of *kind*; a type within itself is not entered again."""
    inner = fields(kind)
    if not inner:
        yield path
    for name, each in inner.items():
        if name not in path:
            yield from leaves(each, (*path, name))


def sample(kind: GraphQLInputType, known: Mapping[str, Any], path: Path, name: str = "") -> Any:
    """Return a value for *kind* with all that *path* leads through, and what is required."""
    if isinstance(kind, GraphQLNonNull):
        return sample(kind.of_type, known, path, name)
    if isinstance(kind, GraphQLList):
        return [sample(kind.of_type, known, path, name)]
    if isinstance(kind, GraphQLInputObjectType):
        return {
            each: sample(field.type, known, path[1:] if path[:1] == (each,) else (), each)
            for each, field in kind.fields.items()
            if isinstance(field.type, GraphQLNonNull) or path[:1] == (each,)
        }
    if isinstance(kind, GraphQLEnumType):
        return known.get(name) if known.get(name) in kind.values else next(iter(kind.values))
    return known.get(name, _scalar(get_named_type(kind).name))


def _scalar(name: str) -> Any:
    later = datetime.now(UTC) + timedelta(days=1)
    plain = {"Int": 1, "Boolean": True, "Date": "2024-01-01", "DateTime": later.isoformat()}
    return plain.get(name, "1" if name in {"Decimal", "Position", "Amount"} else "Koperasi Satu")


def spoiled(value: Any, path: Path, worth: Any) -> Any:
    """Return *value* with *worth* at *path*."""
    if isinstance(value, list):
        return [spoiled(each, path, worth) for each in value] if path else [worth]
    if not path:
        return worth
    return {**value, path[0]: spoiled(value[path[0]], path[1:], worth)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def patient(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Api, dict[str, Any]]]:
    """A server that takes many requests, and what exists there."""
    settings = Settings(
        human_check=False, pool_min=1, pool_max=8, rate_limit=1_000_000, argon2_passes=1
    )
    with databases.migrated() as url:
        async with api_on(url, tmp_path_factory.mktemp("mail"), settings) as api:
            case = await api.opened_assessment()
            document = "query ($id: ID!) { assessment(id: $id) { cooperative { id } } }"
            found = await api.ask(document, "petugas1", id=case)
            cooperative = found["assessment"]["cooperative"]["id"]
            yield api, {**KNOWN, "assessment": case, "cooperative": cooperative, "id": case}


async def answered(api: Api, document: str, who: str | None, given: Any) -> set[str]:
    """Return the codes of the errors that came; none may be a fault of ours."""
    answer = (await api.send(document, who, v=given)).json()
    codes = {each["extensions"]["code"] for each in answer.get("errors", ())}
    assert codes <= TELLING, (document, str(given)[:200], answer)
    return codes


async def stored(api: Api, after: int) -> Iterator[str]:
    """Return every text of every event behind position *after*."""
    events = await api.services.store.read_log(after=after, limit=100_000)
    return texts([msgspec.to_builtins(each.event) for each in events])


def texts(value: Any) -> Iterator[str]:
    """Yield every text within *value*."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


MUTATIONS = sorted(
    (name, field.args["input"].type)
    for name, field in (SCHEMA.mutation_type.fields if SCHEMA.mutation_type else {}).items()
    if "input" in field.args
)


@pytest.mark.parametrize(("name", "kind"), MUTATIONS, ids=[name for name, _ in MUTATIONS])
async def test_a_spoiled_leaf_of_a_mutation_is_never_our_fault(
    patient: tuple[Api, dict[str, Any]], name: str, kind: GraphQLInputType
) -> None:
    """Sent by whoever may; what the log keeps of it is visible and within its bound."""
    api, known = patient
    document = f"mutation ($v: {kind}) {{ did: {name}(input: $v) {{ __typename }} }}"
    before = await api.services.store.last_position()
    who = None
    for who in PEOPLE:
        if not await answered(api, document, who, sample(kind, known, ())) & {
            "FORBIDDEN",
            "UNAUTHENTICATED",
        }:
            break
    for path in leaves(kind):
        for worth in SPOILED:
            given = spoiled(sample(kind, known, path), path, worth)
            await answered(api, document, who, given)
    for text in await stored(api, before):
        assert len(text) <= PARAGRAPH
        assert not {UNSEEN, "\x00"} & set(text)


QUERIES = sorted(
    (name, argument)
    for name, field in (SCHEMA.query_type.fields if SCHEMA.query_type else {}).items()
    for argument in field.args
)


@pytest.mark.parametrize(("name", "argument"), QUERIES, ids=str)
async def test_a_spoiled_argument_of_a_query_is_never_our_fault(
    patient: tuple[Api, dict[str, Any]], name: str, argument: str
) -> None:
    """Beside what the query requires; an officer asks."""
    api, known = patient
    assert SCHEMA.query_type is not None
    field = SCHEMA.query_type.fields[name]
    asked = {argument} | {each for each, arg in field.args.items() if is_required_argument(arg)}
    declared = ", ".join(f"${each}: {field.args[each].type}" for each in sorted(asked))
    given = ", ".join(f"{each}: ${each}" for each in sorted(asked))
    document = f"query ({declared}) {{ {name}({given}) {{ __typename }} }}"
    kind = field.args[argument].type
    others = {each: sample(field.args[each].type, known, (), each) for each in asked}
    for path in leaves(kind):
        for worth in SPOILED:
            value = spoiled(sample(kind, known, path, argument), path, worth)
            answer = (await api.send(document, "menteri", **{**others, argument: value})).json()
            codes = {each["extensions"]["code"] for each in answer.get("errors", ())}
            assert codes <= TELLING, (document, path, answer)


async def test_the_walk_finds_every_leaf_of_the_schema() -> None:
    """Also those of inputs within inputs and of lists."""
    walked = {path for _, kind in MUTATIONS for path in leaves(kind)}
    assert ("coordinates", "latitude") in walked
    assert all(one != other for path in walked for one, other in pairwise(path))
    assert len(walked) > 80
