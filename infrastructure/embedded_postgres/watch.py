"""Start the embedded server again when it dies while it is used.

Its main process was killed, or it gave up because the disk was full. Whoever uses it goes on as
soon as it is back, at the same address. It is tried for as long as it takes, because what keeps
it down (no room, no memory) passes by somebody's hand, and then nobody should be needed here.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from infrastructure.logs.seldom import Seldom

LOG = structlog.get_logger("sokoguru.postgres")

GLANCE = 0.5  # seconds between two looks
LONGEST = 10.0  # seconds between two attempts


@contextmanager
def watched(
    runs: Callable[[], bool], start: Callable[[], None], glance: float = GLANCE
) -> Iterator[None]:
    """Call *start* whenever the server no longer *runs*, until the end of the block."""
    over = threading.Event()
    watch = threading.Thread(
        target=_watch, args=(runs, start, over, glance), name="postgres watch", daemon=True
    )
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(
    runs: Callable[[], bool], start: Callable[[], None], over: threading.Event, glance: float
) -> None:
    seldom, pause = Seldom(), glance
    while not over.wait(pause):
        try:
            if not runs():
                _start_again(start, seldom)
            pause = glance
        except Exception as error:  # noqa: BLE001 - whoever stops watching helps nobody
            pause = min(pause * 2, LONGEST)
            kind = type(error).__name__
            if (left_out := seldom.due(kind)) is not None:
                LOG.critical("postgres_not_started", reason=str(error), left_out=left_out)


def _start_again(start: Callable[[], None], seldom: Seldom) -> None:
    if (left_out := seldom.due("died")) is not None:
        LOG.error("postgres_died", left_out=left_out)
    start()
    LOG.warning("postgres_started_again")
