"""Processes begin together, whoever dies is replaced, and all end in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from cli.processes import supervisor as module
from cli.processes.orders import Orders, Part
from cli.processes.process import Process
from cli.processes.supervisor import Supervisor
from infrastructure.settings.settings import Settings


class Played(list[str]):
    """What was played; *happened* is set whenever something was."""

    def __init__(self, happened: asyncio.Event) -> None:
        super().__init__()
        self._happened = happened

    def append(self, each: str) -> None:
        """Note that *each* happened."""
        super().append(each)
        self._happened.set()


class Player:
    """A process that does nothing, and remembers in *played* what happens to it."""

    def __init__(self, orders: Orders, played: list[str], *, lives: bool) -> None:
        self.orders = orders
        self.pid = len(played)
        self._played = played
        self._lives = lives
        self._status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._note("starts")
        if not lives:
            self._status.set_result(4)

    def _note(self, what: str) -> None:
        self._played.append(f"{self.orders.part.value} {what}")

    async def ready(self) -> bool:
        """Say whether it lives."""
        return self._lives

    async def go(self) -> None:
        """Begin; the one that opens the house has nothing else to do."""
        self._note("goes")
        if self.orders.part is Part.OPENING:
            self.die(0)

    def die(self, status: int) -> None:
        """End, as if killed."""
        if not self._status.done():
            self._status.set_result(status)

    def ask_to_stop(self) -> None:
        """Hear a signal."""
        self._note("is asked")

    async def ended(self) -> int:
        """Return how it ended."""
        return await asyncio.shield(self._status)

    async def stop(self, _patience: float) -> None:
        """End."""
        self._note("stops")
        self.die(0)


class Stage:
    """A supervisor of players; those whose part *dies_of* names never get ready."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, dies: Callable[[Part, int], bool]) -> None:
        self._happened = asyncio.Event()
        self.played = Played(self._happened)
        self.players: list[Player] = []
        self.supervisor = Supervisor(orders_of, 2)
        self._dies = dies
        monkeypatch.setattr(Process, "start", self._start)
        monkeypatch.setattr(module, "FIRST_PAUSE", 0.0)

    async def _start(self, orders: Orders) -> Any:
        lives = not self._dies(orders.part, len(self.players))
        self.players.append(Player(orders, self.played, lives=lives))
        return self.players[-1]

    async def until(self, what: str, times: int = 1) -> None:
        """Wait until *what* was played so often."""
        while self.played.count(what) < times:
            self._happened.clear()
            await self._happened.wait()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["asyncio.Task[int]"]:
        """Run the supervisor, and stop it in the end."""
        task = asyncio.create_task(self.supervisor.run())
        yield task
        self.supervisor._hear_signal()
        assert await task == 0


def orders_of(part: Part) -> Orders:
    """Return orders that nobody reads."""
    return Orders(part=part, settings=Settings(), database="", listener=0, rates=0)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage on which everybody lives."""
    return Stage(monkeypatch, lambda _part, _number: False)


async def test_requests_come_in_when_the_house_is_open_and_the_welcome_is_said_last(
    stage: Stage,
) -> None:
    """Nobody is told of an address where nobody answers."""
    async with stage.running():
        await stage.until("opening goes")
    begun = [each for each in stage.played if each.endswith("goes")]
    assert begun == ["follower goes", "api goes", "api goes", "opening goes"]


async def test_what_follows_the_log_ends_after_what_answers(stage: Stage) -> None:
    """The last answers may wait for the views."""
    async with stage.running():
        await stage.until("opening goes")
    ended = [each for each in stage.played if each.endswith("stops")]
    assert ended == ["api stops", "api stops", "follower stops"]


@pytest.mark.parametrize("part", [Part.FOLLOWER, Part.API])
async def test_whatever_dies_is_started_again(stage: Stage, part: Part) -> None:
    """With the same orders, and it may begin at once."""
    async with stage.running():
        await stage.until("opening goes")
        next(each for each in stage.players if each.orders.part is part).die(-9)
        many = 2 if part is Part.FOLLOWER else 3
        await stage.until(f"{part.value} goes", many)


async def test_what_dies_at_once_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one never gets ready, the third one does."""
    stage = Stage(monkeypatch, lambda _part, number: number == len((0, 1, 2, 3)))
    async with stage.running():
        await stage.until("opening goes")
        stage.players[0].die(-9)
        await stage.until("follower starts", 3)
        await stage.until("follower goes", 2)


@pytest.mark.parametrize("part", list(Part))
async def test_what_dies_before_the_server_answered_ends_it(
    monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    """It has said why; its status is the server's."""
    stage = Stage(monkeypatch, lambda each, _number: each is part)
    assert await stage.supervisor.run() == 4
    assert not any(each == "opening goes" for each in stage.played)


async def test_a_second_signal_does_not_wait(stage: Stage) -> None:
    """Whoever is asked twice lets go of requests that still run."""
    async with stage.running():
        await stage.until("opening goes")
        stage.supervisor._hear_signal()
        stage.supervisor._hear_signal()
    assert stage.played.count("follower is asked") >= 1


async def test_a_mistake_of_its_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it could not start ends the server with that error."""

    async def fail(_orders: Orders) -> Any:
        raise OSError("no more processes")

    supervisor = Supervisor(orders_of, 1)
    monkeypatch.setattr(Process, "start", fail)
    with pytest.raises(OSError, match="no more processes"):
        await supervisor.run()
