"""Requests that were guessed or forged, by everybody: none of them meets a fault of ours."""

import json
import os

import pytest

from api.building.schema import build_schema
from tests.support.api import PEOPLE, Api
from tests.support.fuzz import Fuzz
from tests.support.mutations import Mutations

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHEMA = build_schema()._schema
TRIES = int(os.environ.get("SOKOGURU_FUZZ", "500"))
SEED = int(os.environ.get("SOKOGURU_FUZZ_SEED", "14"))


async def test_nothing_that_was_guessed_or_forged_is_answered_with_internal(api: Api) -> None:
    """500 requests by everybody; SOKOGURU_FUZZ_SEED sends others, `script/fuzz` very many."""
    made, mutations = Fuzz(SCHEMA, [await api.opened_assessment()], SEED), Mutations(SEED)
    people, faults = [None, *PEOPLE], []
    for number, request in enumerate(map(mutations.of, made.requests(TRIES))):
        body = json.dumps(dict(zip(("query", "variables"), request, strict=True))).encode()
        who = api.headers(people[number % len(people)], content_type="application/json")
        response = await api.client.post("/graphql", content=body, headers=who)
        if response.status_code >= 500 or '"INTERNAL"' in response.text:
            faults.append((body, response.text))
    assert faults == []
