"""Log lines: a static event name and identifiers as fields, for people or for machines.

    log = structlog.get_logger()
    log.info("projection_caught_up", projection="scores", position=512)

Never put a value into the event name, or nobody can search for it. Libraries that use the
standard library's logging come out in the same form. Local variables are never shown with
an error: they hold what people entrusted to an office.
"""

import logging
import sys
from typing import TextIO

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer
from structlog.types import EventDict, Processor

from infrastructure.logs.log_secrets import clean_line, hide_secrets
from infrastructure.logs.sparing import Sparing
from infrastructure.settings.settings import Settings

PLAIN = structlog.dev.plain_traceback


def drop_doubles(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Leave out what uvicorn says a second time, for terminals."""
    line.pop("color_message", None)
    return line


COMMON: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    drop_doubles,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def keep_off_standard_output() -> None:
    """Have commands that do not configure logging tell what happens on standard error too.

    Their standard output is what they were asked for, and may be read by a program. What only
    a server's operator wants to know is left out.
    """
    if not structlog.is_configured():
        structlog.configure(
            logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
            wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        )


def configure_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send every log line to *stream*, standard error unless given, as *settings* ask."""
    out = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(out)
    handler.addFilter(Sparing())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=COMMON,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                hide_secrets,
                *_rendering(settings, out),
                clean_line,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *COMMON,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _rendering(settings: Settings, stream: TextIO) -> tuple[Processor, ...]:
    """Return what turns a line's fields into text."""
    if settings.log_format == "json":
        faults = ExceptionDictTransformer(show_locals=False)
        return (ExceptionRenderer(faults), structlog.processors.JSONRenderer())
    return (structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=PLAIN),)
