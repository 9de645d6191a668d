"""A server killed, or told to stop, under many writers: what it acknowledged is there, once."""

import asyncio
import signal
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from api.relay.nodes import read_id
from tests.support.api import mutation, registration
from tests.support.command_line import Running, environment, serving
from tests.support.databases import as_server
from tests.support.waiting import until

WRITERS = 16
ENOUGH = 150
DEAD = (httpx.TransportError,)

COUNT = """
SELECT originator_id::text, count(*)
  FROM stored_events
 WHERE topic = 'cooperative.registered.v1'
 GROUP BY originator_id
"""


class Writers:
    """Clients that register cooperatives until the server is gone, and what they were told."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent: dict[str, dict[str, Any]] = {}
        self.acknowledged: dict[str, str] = {}
        self.enough = asyncio.Event()

    async def write(self) -> None:
        """Send one registration after the other, each with an id of its own."""
        async with httpx.AsyncClient(base_url=self.address, timeout=30) as client:
            while True:
                given = registration()
                command_id = str(uuid4())
                self.sent[command_id] = given
                try:
                    self.acknowledged[command_id] = await register(client, command_id, given)
                except DEAD:
                    return
                if len(self.acknowledged) >= ENOUGH:
                    self.enough.set()


async def register(client: httpx.AsyncClient, command_id: str, given: dict[str, Any]) -> str:
    """Register a cooperative and return its id."""
    body = {
        "query": mutation("registerCooperative"),
        "variables": {"input": {**given, "commandId": command_id}},
    }
    answer = await client.post("/graphql", json=body)
    return str(answer.json()["data"]["did"]["cooperativeId"])


def address_of(running: Running) -> str:
    """Return where the server listens, as it says."""
    return running.read_until("Sokoguru: ").split()[-1].removesuffix("/graphql")


def counted(database_url: str) -> dict[str, int]:
    """Return how often each cooperative was registered, by the log itself."""
    with psycopg.connect(database_url) as connection:
        return {row[0]: row[1] for row in connection.execute(COUNT).fetchall()}


async def under_load(running: Running, signal_sent: signal.Signals) -> Writers:
    """Write from many sides, send the signal in the middle, and wait until all are cut off."""
    writers = Writers(address_of(running))
    await wait_for_health(writers.address)
    async with asyncio.TaskGroup() as group:
        for _ in range(WRITERS):
            group.create_task(writers.write())
        await writers.enough.wait()
        running.process.send_signal(signal_sent)
    return writers


async def wait_for_health(address: str) -> None:
    """Return when the server answers; it prints its address a moment before."""
    async with httpx.AsyncClient(base_url=address) as client:
        await until(partial(is_alive, client))


async def is_alive(client: httpx.AsyncClient) -> bool:
    """Say whether somebody answers."""
    try:
        await client.get("/health/live")
    except DEAD:
        return False
    return True


async def repeated(address: str, writers: Writers) -> dict[str, str]:
    """Send every command again under its id, and return what each came to."""
    await wait_for_health(address)
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        return {
            command_id: await register(client, command_id, given)
            for command_id, given in writers.sent.items()
        }


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 0)])
async def test_every_acknowledged_command_is_found_exactly_once(
    furnished_url: str, sent: signal.Signals, code: int
) -> None:
    """Killed or stopped in the middle, started again, all commands repeated: each is once."""
    env = environment(
        SOKOGURU_DATABASE_URL=as_server(furnished_url),
        SOKOGURU_RATE_LIMIT="1000000",
        SOKOGURU_HUMAN_CHECK="no",
    )
    with serving(env=env) as running:
        writers = await under_load(running, sent)
        assert running.process.wait(60) == code
    found = counted(furnished_url)
    for cooperative in writers.acknowledged.values():
        assert found[str(read_id(cooperative).uuid("id"))] == 1
    with serving(env=env) as running:
        outcomes = await repeated(address_of(running), writers)
        assert running.stop() == 0
    assert writers.acknowledged.items() <= outcomes.items()
    found = counted(furnished_url)
    assert set(found.values()) == {1}
    assert len(found) == len(writers.sent)
