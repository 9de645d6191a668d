"""Signals: the first lets the server finish, the second does not wait for that."""

import asyncio
import socket
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cli import server_address
from cli.processes.opening import introduce
from cli.serve import for_a_day, workers_of
from cli.server import Server
from cli.server_address import AddressTaken, taken_address
from cli.stop import Stop
from infrastructure.settings.settings import Settings


async def nothing(_scope: Any, _receive: Any, _send: Any) -> None:
    """Answer nothing."""


async def test_the_first_signal_lets_requests_finish_and_the_second_does_not() -> None:
    """should_exit, then force_exit."""
    stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
    server = Server(nothing, Settings())
    stop.serving(server)
    stop()
    assert (server.should_exit, server.force_exit) == (True, False)
    stop()
    assert server.force_exit is True


async def test_a_signal_while_the_server_gets_ready_ends_that() -> None:
    """Filling the demonstration can be interrupted."""

    async def getting_ready() -> None:
        stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
        stop.obey_signals()
        stop()
        await asyncio.Event().wait()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(getting_ready())


def test_an_address_that_is_taken_is_told_as_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another server listens there and goes on: the sentence names the options that help."""
    monkeypatch.setattr(server_address, "LINGERING", 0.1)
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(AddressTaken, match="--port"),
        taken_address(Settings(port=other.getsockname()[1])),
    ):
        pass


@pytest.mark.parametrize(("link", "lines"), [(None, 1), ("http://x/#abc", 2)])
async def test_the_first_administrator_is_told_once_how_to_begin(
    capsys: pytest.CaptureFixture[str], link: str | None, lines: int
) -> None:
    """A link while nobody runs the place; afterwards only the address."""

    class Invitations:
        """Answers as the real one does."""

        async def first_link(self) -> Any:
            """Return the link, if there is one."""
            return SimpleNamespace(link=link) if link else None

    services: Any = SimpleNamespace(
        settings=Settings(port=8001), access=SimpleNamespace(invitations=Invitations())
    )
    say = await introduce(services, None)
    assert not capsys.readouterr().out
    say()
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == lines
    assert printed[0] == "Sokoguru: http://127.0.0.1:8001/graphql"


def test_an_address_is_waited_for_while_a_killed_server_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The processes of a server that was killed need a moment to notice it."""
    other = socket.create_server(("127.0.0.1", 0))
    port = other.getsockname()[1]
    monkeypatch.setattr("time.sleep", lambda _: other.close())
    with taken_address(Settings(port=port)) as taken:
        assert taken.getsockname()[1] == port


def test_the_processors_are_shared_with_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process that answers for every two processors, unless the settings say how many."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)))
    assert [workers_of(Settings()), workers_of(Settings(workers=3))] == [4, 3]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    assert workers_of(Settings()) == 1
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert workers_of(Settings()) == 2


def test_the_tokens_of_a_demonstration_are_good_for_a_day() -> None:
    """It is laid aside for hours; whoever set more than a day keeps that."""
    day = for_a_day(Settings())
    assert (day.session_idle_seconds, day.session_seconds) == (86_400, 86_400)
    week = Settings(session_idle_seconds=604_800, session_seconds=604_800)
    assert for_a_day(week) == week


@pytest.mark.parametrize(
    ("proxies", "client", "seen"),
    [
        ((), "127.0.0.1", "127.0.0.1"),
        (("127.0.0.1",), "127.0.0.1", "192.0.2.7"),
        (("10.9.0.0/16",), "10.9.3.1", "192.0.2.7"),
        (("10.9.0.0/16",), "127.0.0.1", "127.0.0.1"),
    ],
)
async def test_only_a_named_proxy_says_who_asks(
    proxies: tuple[str, ...], client: str, seen: str
) -> None:
    """Whoever asks from the machine itself cannot choose an address and slip the limits."""
    clients: list[Any] = []

    async def note(scope: Any, _receive: Any, _send: Any) -> None:
        clients.append(scope["client"][0])

    config = Server(note, Settings(trusted_proxies=proxies)).config
    config.load()
    headers = [(b"x-forwarded-for", b"192.0.2.7")]
    scope: Any = {"type": "http", "client": (client, 1), "headers": headers}
    await cast("Any", config.loaded_app)(scope, None, None)
    assert clients == [seen]
