"""What becomes of a process that cannot begin, or whose server is gone."""

import asyncio
import socket
import subprocess
import sys
from types import SimpleNamespace
from typing import cast

from cli.group import Unable
from cli.processes.channel import GO, channel_on
from cli.processes.orders import Orders, Part, packed
from cli.processes.parts import _leave_with
from cli.stop import Stop
from infrastructure.settings.settings import Settings
from tests.support.command_line import environment

NOBODY = "postgresql://sokoguru@127.0.0.1:1/sokoguru"


def told(orders: bytes) -> "subprocess.CompletedProcess[str]":
    """Start a process, give it *orders*, and return how it ended."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(orders)
        ours.shutdown(socket.SHUT_WR)
        return subprocess.run(
            [sys.executable, "-m", "cli.processes.child", str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


def test_what_keeps_a_process_from_its_part_is_said_in_a_sentence() -> None:
    """And its exit status is that of a command that could not do its work."""
    orders = Orders(part=Part.FOLLOWER, settings=Settings(), database=NOBODY, listener=-1, rates=-1)
    ended = told(packed(orders))
    assert ended.returncode == Unable.exit_code
    assert "Is PostgreSQL running" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_process_without_orders_ends() -> None:
    """Whoever started it was killed before it could say anything."""
    ended = told(b"")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


async def test_who_answers_leaves_when_the_other_end_is_gone() -> None:
    """Whatever is said before that changes nothing."""
    ours, theirs = [await channel_on(end) for end in socket.socketpair()]
    stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
    server = SimpleNamespace(should_exit=False, force_exit=False)
    stop.serving(server)
    leaving = asyncio.create_task(_leave_with(theirs, stop))
    await ours.say(GO)
    assert not server.should_exit
    ours.close()
    await leaving
    assert server.should_exit
    theirs.close()
