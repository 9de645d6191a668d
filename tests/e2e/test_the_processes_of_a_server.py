"""Processes of a server are killed under load: others take over, and nothing is lost or doubled."""

import asyncio
from uuid import uuid4

import httpx
import psutil
import pytest

from tests.e2e.test_nothing_acknowledged_is_lost import DEAD, address_of, counted, register
from tests.support.api import registration
from tests.support.command_line import Running, environment, serving
from tests.support.databases import as_server
from tests.support.waiting import wait_until

CALLERS, EACH = 8, 40
CHILD = "cli.processes.child"


def processes(running: Running) -> list[psutil.Process]:
    """Return the processes of the server, the one that follows the log first."""
    children = psutil.Process(running.process.pid).children()
    return sorted(filter(is_part, children), key=lambda each: each.create_time())


def is_part(process: psutil.Process) -> bool:
    """Say whether *process* is alive and one of the server's."""
    try:
        return CHILD in process.cmdline()
    except psutil.Error:
        return False


async def insist(address: str, acknowledged: dict[str, str], done: asyncio.Event) -> None:
    """Register cooperatives; each request comes by a connection of its own.

    A command that was cut off is sent again under its own id.
    """
    anew = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=anew) as client:
        for _ in range(EACH):
            given, command_id = registration(), str(uuid4())
            while command_id not in acknowledged:
                try:
                    acknowledged[command_id] = await register(client, command_id, given)
                except DEAD:
                    continue
            if len(acknowledged) >= CALLERS * EACH // 4:
                done.set()


@pytest.mark.parametrize("victim", [0, 1], ids=["the follower", "one that answers"])
async def test_whatever_is_killed_is_replaced_and_nothing_is_lost(
    furnished_url: str, victim: int
) -> None:
    """Callers insist with the same command id; each registration is in the log once."""
    env = environment(
        SOKOGURU_DATABASE_URL=as_server(furnished_url),
        SOKOGURU_RATE_LIMIT="1000000",
        SOKOGURU_HUMAN_CHECK="off",
    )
    acknowledged: dict[str, str] = {}
    under_way = asyncio.Event()
    with serving("--workers", "2", env=env) as running:
        address = address_of(running)
        await asyncio.to_thread(wait_until, lambda: len(processes(running)) == 3)
        before = processes(running)
        async with asyncio.TaskGroup() as group:
            for _ in range(CALLERS):
                group.create_task(insist(address, acknowledged, under_way))
            await under_way.wait()
            before[victim].kill()
        await asyncio.to_thread(wait_until, lambda: len(processes(running)) == 3)
        assert before[victim] not in processes(running)
        await asyncio.to_thread(wait_until, lambda: is_caught_up(address))
        assert running.stop() == 0
    found = counted(furnished_url)
    assert len(acknowledged) == CALLERS * EACH
    assert set(found.values()) == {1}
    assert len(found) == len(acknowledged)


def is_caught_up(address: str) -> bool:
    """Say whether the views have everything, whoever moves them by now."""
    seen = httpx.get(f"{address}/health/ready", timeout=30).json()
    return not any(each["lag"] for each in seen["projections"])


def test_a_server_that_is_killed_leaves_nobody_behind(furnished_url: str) -> None:
    """Its processes end with it, and another server may take its place at once."""
    env = environment(SOKOGURU_DATABASE_URL=as_server(furnished_url))
    with serving("--workers", "2", env=env) as running:
        port = address_of(running).rsplit(":", 1)[1]
        wait_until(lambda: len(processes(running)) == 3)
        left = processes(running)
        running.process.kill()
        running.process.wait()
        with serving("--port", port, env=env) as another:
            assert address_of(another).endswith(port)
            gone, alive = psutil.wait_procs(left, timeout=30)
            assert (len(gone), alive) == (3, [])
            assert another.stop() == 0
