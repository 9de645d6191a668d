"""Starts the processes of a server, starts again what dies, and ends them in order.

What dies before the server ever answered is no accident but a mistake: then the server ends, with
the status of that process, which has said why. Later, whatever dies is started again, for as long
as it takes: at first at once, then ever more seldom.

The first signal has requests finished and then the views moved up to them; a second one does not
wait.
"""

import asyncio
import signal
from collections.abc import Callable, Iterable

import structlog

from cli.processes.orders import Orders, Part
from cli.processes.process import Process

LOG = structlog.get_logger("sokoguru.processes")

STOPPING = (signal.SIGTERM, signal.SIGINT)
PATIENCE = 20.0  # seconds that a process may take to end; requests have ten of them
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0  # seconds before something that died is started again
STEADY = 30.0  # seconds after which a process counts as one that runs


class EndedEarly(Exception):
    """A process ended before it could begin with its part."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Supervisor:
    """Runs so many *workers* beside the others; *orders* makes the orders of each part."""

    def __init__(self, orders: Callable[[Part], Orders], workers: int) -> None:
        self._orders = orders
        self._workers = workers
        self._running: list[Process] = []
        self._stopping = asyncio.Event()

    async def run(self) -> int:
        """Run until a signal says stop, and return the exit status."""
        self._obey_signals()
        serving = asyncio.create_task(self._serve(), name="serving")
        stopping = asyncio.create_task(self._stopping.wait(), name="stopping")
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        self._stopping.set()
        serving.cancel()
        (failure,) = await asyncio.gather(serving, return_exceptions=True)
        await self._end()
        if isinstance(failure, EndedEarly):
            return failure.status
        if isinstance(failure, Exception):
            raise failure
        return 0

    def _obey_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for each in STOPPING:
            loop.add_signal_handler(each, self._hear_signal)

    def _hear_signal(self) -> None:
        """End what runs; when that has begun, do not wait for it."""
        if self._stopping.is_set():
            for each in self._running:
                each.ask_to_stop()
        self._stopping.set()

    async def _serve(self) -> None:
        """Open the house, let the requests in, and keep everything running."""
        follower = await self._start(self._orders(Part.FOLLOWER))
        opening = await self._start(self._orders(Part.OPENING))
        answering = [await self._start(self._orders(Part.API)) for _ in range(self._workers)]
        for each in (follower, opening, *answering):
            if not await each.ready():
                raise EndedEarly(await each.ended())
            if each is not opening:
                await each.go()
        await opening.go()
        async with asyncio.TaskGroup() as keeping:
            for each in (follower, *answering):
                keeping.create_task(self._keep(each))
            await opening.ended()
            self._running.remove(opening)

    async def _keep(self, process: Process) -> None:
        """Start another whenever *process*, or one after it, ends."""
        clock = asyncio.get_running_loop().time
        pause = FIRST_PAUSE
        while True:
            began = clock()
            status = await process.ended()
            self._running.remove(process)
            part = process.orders.part
            LOG.error("process_died", part=part.value, pid=process.pid, status=status)
            pause = FIRST_PAUSE if clock() - began > STEADY else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)
            process = await self._start(process.orders)
            if await process.ready():
                await process.go()

    async def _start(self, orders: Orders) -> Process:
        process = await Process.start(orders)
        self._running.append(process)
        return process

    async def _end(self) -> None:
        """End what answers, and then what follows: answers may wait for the views."""
        follows = [each for each in self._running if each.orders.part is Part.FOLLOWER]
        await _stop(each for each in self._running if each not in follows)
        await _stop(follows)


async def _stop(processes: Iterable[Process]) -> None:
    await asyncio.gather(*(each.stop(PATIENCE) for each in processes))
