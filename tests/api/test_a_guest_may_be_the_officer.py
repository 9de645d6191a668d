"""Who registers without an account may be the officer who accepts: both leave a trace."""

from uuid import uuid4

import httpx
import pytest

from tests.support.api import GUESTS, KNOWN, Api, client_of, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def registered_from(api: Api, client: httpx.AsyncClient) -> str:
    """Register a cooperative as a guest whose requests go through *client*."""
    near = Api(client, {}, api.services)
    done = await near.done("registerCooperative", None, **registration(commandId=str(uuid4())))
    cooperative: str = done["cooperativeId"]
    return cooperative


async def test_from_the_office_a_second_officer_is_needed(api: Api) -> None:
    """A colleague states who it was; then the first may verify, and the trail shows both."""
    cooperative = await registered_from(api, api.client)
    given = {"cooperative": cooperative, **KNOWN}
    refused = await api.refused("verifyRegistration", "petugas1", **given)
    assert refused["code"] == "second_officer_needed"
    await api.done("confirmRegistrant", "petugas1", **given)
    refused = await api.refused("verifyRegistration", "petugas1", **given)
    assert refused["code"] == "second_officer_needed"
    await api.done("confirmRegistrant", "petugas2", **given)
    await api.done("verifyRegistration", "petugas1", **given)
    await api.caught_up()
    trail = "query ($id: ID!) { cooperative(id: $id) { version audit { nodes { topic event } } } }"
    shown = (await api.ask(trail, "auditor", id=cooperative))["cooperative"]
    assert shown["version"] == 5
    said = [each for each in shown["audit"]["nodes"] if "confirmed" in each["topic"]]
    assert len(said) == 3
    assert all(KNOWN["source"] in str(each["event"]) for each in said)


async def test_from_elsewhere_the_statement_is_enough(api: Api) -> None:
    """And it is asked of everybody who accepts a guest's registration."""
    cooperative = await registered_from(api, api.public)
    refused = await api.refused("verifyRegistration", "petugas1", cooperative=cooperative)
    assert refused["code"] == "registrant_unconfirmed"
    await api.done("verifyRegistration", "petugas1", cooperative=cooperative, **KNOWN)


async def test_at_the_counter_an_officer_registers_for_the_applicant(api: Api) -> None:
    """Signed in, from the office's own address; a colleague verifies, the officer does not."""
    done = await api.done("registerCooperative", "petugas1", **registration())
    given = {"cooperative": done["cooperativeId"]}
    refused = await api.refused("verifyRegistration", "petugas1", **given, **KNOWN)
    assert refused["code"] == "own_registration"
    await api.done("verifyRegistration", "petugas2", **given)


async def test_an_address_of_ipv6_counts_as_its_network(api: Api) -> None:
    """Two devices of one household or office differ in the lower half only."""
    app = api.client._transport.app  # type: ignore[attr-defined] # of the transport for tests
    async with client_of(app, "2001:db8::1") as guest, client_of(app, "2001:db8::2") as officer:
        cooperative = await registered_from(api, guest)
        near = Api(officer, api.tokens, api.services)
        given = {"cooperative": cooperative, **KNOWN}
        refused = await near.refused("verifyRegistration", "petugas1", **given)
        assert refused["code"] == "second_officer_needed"


async def test_only_keyed_hashes_are_kept(api: Api) -> None:
    """No address stands in the table."""
    await registered_from(api, api.public)
    async with api.services.views.acquire() as connection:
        rows = await connection.fetch("SELECT * FROM origins")
    assert rows
    assert GUESTS not in str(rows)
