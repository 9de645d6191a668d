"""What a server does at night by itself: every score is recomputed, in a process of its own.

Of several servers on one database one does it, whichever takes the lock first; the others find
it done. The process has a low priority, and ends with its server.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import structlog

from application.kernel.ports import Clock
from application.scoring.nights import is_due
from cli.composition import SystemClock
from infrastructure.postgres.away import is_away
from infrastructure.postgres.sql import Pool
from infrastructure.score_checks.table import CheckTable, only_here
from infrastructure.settings.settings import Settings

LOG = structlog.get_logger("sokoguru.recompute")

BETWEEN_LOOKS = 600.0
"""Seconds between two looks at whether the check of the night is due."""
POLITE = 15
FOUND_OUT = (0, 1)
"""Exit statuses of a check that came to its end."""

Check = Callable[[], Awaitable[int]]


@asynccontextmanager
async def nightly(pool: Pool, settings: Settings, database: str) -> AsyncIterator[None]:
    """Recompute each night on *database*, if the settings want it, until the end of the block."""
    if not settings.recompute_nightly:
        yield
        return
    check = partial(recompute, database)
    look = partial(check_if_due, pool, SystemClock(), settings.recompute_hour, check)
    looking = asyncio.create_task(keep_looking(look), name="nights")
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])


async def keep_looking(look: Callable[[], Awaitable[object]], pause: float = BETWEEN_LOOKS) -> None:
    """Look now and every *pause* seconds; what fails is told and tried again."""
    while True:
        try:
            await look()
        except Exception as error:
            if not is_away(error):
                LOG.exception("recompute_not_begun")
        await asyncio.sleep(pause)


async def check_if_due(pool: Pool, clock: Clock, hour: int, check: Check) -> bool:
    """Carry out *check* if it is due and no other process is at it; say whether it was."""
    async with only_here(pool) as here:
        begun = await CheckTable(pool).begun() if here else None
        if not is_due(clock.now(), begun, hour):
            return False
        status = await check()
        if status not in FOUND_OUT:
            LOG.error("recompute_ended", status=status)
        return True


async def recompute(database: str) -> int:
    """Run `sokoguru recompute --nightly` on *database* and return its exit status."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "sokoguru", "recompute", "--nightly"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOKOGURU_DATABASE_URL": database},
    )
    try:
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, child.pid, POLITE)
        return await child.wait()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
