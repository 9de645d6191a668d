"""An embedded server that dies is started again, for as long as that takes."""

import threading

import pytest
from structlog.testing import capture_logs

from infrastructure.embedded_postgres import watch
from infrastructure.embedded_postgres.watch import watched
from infrastructure.settings.problems import DataFolderUnusable
from tests.support.waiting import wait_until


def test_a_server_that_cannot_start_is_tried_until_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full for a while: one line says why, and afterwards the server runs."""
    monkeypatch.setattr(watch, "LONGEST", 0.001)
    runs, attempts = threading.Event(), 0

    def start() -> None:
        nonlocal attempts
        attempts += 1
        if attempts < 20:
            raise DataFolderUnusable("No space left on device")
        runs.set()

    with capture_logs() as lines, watched(runs.is_set, start, glance=0.001):
        wait_until(runs.is_set)
    assert [(each["event"], each.get("reason")) for each in lines] == [
        ("postgres_died", None),
        ("postgres_not_started", "No space left on device"),
        ("postgres_started_again", None),
    ]
    assert attempts == 20


def test_a_server_that_runs_is_left_alone() -> None:
    """Looked at again and again, never started."""
    looks = 0

    def runs() -> bool:
        nonlocal looks
        looks += 1
        return True

    with watched(runs, lambda: pytest.fail("started"), glance=0.001):
        wait_until(lambda: looks > 3)
