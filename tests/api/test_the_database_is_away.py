"""While the database is away nobody is told that we made a mistake, and nothing is promised."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from domain.kernel.log import OutcomeUnknown
from tests.support.api import Api, api_on, mutation, registration

QUERY = "{ cooperatives { nodes { id } } }"
VERIFY = mutation("verifyRegistration")
REGISTER = mutation("registerCooperative")


@pytest.fixture
async def own_api(database_url: str, tmp_path: Path) -> AsyncIterator[Api]:
    """A client of a server of this test's own."""
    async with api_on(database_url, tmp_path) as found:
        yield found


@pytest.fixture
async def cut_off(own_api: Api) -> AsyncIterator[Api]:
    """The same while nobody gets a connection to the database."""
    await own_api.caught_up()

    async def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncpg.pool.Pool, "_acquire", refuse)
        yield own_api


def the_error(answer: dict[str, Any]) -> tuple[str, str]:
    """Return the code of the one error, and whether the command was carried out."""
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["extensions"]["carriedOut"]


@pytest.mark.parametrize("who", [None, "petugas1"])
async def test_a_question_is_answered_with_503_and_when_to_ask_again(
    cut_off: Api, who: str | None
) -> None:
    """A list of cooperatives, asked by a guest and by somebody who has to be looked up."""
    response = await cut_off.send(QUERY, who)
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert the_error(response.json()) == ("UNAVAILABLE", "NO")
    assert "data" not in response.json()


async def test_a_command_that_was_not_carried_out_says_so(cut_off: Api) -> None:
    """A registration that never reached the log."""
    response = await cut_off.send(REGISTER, input=registration())
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert the_error(response.json()) == ("UNAVAILABLE", "NO")


async def test_a_command_that_may_have_happened_says_so(
    own_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log was lost in the middle: no 503, which would invite proxies to repeat it."""

    async def lost(_append: object) -> None:
        raise OutcomeUnknown(uuid4())

    monkeypatch.setattr(own_api.services.store, "append", lost)
    response = await own_api.send(REGISTER, input=registration())
    assert response.status_code == 200
    assert the_error(response.json()) == ("UNAVAILABLE", "UNKNOWN")
    (error,) = response.json()["errors"]
    assert "same commandId" in error["extensions"]["remedy"]["en"]


async def test_what_is_lost_after_the_log_has_the_command_leaves_it_open(
    own_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of the log got lost, or what follows the command: it may have happened."""

    async def appended_and_lost(append: Any) -> None:
        await written(append)
        raise asyncpg.ConnectionDoesNotExistError

    written = own_api.services.store.append
    monkeypatch.setattr(own_api.services.store, "append", appended_and_lost)
    response = await own_api.send(REGISTER, input=registration())
    assert the_error(response.json()) == ("UNAVAILABLE", "UNKNOWN")


async def test_one_command_after_another_was_carried_out_is_no_503(
    own_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two registrations in one document; the database goes between them."""
    first, second = registration(), registration()
    written = own_api.services.store.append
    found: list[object] = []

    async def once(append: Any) -> Any:
        if found:
            raise asyncpg.DiskFullError
        found.append(append)
        return await written(append)

    monkeypatch.setattr(own_api.services.store, "append", once)
    document = (
        "mutation ($a: RegisterCooperativeInput!, $b: RegisterCooperativeInput!) {"
        " a: registerCooperative(input: $a) { __typename }"
        " b: registerCooperative(input: $b) { __typename } }"
    )
    response = await own_api.send(document, a=first, b=second)
    assert response.status_code == 200
    assert response.json()["errors"][0]["path"] == ["b"]


async def test_a_document_cannot_be_fetched_meanwhile(cut_off: Api) -> None:
    """The other routes answer alike."""
    response = await cut_off.client.get("/documents/sha256:0", headers=cut_off.headers("petugas1"))
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")


async def test_readiness_says_what_is_wrong(cut_off: Api) -> None:
    """Also when the server refuses every connection."""
    response = await cut_off.client.get("/health/ready")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")
