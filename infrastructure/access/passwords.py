"""Password hashing in a process of its own, of low priority, behind a short queue.

Argon2 takes a tenth of a second and tens of megabytes by design. Threads would do, as far
as the event loop goes; but a thread of low priority that holds the interpreter lock makes
everybody wait for it, and one of high priority takes the processor from the queries.
"""

import asyncio
import json
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path
from typing import cast

from argon2 import PasswordHasher

from application.access.ports import TooBusy

PROGRAM = Path(__file__).with_name("password_worker.py")


class WorkerLost(Exception):
    """The hashing process ended in the middle of its work; the next question starts another."""


class Argon2Passwords:
    """The port `Passwords` with argon2id.

    *passes*, *memory_kib* (KiB) and *lanes* (threads) are argon2's cost, as its specification
    (RFC 9106) calls it. So many as *waiting* may wait for the one process; then `TooBusy`.
    """

    def __init__(self, *, passes: int, memory_kib: int, lanes: int, waiting: int = 64) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._arguments = (str(passes), str(memory_kib), str(lanes))
        self._places = waiting
        self._turn = asyncio.Lock()
        self._worker: Process | None = None

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def hash(self, password: str) -> str:
        """Return the hash of *password*, with a salt of its own."""
        return str(await self._ask(password=password, verify=False, known=None))

    async def verify(self, password: str, known: str | None) -> bool:
        """Say whether *password* is the one of the hash *known*.

        Without a hash the work is the same and the answer is no, so that the time taken
        does not tell which user names exist.
        """
        right = await self._ask(password=password, verify=True, known=known)
        return right is True and known is not None

    def is_outdated(self, known: str) -> bool:
        """Say whether *known* was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(known)

    async def _ask(self, **question: object) -> object:
        """Return the answer to *question*, in turn, unless too many wait already."""
        if self._places <= 0:
            raise TooBusy
        self._places -= 1
        try:
            async with self._turn:
                return await self._exchange(json.dumps(question).encode() + b"\n")
        finally:
            self._places += 1

    async def _exchange(self, line: bytes) -> object:
        """Send *line* and return the answer; whoever gives up takes the process along.

        An answer that nobody waited for must never be there for the next to read.
        """
        worker = self._worker = self._worker or await self._begin()
        try:
            answer = await _answer(worker, line)
        except BaseException:
            await self._end()
            raise
        return json.loads(answer)

    async def _begin(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # The folder of the program holds names of the standard library.
            str(PROGRAM),
            *self._arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    async def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            with suppress(ProcessLookupError):
                worker.kill()
            await worker.communicate()


async def _answer(worker: Process, line: bytes) -> bytes:
    """Return what *worker* answers *line* with."""
    question, answers = cast("StreamWriter", worker.stdin), cast("StreamReader", worker.stdout)
    question.write(line)
    answer = await answers.readline()
    if not answer:
        raise WorkerLost
    return answer
