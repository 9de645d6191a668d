"""What a server waits for before it serves: the views that authorisation asks.

The others may be far behind, stalled or in need of a rebuild; that is said in
`/health/ready`, and keeps nobody from what does work.
"""

import asyncio
from collections.abc import Sequence

import structlog

from projections.engine.runner import ProjectionState, Runner

LOG = structlog.get_logger("sokoguru.server")

NEEDED = ("accounts", "areas")
PATIENCE = 120.0  # seconds that a first start may take to read the list of areas
GLANCE = 0.5  # seconds between two looks whether a view can come any further


async def wait_for_views(runner: Runner, position: int) -> None:
    """Return once the views that are needed are at *position*, or cannot get there."""
    held_up: Sequence[str] = ()
    try:
        async with asyncio.timeout(PATIENCE):
            while not (held_up or await runner.wait_until(position, GLANCE, NEEDED)):
                held_up = await _held_up(runner)
    except TimeoutError:
        held_up = NEEDED
    if held_up:
        LOG.warning("started_without_views", views=list(held_up))


async def _held_up(runner: Runner) -> Sequence[str]:
    """Return those of the views that are needed that cannot get any further by themselves."""
    return [
        each.name
        for each in (await runner.status()).projections
        if each.name in NEEDED and each.state is not ProjectionState.FOLLOWING
    ]
