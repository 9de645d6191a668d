"""Two processes hear each other, and each hears of the other's end."""

import asyncio
import signal
import socket
import sys

from cli.processes.channel import GO, READY, Channel, channel_on
from cli.processes.orders import Orders, Part, packed, unpacked
from cli.processes.process import Process
from infrastructure.settings.settings import Settings

ORDERS = Orders(part=Part.API, settings=Settings(port=1), database="x", listener=3, rates=4)
STUBBORN = (
    "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True);"
    "signal.pause()"
)


async def two_ends() -> tuple[Channel, Channel]:
    """Return both ends of a channel."""
    ours, theirs = socket.socketpair()
    return await channel_on(ours), await channel_on(theirs)


def test_orders_come_as_they_were_given() -> None:
    """Settings and all."""
    assert unpacked(packed(ORDERS)) == ORDERS


async def test_a_word_is_heard_and_another_one_is_not_it() -> None:
    """Whoever waits for *ready* begins at nothing else."""
    ours, theirs = await two_ends()
    await ours.say(READY)
    assert await theirs.heard(READY)
    await ours.say(READY)
    assert not await theirs.heard(GO)
    ours.close()
    theirs.close()


async def test_the_end_of_the_other_is_heard() -> None:
    """Nothing comes any more, and what is said to nobody is lost without an error."""
    ours, theirs = await two_ends()
    theirs.close()
    assert await ours.hear() == b""
    for _ in range(3):
        await ours.say(GO)
    ours.close()


async def test_a_connection_that_breaks_is_an_end() -> None:
    """However the other process ended."""

    class Broken(asyncio.StreamReader):
        async def readline(self) -> bytes:
            raise ConnectionResetError

    ours, theirs = await two_ends()
    assert await Channel(Broken(), ours._writer).hear() == b""
    ours.close()
    theirs.close()


async def test_who_does_not_stop_is_killed() -> None:
    """After its patience; asking somebody who is gone does nothing."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STUBBORN, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    await running.stdout.readline()
    ours, theirs = await two_ends()
    process = Process(running, ours, ORDERS)
    assert process.pid == running.pid
    await process.stop(0.05)
    assert await process.ended() == -signal.SIGKILL
    process.ask_to_stop()
    theirs.close()
