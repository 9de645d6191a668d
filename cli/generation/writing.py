"""Putting a nation into the log: batch by batch, always in the same order.

Every command keeps its id, so a batch that was half written is given again from its beginning,
and what was there of it stays as it is.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import msgspec

from application.kernel.ports import EventStore
from cli.generation.lines import Told, unpacked
from cli.generation.plan import Plan
from cli.generation.worker import LENGTH, Share

Progress = Callable[[int, int], None]
"""Hears after each batch how many are done, and how many events were written."""


async def begun(store: EventStore, plan: Plan) -> int:
    """Return the number of the last batch of *plan* that the log holds something of, -1 if none."""
    low, high = -1, plan.batches - 1
    while low < high:
        middle = (low + high + 1) // 2
        if await store.outcome_of(plan.first_command(middle)) is None:
            high = middle - 1
        else:
            low = middle
    return low


async def write(store: EventStore, plan: Plan, workers: int, progress: Progress) -> int:
    """Write what the log lacks of *plan*; return how many events that were."""
    first, written = max(await begun(store, plan), 0), 0
    shares = [Share(plan=plan, first=first + number, workers=workers) for number in range(workers)]
    async with _telling(shares) as tellers:
        for batch in range(first, plan.batches):
            told = await _next(tellers[(batch - first) % workers])
            written += await _append(store, told)
            progress(batch + 1, written)
    return written


async def _append(store: EventStore, waves: Sequence[Sequence[Told]]) -> int:
    """Append *waves*, one after the other; return how many events were new."""
    written = 0
    for wave in waves:
        answers = await asyncio.gather(*(store.append(each.append) for each in wave))
        pairs = zip(wave, answers, strict=True)
        written += sum(len(each.lines) for each, answer in pairs if not answer.repeated)
    return written


@asynccontextmanager
async def _telling(shares: Sequence[Share]) -> AsyncIterator[list[Process]]:
    """Lend a process for each of *shares*."""
    processes: list[Process] = []
    try:
        for share in shares:
            given = msgspec.json.encode(share).decode()
            command = (sys.executable, "-m", "cli.generation.worker", given)
            processes.append(await asyncio.create_subprocess_exec(*command, stdout=PIPE))
        yield processes
    finally:
        for process in processes:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _next(teller: Process) -> list[list[Told]]:
    """Return the next batch that *teller* hands over."""
    assert teller.stdout is not None  # noqa: S101 it was started with one
    length = int.from_bytes(await teller.stdout.readexactly(LENGTH))
    return unpacked(await teller.stdout.readexactly(length))
