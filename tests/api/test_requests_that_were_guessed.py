"""Requests that were guessed or forged, by everybody: none of them meets a fault of ours."""

import os

import pytest

from api.building.schema import build_schema
from tests.support.api import PEOPLE, Api
from tests.support.fuzz import Fuzz

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHEMA = build_schema()._schema
TRIES = int(os.environ.get("SOKOGURU_FUZZ", "500"))
SEED = int(os.environ.get("SOKOGURU_FUZZ_SEED", "14"))


async def test_nothing_that_was_guessed_or_forged_is_answered_with_internal(api: Api) -> None:
    """500 requests by everybody; SOKOGURU_FUZZ=10000 sends more, SOKOGURU_FUZZ_SEED others."""
    made = Fuzz(SCHEMA, [await api.opened_assessment()], SEED)
    people, faults = [None, *PEOPLE], []
    for number, (document, variables) in enumerate(made.requests(TRIES)):
        response = await api.send(document, people[number % len(people)], **variables)
        if response.status_code >= 500 or '"INTERNAL"' in response.text:
            faults.append((document, variables, response.text))
    assert faults == []
