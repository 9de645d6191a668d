"""The specification GraphQL over HTTP is followed, by our own reading and by the audits' own."""

import asyncio
import socket

import pytest

from api.http.app import create_app
from cli.server import Server
from tests.api.audits.expectations import Expectation, expectations
from tests.api.audits.npm import npm_audits
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXPECTATIONS = tuple(expectations())


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda each: each.rule)
async def test_every_request_is_answered_as_the_specification_wants(
    api: Api, expectation: Expectation
) -> None:
    """Media types, methods, parameters and faults, one request each."""
    assert await expectation.problem(api.client) is None


async def test_the_audits_of_the_reference_package_pass(api: Api) -> None:
    """All 61, over a real socket; without node the expectations above are what is checked."""
    with socket.create_server(("127.0.0.1", 0)) as address:
        server = Server(create_app(api.services), api.services.settings)
        serving = asyncio.create_task(server.serve(sockets=[address]))
        found = await npm_audits(f"http://127.0.0.1:{address.getsockname()[1]}/graphql")
        server.should_exit = True
        await serving
    assert found in (None, {"total": 61, "failed": []})
