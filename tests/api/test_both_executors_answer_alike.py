"""A query is answered with the same bytes by whichever executor, whoever asks.

Hypothesis writes queries from the schema. SOKOGURU_OPERATIONS=10000 tries more of them,
`--hypothesis-seed` others.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from graphql import parse, validate
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from api.building.rights import rights_of
from api.building.schema import build_schema
from api.execution.engine import Engine, Outcome
from application.authorisation import permit
from application.authorisation.denials import Denied
from domain.kernel.actors import Actor
from tests.support.api import Api
from tests.support.databases import Databases
from tests.support.operations.documents import Operation, operations
from tests.support.operations.material import Material, gather
from tests.support.operations.pair import FORMS, LANGUAGES, Pair
from tests.support.operations.world import client_of, world_on

SCHEMA = build_schema()._schema
RIGHTS = rights_of(SCHEMA)
INTERPRETED = partial(Engine, compiled=False)
QUESTIONS = SCHEMA.query_type.fields if SCHEMA.query_type else {}
TRIES = int(os.environ.get("SOKOGURU_OPERATIONS", "60"))
MANY = settings(max_examples=TRIES, deadline=None)
QUICK = settings(MANY, max_examples=200, database=None, phases=[Phase.generate])
SELDOM = settings(QUICK, max_examples=3000)


class World:
    """A world that stands still, and the *loop* in which it is asked."""

    def __init__(self, loop: asyncio.Runner, api: Api) -> None:
        self._loop = loop
        self._api = api
        self._material: Material = loop.run(gather(api))
        self._forbidden = [frozenset[str](), *map(self._forbidden_to, (None, *api.tokens))]

    def operations(self) -> st.SearchStrategy[Operation]:
        """Return queries about what there is."""
        return operations(SCHEMA, self._material, self._forbidden)

    @contextmanager
    def beside(self, engine: Callable[..., Engine]) -> Iterator[Callable[..., Any]]:
        """Lend what tells the differences between *engine* and the one that is served."""
        first, second = client_of(self._api.services), client_of(self._api.services, engine)
        pair = Pair(api=self._api, first=first, second=second)
        yield lambda operation, **wanted: self._loop.run(pair.differences(operation, **wanted))
        self._loop.run(first.aclose())
        self._loop.run(second.aclose())

    def _forbidden_to(self, who: str | None) -> frozenset[str]:
        identities = self._api.services.access.identities
        token = None if who is None else self._api.tokens[who]
        actor = self._loop.run(identities.authenticate(token, "test"))
        return frozenset(field for field in RIGHTS if not _may(actor, field))


@pytest.fixture(scope="module")
def world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A small world with somebody of every role."""
    mail: Path = tmp_path_factory.mktemp("mail")
    with ExitStack() as stack, asyncio.Runner() as loop:
        lent = world_on(stack.enter_context(databases.migrated()), mail)
        yield World(loop, loop.run(lent.__aenter__()))
        loop.run(lent.__aexit__(None, None, None))


def test_every_query_is_answered_alike(world: World) -> None:
    """Fields, arguments, fragments, directives and variables as they come, by every role."""
    with world.beside(INTERPRETED) as differences:

        @MANY
        @given(world.operations(), st.sampled_from(FORMS), st.sampled_from(LANGUAGES))
        def alike(operation: Operation, form: str, language: str) -> None:
            assert differences(operation, form=form, language=language) == []

        alike()


def _turned(outcome: Outcome) -> Outcome:
    turned = dict(reversed(list((outcome.data or {}).items())))
    return msgspec.structs.replace(outcome, data=outcome.data and turned)


def _without_paths(outcome: Outcome) -> Outcome:
    for error in outcome.errors:
        error.path = None
    return outcome


def _one_short(outcome: Outcome) -> Outcome:
    return msgspec.structs.replace(outcome, data=_shortened(outcome.data))


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(each) for each in value][:2]
    return (
        {name: _shortened(each) for name, each in value.items()}
        if isinstance(value, dict)
        else value
    )


@pytest.mark.parametrize("spoil", [_turned, _without_paths, _one_short])
def test_a_wrong_executor_would_be_found(world: World, spoil: Callable[[Outcome], Outcome]) -> None:
    """One that turns the order of fields, loses paths, or answers two rows instead of three."""

    class Wrong(Engine):
        async def answer(self, *given: Any, **options: Any) -> Outcome:
            return spoil(await super().answer(*given, **options))

    with world.beside(Wrong) as differences:
        find(world.operations(), lambda operation: differences(operation) != [], settings=QUICK)


def test_the_queries_are_valid_and_ask_for_everything(world: World) -> None:
    """Of 300, nearly all could run, and every question there is is asked, if only now and then."""
    asked: list[Operation] = []

    @settings(QUICK, max_examples=300)
    @given(world.operations())
    def note(operation: Operation) -> None:
        asked.append(operation)

    note()
    errors = [validate(SCHEMA, parse(each.query)) for each in asked]
    assert sum(map(bool, errors)) < len(asked) / 20, list(filter(None, errors))
    texts = " ".join(each.query for each in asked)
    for name in QUESTIONS:
        if name not in texts:
            find(world.operations(), partial(_asks, name), settings=SELDOM)


def _asks(name: str, operation: Operation) -> bool:
    return name in operation.query


def _may(actor: Actor, field: str) -> bool:
    """Say whether its rule lets *actor* read *field*."""
    try:
        permit(actor, field, RIGHTS[field])
    except Denied:
        return False
    return True
