"""Reactors: at least once, in order, one process at a time, whatever fails or is killed."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest
from structlog.testing import capture_logs

from domain.cooperative.events import CooperativeRegistered
from infrastructure.postgres.away import AWAY
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Database, Pool
from infrastructure.settings.settings import Settings
from projections.engine.event_reader import EventReader
from projections.engine.event_rows import EventRow
from projections.engine.rebuild import Rebuild
from projections.engine.views import VIEWS
from projections.reactors.cursor import Cursor, pause_after
from projections.reactors.reactor import Reactor
from projections.reactors.runner import Reactors
from tests.integration.projections.steps import follow
from tests.integration.projections.test_rebuilding import owners
from tests.integration.projections.test_the_runner import kill
from tests.support.databases import as_server
from tests.support.history import History, write
from tests.support.waiting import until


class Bell:
    """Rings for every registration, and remembers at which positions."""

    def __init__(self) -> None:
        self.rung: list[int] = []
        self.broken = 0
        self.hangs: asyncio.Event | None = None
        self.deaf: set[int] = set()

    async def ring(self, _database: Database, recorded: EventRow) -> None:
        """Ring; while it is broken, fail that often, and while it hangs, never come back."""
        if self.broken:
            self.broken -= 1
            raise ZeroDivisionError("of no use")
        if recorded.position in self.deaf:
            raise ConnectionError("later")
        self.rung.append(recorded.position)
        if self.hangs is not None:
            self.hangs.set()
            await asyncio.Event().wait()

    @property
    def reactor(self) -> Reactor:
        """The bell as a reactor."""
        return Reactor(name="bell", reads=frozenset({CooperativeRegistered}), react=self.ring)


def registered(count: int) -> tuple[History, list[int]]:
    """Return a history of so many registrations, and the positions of their events."""
    history = History()
    for number in range(count):
        history.register(f"koperasi {number}")
    return history, [
        line.position for line in history.lines if line.topic == "cooperative.registered.v1"
    ]


def cursor(pool: Pool, bell: Bell) -> Cursor:
    """Return what moves *bell* along the log."""
    return Cursor(pool, bell.reactor, EventReader())


@asynccontextmanager
async def running(url: str, bell: Bell) -> AsyncIterator[Reactors]:
    """Run the reactor of *bell* on a pool of its own, as another server process would."""
    async with server_pool(as_server(url), Settings(pool_min=1, pool_max=4)) as pool:
        reactors = Reactors(pool, [bell.reactor])
        await reactors.start()
        try:
            yield reactors
        finally:
            await reactors.stop()


async def caught_up(reactors: Reactors, end: int) -> None:
    """Return once the reactors have come to position *end*."""

    async def there() -> bool:
        return all(each.position >= end for each in await reactors.status())

    await until(there)


async def test_each_event_has_its_reaction_in_order(pool: Pool, database_url: str) -> None:
    """Also those that are appended while the process runs, and those beyond one read."""
    history, positions = registered(130)
    bell = Bell()
    await write(database_url, history.lines[:250])
    async with running(database_url, bell) as reactors:
        await caught_up(reactors, 250)
        await write(database_url, history.lines[250:])
        await caught_up(reactors, history.end)
        (status,) = await reactors.status()
    assert bell.rung == positions
    assert (status.name, status.lag, status.error, status.attempts) == ("bell", 0, None, 0)
    assert await cursor(pool, bell).advance() is None
    assert bell.rung == positions


async def test_a_crash_before_the_cursor_moved_repeats_one_event(
    pool: Pool, database_url: str
) -> None:
    """What was done before it is not done again, and nothing after it is left out."""
    history, positions = registered(3)
    await write(database_url, history.lines)
    bell = Bell()
    first = cursor(pool, bell)
    bell.hangs = asyncio.Event()
    dying = asyncio.create_task(first.advance())
    await asyncio.wait_for(bell.hangs.wait(), 60)
    dying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await dying
    bell.hangs = None
    assert await cursor(pool, bell).advance() is None
    assert bell.rung == [positions[0], *positions]


async def test_a_reaction_that_fails_is_tried_again_ever_more_rarely(
    pool: Pool, database_url: str
) -> None:
    """Each attempt is a line in the log; the events behind it wait and are not skipped."""
    history, positions = registered(2)
    await write(database_url, history.lines)
    bell = Bell()
    bell.broken = 3
    with capture_logs() as lines:
        waits = [await cursor(pool, bell).advance() for _ in range(4)]
    assert waits == [1.0, 2.0, 4.0, None]
    assert bell.rung == positions
    assert [line.pop("attempts") for line in lines] == [1, 2, 3]
    (line, *_rest) = lines
    assert isinstance(line.pop("exc_info"), ZeroDivisionError)
    assert line == {
        "event": "reaction_failed",
        "log_level": "error",
        "reactor": "bell",
        "position": positions[0],
        "topic": "cooperative.registered.v1",
        "stream": str(history.lines[0].stream),
    }


async def test_the_status_tells_what_stops_a_reactor(pool: Pool, database_url: str) -> None:
    """Where it stands, how far behind that is, and the error; afterwards all is well."""
    history, positions = registered(2)
    await write(database_url, history.lines)
    bell = Bell()
    bell.broken = 1
    reactors = Reactors(pool, [bell.reactor])
    await cursor(pool, bell).advance()
    (stopped,) = await reactors.status()
    assert (stopped.position, stopped.lag, stopped.attempts) == (0, history.end, 1)
    assert stopped.error == "ZeroDivisionError: of no use"
    await cursor(pool, bell).advance()
    (status,) = await reactors.status()
    assert (status.position, status.lag, status.error) == (history.end, 0, None)
    assert bell.rung == positions


async def test_events_that_are_apart_do_not_wait_for_each_other(
    pool: Pool, database_url: str
) -> None:
    """One fails for days: the others go on, it comes again by itself, ever more rarely."""
    history, positions = registered(3)
    await write(database_url, history.lines)
    bell = Bell()
    bell.deaf = {positions[0]}
    apart = msgspec.structs.replace(bell.reactor, apart=True)

    async def advance() -> float | None:
        await pool.execute("UPDATE views.put_off SET due_at = now()")
        return await Cursor(pool, apart, EventReader()).advance()

    for _ in range(3):
        assert await advance() is not None
    assert bell.rung == positions[1:]
    assert [pause_after(each, 3_600) for each in (1, 2, 3, 13, 99)] == [1, 2, 4, 3_600, 3_600]
    reactors = Reactors(pool, [apart])
    (status,) = await reactors.status()
    assert (status.lag, status.put_off, status.attempts) == (0, 1, 3)
    assert status.error == "ConnectionError: later"
    bell.deaf.clear()
    assert await advance() is None
    assert bell.rung == [*positions[1:], positions[0]]
    (status,) = await reactors.status()
    assert (status.put_off, status.error, status.attempts) == (0, None, 0)


async def test_what_was_put_off_comes_again_while_others_go_on(
    pool: Pool, database_url: str
) -> None:
    """In the background, without anything new in the log."""
    history, positions = registered(2)
    bell = Bell()
    bell.broken = 1
    await write(database_url, history.lines)
    reactors = Reactors(pool, [msgspec.structs.replace(bell.reactor, apart=True)])
    await reactors.start()

    async def both() -> bool:
        return len(bell.rung) == len(positions)

    await until(both)
    await reactors.stop()
    assert bell.rung == positions[::-1]


async def test_a_server_tries_again_by_itself(database_url: str) -> None:
    """Nobody has to start it anew."""
    history, positions = registered(1)
    bell = Bell()
    bell.broken = 1
    await write(database_url, history.lines)
    async with running(database_url, bell) as reactors:
        await caught_up(reactors, history.end)
    assert bell.rung == positions


async def test_two_processes_react_once(database_url: str) -> None:
    """The second waits until the first is gone, and goes on from its cursor."""
    history, positions = registered(40)
    first, second = Bell(), Bell()
    half = history.end // 2
    async with running(database_url, second) as other:
        async with running(database_url, first) as one:
            for begin in range(0, half, 4):
                await write(database_url, history.lines[begin : min(begin + 4, half)])
            await caught_up(one, half)
        await write(database_url, history.lines[half:])
        await caught_up(other, history.end)
    assert sorted(first.rung + second.rung) == positions


async def test_killed_connections_lose_no_reaction(database_url: str) -> None:
    """Whichever goes, somebody reacts to every event in the end."""
    history, positions = registered(20)
    bell = Bell()
    async with running(database_url, bell) as reactors:
        for begin in range(0, history.end, 10):
            await write(database_url, history.lines[begin : begin + 10])
            await kill(database_url, "%")
        await until(lambda: _has(reactors, history.end))
    assert set(Counter(bell.rung)) == set(positions)


async def _has(reactors: Reactors, end: int) -> bool:
    try:
        return all(each.position == end for each in await reactors.status())
    except AWAY:
        return False


async def test_a_rebuild_of_views_reacts_to_nothing(pool: Pool, database_url: str) -> None:
    """The log is read anew for tables only; the cursor stays where it was."""
    history, positions = registered(2)
    await write(database_url, history.lines)
    await follow(pool)
    bell = Bell()
    await cursor(pool, bell).advance()
    before = await Reactors(pool, [bell.reactor]).status()
    await Rebuild(owners(database_url), VIEWS).run()
    await cursor(pool, bell).advance()
    assert bell.rung == positions
    assert await Reactors(pool, [bell.reactor]).status() == before


async def test_reactors_that_never_started_can_be_stopped(pool: Pool) -> None:
    """A server that fails early closes what it made."""
    await Reactors(pool, []).stop()
