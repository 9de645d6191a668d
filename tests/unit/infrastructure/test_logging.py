"""Log lines carry an event name and fields, for people or for machines."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from infrastructure.logs.configure import configure_logging, keep_off_standard_output
from infrastructure.settings.settings import Settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_machine_reads_json() -> None:
    """One line is one object with the event, its fields and a UTC time."""
    out = io.StringIO()
    configure_logging(Settings(log_format="json"), out)
    structlog.get_logger("scores").info("projection_caught_up", position=512)
    line = json.loads(out.getvalue())
    assert (line["event"], line["position"], line["level"]) == ("projection_caught_up", 512, "info")
    assert line["timestamp"].endswith("Z")


def test_a_person_reads_a_line() -> None:
    """The console form shows the event and its fields."""
    out = io.StringIO()
    configure_logging(Settings(), out)
    structlog.get_logger().info("projection_caught_up", position=512)
    assert "projection_caught_up" in out.getvalue()
    assert "position=512" in out.getvalue()


def test_libraries_come_out_in_the_same_form() -> None:
    """What uvicorn says through the standard library is JSON too."""
    out = io.StringIO()
    configure_logging(Settings(log_format="json"), out)
    logging.getLogger("uvicorn.error").warning("Slow %s", "start")
    assert json.loads(out.getvalue())["event"] == "Slow start"


def test_what_a_library_says_twice_is_told_once() -> None:
    """The web server sends each line a second time, with colours for terminals."""
    stream = io.StringIO()
    configure_logging(Settings(log_format="json"), stream)
    logging.getLogger("uvicorn.error").info("Started", extra={"color_message": "[36mStarted"})
    assert json.loads(stream.getvalue())["event"] == "Started"
    assert "color_message" not in json.loads(stream.getvalue())


def test_less_important_lines_are_left_out() -> None:
    """At level error an information is not written."""
    out = io.StringIO()
    configure_logging(Settings(log_level="error"), out)
    structlog.get_logger().info("projection_caught_up")
    assert out.getvalue() == ""


@pytest.mark.parametrize("settings", [Settings(), Settings(log_format="json")])
def test_an_error_never_shows_local_variables(settings: Settings) -> None:
    """What people entrusted to an office stays out of the log."""
    out = io.StringIO()
    configure_logging(settings, out)
    secret = "rahasia"[::-1]
    try:
        len(secret) // 0
    except ZeroDivisionError:
        structlog.get_logger().exception("command_failed")
    assert "ZeroDivisionError" in out.getvalue()
    assert secret not in out.getvalue()


def test_a_command_keeps_its_standard_output_to_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """What happens beside it is told on standard error, in whichever form was chosen before."""
    structlog.reset_defaults()
    keep_off_standard_output()
    structlog.get_logger().warning("folder_opened")
    structlog.get_logger().debug("views_moved")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "views_moved" not in shown.err
    assert "folder_opened" in shown.err
    out = io.StringIO()
    configure_logging(Settings(), out)
    keep_off_standard_output()
    structlog.get_logger().warning("folder_opened")
    assert "folder_opened" in out.getvalue()
