"""Processor time that one request takes of the event loop's thread, and how long at a stretch.

While a callback runs nobody else is served, so the longest one is what a request costs
everybody. What belongs to a request is known by its context, which tasks and callbacks inherit;
the thread's own clock counts neither other threads nor what else runs on the machine.
"""

import asyncio
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any
from unittest.mock import patch

from api.execution.engine import Engine


class Gauge:
    """What one request took, in milliseconds: altogether, at a stretch, and for its document.

    *document* is reading, validating and compiling it, before anything is asked of the database.
    """

    def __init__(self) -> None:
        self.total = self.longest = self.document = 0.0

    def add(self, seconds: float) -> None:
        """Count one callback."""
        self.total += seconds * 1_000
        self.longest = max(self.longest, seconds * 1_000)


GAUGE: ContextVar[Gauge | None] = ContextVar("gauge", default=None)
OF_A_DOCUMENT = ("_prepared", "_mutation", "_plan")


@contextmanager
def measured() -> Iterator[None]:
    """Have every callback of the loop measured that belongs to a gauge."""
    run = asyncio.Handle._run  # noqa: SLF001 - asyncio names no other place

    def timed(self: Any) -> None:  # noqa: ANN401 - a handle, of which only asyncio knows
        gauge = self._context.get(GAUGE)
        if gauge is None:
            run(self)
            return
        began = time.thread_time()
        run(self)
        gauge.add(time.thread_time() - began)

    stages = {name: _stage(getattr(Engine, name)) for name in OF_A_DOCUMENT}
    with patch.object(asyncio.Handle, "_run", timed), patch.multiple(Engine, **stages):
        yield


async def gauged(work: Awaitable[object]) -> Gauge:
    """Return what *work* took."""
    gauge, context = Gauge(), copy_context()
    context.run(GAUGE.set, gauge)

    async def carry_out() -> None:
        await work

    await asyncio.get_running_loop().create_task(carry_out(), context=context)
    return gauge


def _stage(method: Any) -> Any:  # noqa: ANN401 - a method of the engine, as it comes
    """Return *method* with its time counted as that of the document."""

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        began = time.thread_time()
        try:
            return method(*given, **named)
        finally:
            if (gauge := GAUGE.get()) is not None:
                gauge.document += (time.thread_time() - began) * 1_000

    return timed
