"""Group reading, as there is group commit: what many ask at once is asked of the database together.

A trip to the database costs a process more than what comes back. So while trips are on their way,
whatever is asked meanwhile waits for the next one and shares it. Who asks alone waits for nobody,
and nobody is answered with what was read before he asked.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

AT_ONCE = 2  # trips on their way at the same time
MOST = 500  # keys of one trip, after which no further caller joins


class Gathering(Generic[K, V]):
    """Asks *together* for the keys of many callers; a key that it leaves out has no answer.

    A trip that fails fails for all who share it, so a key must never be what makes it fail.
    """

    def __init__(self, together: Callable[[list[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._together = together
        self._waiting: deque[tuple[list[K], asyncio.Future[Mapping[K, V]]]] = deque()
        self._trips: set[asyncio.Task[None]] = set()
        self._travelling = 0

    async def ask(self, keys: Iterable[K]) -> Mapping[K, V]:
        """Return what is known of *keys*, and perhaps of others that were asked for with them."""
        answer: asyncio.Future[Mapping[K, V]] = asyncio.get_running_loop().create_future()
        self._waiting.append((list(keys), answer))
        if self._travelling < AT_ONCE:
            self._travelling += 1
            trip = asyncio.create_task(self._travel(), name="gathered question")
            self._trips.add(trip)
            trip.add_done_callback(self._trips.discard)
        return await answer

    async def _travel(self) -> None:
        """Go until nobody waits.

        To see that nobody does and to count no more is one step: whoever asks in between the end
        of this task and its callback would wait for a trip that nobody makes.
        """
        try:
            while self._waiting:
                await self._go(*self._take())
        finally:
            self._travelling -= 1

    async def _go(self, keys: list[K], answers: list["asyncio.Future[Mapping[K, V]]"]) -> None:
        """Make one trip for the *keys* of those who wait for *answers*."""
        try:
            found = await self._together(keys)
        except asyncio.CancelledError:
            for answer in answers:
                answer.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, callers wait for an answer
            for answer in _waited_for(answers):
                answer.set_exception(error)
        else:
            for answer in _waited_for(answers):
                answer.set_result(found)

    def _take(self) -> tuple[list[K], list["asyncio.Future[Mapping[K, V]]"]]:
        """Take out those who share the next trip, in the order in which they came."""
        keys: dict[K, None] = {}
        answers: list[asyncio.Future[Mapping[K, V]]] = []
        while self._waiting and len(keys) < MOST:
            wanted, answer = self._waiting.popleft()
            keys.update(dict.fromkeys(wanted))
            answers.append(answer)
        return list(keys), answers


def _waited_for(answers: list["asyncio.Future[V]"]) -> Iterator["asyncio.Future[V]"]:
    """Yield those of *answers* whose caller did not stop waiting."""
    return (answer for answer in answers if not answer.done())
