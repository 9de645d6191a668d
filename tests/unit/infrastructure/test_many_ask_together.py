"""What many ask at once goes to the database together, and each hears of what he asked."""

import asyncio
from collections.abc import Mapping

import pytest

from infrastructure.postgres.gathering import AT_ONCE, MOST, Gathering


class Trips:
    """Knows the square of each number; remembers the trips, which wait until they may return."""

    def __init__(self, *, free: bool = False) -> None:
        self.asked: list[list[int]] = []
        self.free = asyncio.Event()
        if free:
            self.free.set()

    async def together(self, keys: list[int]) -> Mapping[int, int]:
        """Return the squares; there is none of 13."""
        self.asked.append(keys)
        await self.free.wait()
        if 0 in keys:
            raise ConnectionError
        return {key: key * key for key in keys if key != 13}


async def turn() -> None:
    """Let everybody go on who can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_who_asks_alone_waits_for_nobody() -> None:
    """One question, one trip; what is not known has no answer."""
    trips = Trips(free=True)
    assert await Gathering(trips.together).ask([2, 13]) == {2: 4}
    assert trips.asked == [[2, 13]]


async def test_what_is_asked_meanwhile_shares_the_next_trip() -> None:
    """Five ask while two trips are on their way; a key that two name is asked for once."""
    trips = Trips()
    gathering = Gathering(trips.together)
    asking = []
    for key in (1, 2, 3, 4, 3):
        asking.append(asyncio.create_task(gathering.ask([key])))
        await turn()
    assert trips.asked == [[1], [2]]
    trips.free.set()
    found = [await each for each in asking]
    assert [answer[key] for answer, key in zip(found, (1, 2, 3, 4, 3), strict=True)] == [
        1,
        4,
        9,
        16,
        9,
    ]
    assert trips.asked[AT_ONCE:] == [[3, 4]]


async def test_a_trip_takes_so_many_keys() -> None:
    """Those beyond wait for the one after."""
    trips = Trips(free=True)
    gathering = Gathering(trips.together)
    await asyncio.gather(gathering.ask(range(1, MOST + 1)), gathering.ask([MOST + 1]))
    assert [len(keys) for keys in trips.asked] == [MOST, 1]


async def test_a_trip_that_fails_fails_for_all_who_share_it() -> None:
    """And for nobody else: the next one goes as ever."""
    trips = Trips(free=True)
    gathering = Gathering(trips.together)
    found = await asyncio.gather(gathering.ask([0]), gathering.ask([1]), return_exceptions=True)
    assert [type(each) for each in found] == [ConnectionError, ConnectionError]
    assert await gathering.ask([5]) == {5: 25}


@pytest.mark.parametrize("key", [0, 1], ids=["fails", "succeeds"])
async def test_who_stops_waiting_disturbs_nobody(key: int) -> None:
    """The trip goes on, and whoever asks later is answered."""
    trips = Trips()
    gathering = Gathering(trips.together)
    asking = asyncio.create_task(gathering.ask([key]))
    await turn()
    asking.cancel()
    await turn()
    trips.free.set()
    assert await gathering.ask([3]) == {3: 9}
    assert asking.cancelled()


@pytest.mark.parametrize("turns", range(12))
async def test_who_asks_just_when_a_trip_ends_is_answered(turns: int) -> None:
    """Whichever turn of the loop that is: no caller waits for a trip that nobody makes."""

    async def together(keys: list[int]) -> Mapping[int, int]:
        return {key: key for key in keys}

    gathering = Gathering(together)

    async def late() -> Mapping[int, int]:
        for _ in range(turns):
            await asyncio.sleep(0)
        return await gathering.ask([3])

    async with asyncio.timeout(5):
        asked = await asyncio.gather(gathering.ask([1]), gathering.ask([2]), late())
    assert [found[key] for found, key in zip(asked, (1, 2, 3), strict=True)] == [1, 2, 3]


async def test_a_trip_that_is_given_up_gives_up_who_waits_for_it() -> None:
    """The program ends: nobody hangs."""
    begun = asyncio.Event()

    async def together(_keys: list[int]) -> Mapping[int, int]:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError("It never ends by itself.")

    gathering = Gathering(together)
    asking = asyncio.create_task(gathering.ask([1]))
    await begun.wait()
    (trip,) = (each for each in asyncio.all_tasks() if each.get_name() == "gathered question")
    trip.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
