"""A process that is killed while it writes loses nothing that it had acknowledged."""

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[4]
WRITER = "tests.integration.infrastructure.event_store.busy_writer"


def acknowledged_until_killed(database_url: str, number: int) -> list[str]:
    """Run a busy writer, kill it after *number* acknowledgements, and return all it gave."""
    command = [sys.executable, "-m", WRITER, database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(number)]
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


def test_every_acknowledged_command_is_found_exactly_once(database_url: str) -> None:
    """Three writers one after another, each killed amid thirty-two callers."""
    acknowledged = [
        command for _ in range(3) for command in acknowledged_until_killed(database_url, 300)
    ]
    with psycopg.connect(database_url) as connection:
        events = connection.execute("SELECT command_id::text FROM stored_events").fetchall()
        commands = connection.execute("SELECT command_id::text FROM commands").fetchall()
    written = Counter(command for (command,) in events)
    assert len(set(acknowledged)) == len(acknowledged) >= 900
    assert set(acknowledged) <= set(written)
    assert set(written.values()) == {2}
    assert sorted(written) == sorted(command for (command,) in commands)
