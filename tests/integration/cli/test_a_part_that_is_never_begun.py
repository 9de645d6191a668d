"""A process of the server that was ready, and whose server ended before it said go."""

import asyncio
import os
import socket
from typing import cast

import pytest

from cli.processes.channel import READY, channel_on
from cli.processes.orders import Orders, Part
from cli.processes.parts import PARTS
from cli.stop import Stop
from infrastructure.access.rate_limits import memory_file
from infrastructure.settings.settings import Settings
from tests.support.databases import as_server


@pytest.mark.parametrize("part", [Part.OPENING, Part.API])
async def test_it_ends_and_has_said_nothing(
    part: Part, furnished_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers at the address that it would have named."""
    rates = memory_file()
    orders = Orders(
        part=part,
        settings=Settings(pool_min=1),
        database=as_server(furnished_url),
        listener=-1,
        rates=rates,
    )
    ours, theirs = [await channel_on(end) for end in socket.socketpair()]
    stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
    running = asyncio.ensure_future(PARTS[part](orders, theirs, stop))
    assert await ours.heard(READY)
    ours.close()
    await running
    theirs.close()
    os.close(rates)
    assert "Sokoguru:" not in capsys.readouterr().out
