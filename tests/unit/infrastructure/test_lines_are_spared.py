"""While the database is away the log says so once a minute for each kind, without a stack."""

import io
import json
import logging

import asyncpg
import pytest
import structlog

from domain.kernel.log import LogUnavailable
from infrastructure.logs.configure import configure_logging
from infrastructure.logs.seldom import MOST_KINDS, Seldom
from infrastructure.postgres.away import is_away
from infrastructure.settings.settings import Settings


@pytest.fixture
def out() -> io.StringIO:
    """Where the log goes."""
    written = io.StringIO()
    configure_logging(Settings(log_format="json"), written)
    return written


def refuse(error: Exception) -> None:
    """Fail with *error*."""
    raise error


def lines(out: io.StringIO) -> list[dict[str, object]]:
    """Return the lines of the log."""
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_thousand_failures_of_a_database_that_is_away_are_one_line(out: io.StringIO) -> None:
    """Of ours by structlog, in each form in which an error is given; none shows a stack."""
    log = structlog.get_logger()
    for _ in range(500):
        log.error("request_failed", exc_info=ConnectionRefusedError("refused"))
        try:
            refuse(ConnectionRefusedError("refused"))
        except ConnectionRefusedError:
            log.exception("request_failed")
    (line,) = lines(out)
    assert line["error"] == "ConnectionRefusedError: refused"
    assert "exception" not in line


def test_the_lines_of_libraries_are_spared_as_well(out: io.StringIO) -> None:
    """What uvicorn tells with a stack is a line, with what came of it in one line."""
    for _ in range(3):
        try:
            refuse(LogUnavailable("The database does not answer."))
        except LogUnavailable:
            logging.getLogger("uvicorn.error").exception("Exception in %s application\n", "ASGI")
    (line,) = lines(out)
    said = "Exception in ASGI application: LogUnavailable: The database does not answer."
    assert (line["event"], line["left_out"]) == (said, 0)
    assert "exception" not in line


def test_another_kind_is_told_at_once(out: io.StringIO) -> None:
    """Another event, or the same with another error."""
    log = structlog.get_logger()
    log.error("sweep_failed", exc_info=TimeoutError())
    log.error("request_failed", exc_info=TimeoutError())
    log.error("request_failed", exc_info=asyncpg.CannotConnectNowError("starting up"))
    assert len(lines(out)) == 3


def test_a_fault_of_ours_keeps_its_stack_every_time(out: io.StringIO) -> None:
    """Only what passes by itself is spared."""
    log = structlog.get_logger()
    for _ in range(2):
        log.error("request_failed", exc_info=ZeroDivisionError())
        log.error("no_error_at_all")
    assert len(lines(out)) == 4
    assert "exception" in lines(out)[0]


def test_what_was_left_out_is_counted() -> None:
    """After a minute the next line says how many there were."""
    now = 0.0
    seldom = Seldom(lambda: now)
    assert [seldom.due("a") for _ in range(4)] == [0, None, None, None]
    now = 60.0
    assert seldom.due("a") == 3
    now = 120.0
    assert seldom.due("a") == 0


def test_the_memory_of_kinds_is_bounded() -> None:
    """Whatever the kinds are made of."""
    seldom = Seldom(lambda: 0.0)
    for number in range(MOST_KINDS + 1):
        assert seldom.due(str(number)) == 0
    assert seldom.due("0") == 0


def test_an_error_is_known_by_what_it_came_of() -> None:
    """Also inside a group, and not for ever where causes go round."""
    error = RuntimeError("no views")
    error.__cause__ = ConnectionResetError()
    assert is_away(error)
    assert is_away(ExceptionGroup("tasks", [ValueError(), TimeoutError()]))
    one, other = ValueError(), KeyError()
    one.__context__, other.__context__ = other, one
    assert not is_away(one)
