"""Nobody shuts others out by connecting and keeping silent: everything has its time and number."""

import asyncio
import resource
from typing import Any

import pytest
from structlog.testing import capture_logs
from uvicorn.server import ServerState

from cli import open_files
from cli.connections import Connections, Deadline
from cli.http_protocol import BoundedProtocol
from cli.server import Server, connections_of
from infrastructure.settings.settings import Settings
from tests.unit.cli.test_heads_of_requests_are_bounded import HEAD, Line, count_body

HERE, THERE, PROXY = ("10.0.0.1", 1), ("10.0.0.2", 1), ("10.9.0.7", 1)


class Timers:
    """Stands for a loop whose time goes on when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self.due: list[tuple[float, Any, Any]] = []

    def time(self) -> float:
        """Return the time."""
        return self.now

    def call_at(self, when: float, call: Any) -> Any:
        """Remember to call *call*."""
        handle = asyncio.TimerHandle(when, call, (), self)  # type: ignore[arg-type] # no loop is needed
        self.due.append((when, handle, call))
        return handle

    def _timer_handle_cancelled(self, _handle: Any) -> None:
        """Hear that something was called off."""

    def get_debug(self) -> bool:
        """Say that nothing is debugged."""
        return False

    def pass_time(self, seconds: float) -> None:
        """Let *seconds* pass, and call what is due."""
        self.now += seconds
        due, self.due = self.due, []
        for when, handle, call in due:
            if handle.cancelled():
                continue
            if when <= self.now:
                call()
            else:
                self.due.append((when, handle, call))


def protocol(timers: Timers, line: Line, connections: Connections | None = None) -> BoundedProtocol:
    """Return the protocol of a new connection."""
    config = Server(count_body, Settings()).config
    made = BoundedProtocol(config, ServerState(), {}, connections=connections)
    for deadline in (made._coming, made._unread):
        deadline._loop = timers  # type: ignore[assignment] # time passes as a test says
    made.connection_made(line)
    return made


async def finished(made: BoundedProtocol) -> None:
    """Return once everything that was asked is answered."""
    while made.tasks:
        await asyncio.wait(made.tasks)


@pytest.mark.parametrize(
    "said", [b"", b"\r\n", b"POST / HT", HEAD], ids=["nothing", "line", "word", "head"]
)
async def test_who_does_not_end_the_head_is_waited_for_no_longer(said: bytes) -> None:
    """Ten seconds, however it was begun."""
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.data_received(said)
    timers.pass_time(9)
    assert not line.is_closing()
    timers.pass_time(1)
    assert line.is_closing()


async def test_a_body_has_its_time_and_more_for_what_has_come() -> None:
    """Thirty seconds, and one for each 4 KiB; a drop now and then does not keep it open."""
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.data_received(HEAD + b"content-length: 100000\r\n\r\n")
    made.data_received(b"x" * 8_192)
    timers.pass_time(31)
    assert not line.is_closing()
    made.data_received(b"x")
    timers.pass_time(2)
    assert line.is_closing()
    made.connection_lost(None)
    await finished(made)


async def test_a_request_that_is_there_has_no_deadline() -> None:
    """However long the answer takes; and between requests uvicorn waits its five seconds."""
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.data_received(HEAD + b"content-length: 1\r\n\r\nx")
    timers.pass_time(1_000)
    assert not line.is_closing()
    await finished(made)
    assert line.written.endswith(b"\r\n\r\n1")
    made.data_received(b"\r\n")
    timers.pass_time(10)
    assert line.is_closing()
    made.connection_lost(None)


async def test_a_body_that_was_answered_early_does_not_keep_the_connection() -> None:
    """What comes behind a refusal is read to its end, and then the next request has its time."""
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.data_received(HEAD + b"content-length: 2\r\n\r\nx")
    made.cycle.response_complete = True
    made.data_received(b"x")
    timers.pass_time(10)
    assert line.is_closing()
    made.connection_lost(None)
    await finished(made)


async def test_who_does_not_read_the_answer_loses_it() -> None:
    """A minute without reading anything; whoever reads has all the time."""
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.data_received(HEAD + b"content-length: 1\r\n\r\nx")
    made.pause_writing()
    made.resume_writing()
    timers.pass_time(60)
    assert not line.is_closing()
    made.pause_writing()
    timers.pass_time(60)
    assert line.is_closing()
    made.connection_lost(None)
    await finished(made)


async def test_a_connection_too_many_is_closed_at_once() -> None:
    """And one that ends makes room, once."""
    connections = Connections(of_one=1)
    first, second = Line(), Line()
    made = protocol(Timers(), first, connections)
    refused = protocol(Timers(), second, connections)
    assert (first.is_closing(), second.is_closing()) == (False, True)
    refused.connection_lost(None)
    made.connection_lost(None)
    third = Line()
    protocol(Timers(), third, connections)
    assert not third.is_closing()


async def test_a_websocket_is_no_longer_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes the connection over sees to its end."""
    upgrade = "cli.http_protocol.HttpToolsProtocol.handle_websocket_upgrade"
    monkeypatch.setattr(upgrade, lambda _protocol: None)
    timers, line = Timers(), Line()
    made = protocol(timers, line)
    made.handle_websocket_upgrade()
    timers.pass_time(100)
    assert not line.is_closing()


def test_an_address_has_its_number_and_a_proxy_that_of_all() -> None:
    """Two of one address, any number through the proxy, five in all."""
    connections = Connections(of_one=2, of_all=5, proxies=["10.9.0.0/16"])
    assert [connections.enter(HERE) for _ in "abc"] == [True, True, False]
    assert [connections.enter(PROXY) for _ in "abcd"] == [True, True, True, False]
    connections.leave(HERE)
    assert [connections.enter(THERE), connections.enter(THERE)] == [True, False]


def test_an_address_that_is_none_is_no_proxy() -> None:
    """A socket in the file system has no address at all."""
    connections = Connections(of_one=1, proxies=["10.9.0.0/16"])
    assert [connections.enter(None), connections.enter(None)] == [True, False]


def test_a_deadline_that_never_began_can_end() -> None:
    """Ending is always safe."""
    deadline = Deadline(Timers(), int)  # type: ignore[arg-type] # the loop of a test
    deadline.end()
    assert not deadline.runs


def test_settings_bound_connections() -> None:
    """Their time, their number, and whose are not counted."""
    found = connections_of(Settings(head_seconds=3, body_seconds=4, address_connections=1))
    assert (found.head_seconds, found.body_seconds) == (3, 4)
    assert [found.enter(HERE), found.enter(HERE)] == [True, False]


@pytest.mark.parametrize(
    ("soft", "hard", "becomes", "told"),
    [
        (1_024, 65_536, 65_536, False),
        (1_024, 1_024, 1_024, True),
        (1_024, resource.RLIM_INFINITY, open_files.FEW, False),
        (65_536, 65_536, 65_536, False),
    ],
)
def test_the_limit_of_files_is_raised_or_told(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, becomes: int, *, told: bool
) -> None:
    """As far as the system lets us; where that is not far, a line says what to do."""
    limits = [soft, hard]
    monkeypatch.setattr(resource, "getrlimit", lambda _: tuple(limits))
    monkeypatch.setattr(resource, "setrlimit", lambda _, to: limits.__setitem__(slice(2), to))
    with capture_logs() as logs:
        assert open_files.raise_limit_of_files() == becomes
    assert limits[0] == becomes
    assert [each["event"] for each in logs] == ["few_files"] * told
    assert open_files.connections_at_most() == becomes - open_files.RESERVED
