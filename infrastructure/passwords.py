"""Password hashing off the event loop: a few threads of low priority, and a short queue.

Argon2 takes a tenth of a second and tens of megabytes by design. The library gives up
the interpreter lock while it works, so threads are enough; their lower priority keeps
queries quick while people sign in.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

_POLITE = 10


class TooBusy(Exception):
    """More passwords wait to be checked than will be checked soon."""


class Passwords:
    """Hashes and verifies passwords with argon2id."""

    def __init__(
        self, *, passes: int, memory_kib: int, lanes: int, threads: int = 1, waiting: int = 64
    ) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._pool = ThreadPoolExecutor(threads, "passwords", initializer=_be_polite)
        self._places = threads + waiting
        self._nobody = self._hasher.hash("nobody has this password")

    def close(self) -> None:
        """Stop the threads; what waits is given up."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def hash(self, password: str) -> str:
        """Return the hash of *password*, with a salt of its own."""
        return await self._aside(lambda: self._hasher.hash(password))

    async def verify(self, password: str, known: str | None) -> bool:
        """Say whether *password* is the one of the hash *known*.

        Without a hash the work is the same and the answer is no, so that the time taken
        does not tell which user names exist.
        """
        return await self._aside(lambda: self._matches(password, known or self._nobody)) and (
            known is not None
        )

    def is_outdated(self, known: str) -> bool:
        """Say whether *known* was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(known)

    def _matches(self, password: str, known: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _aside(self, work: Callable[[], T]) -> T:
        """Do *work* in a thread, unless too many wait already."""
        if self._places <= 0:
            raise TooBusy
        self._places -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._places += 1


def _be_polite() -> None:
    """Lower the priority of this thread, where threads have one of their own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _POLITE)
