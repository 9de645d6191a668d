"""Keeps secrets out of the log lines, whoever puts them there.

Fields with a telling name lose their value; tokens and password hashes are recognised by
their shape wherever they stand, also inside messages and tracebacks.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "[hidden]"

_NAMES = re.compile(
    r"pass(word|phrase)|secret|token|authorization|cookie|api_?key|otp|human_?check|second_?factor",
    re.IGNORECASE,
)
_SHAPES = re.compile(
    r"""sg[skl]_[A-Za-z0-9_-]{16,}"""
    r"""|\$argon2[a-z]*\$[^\s"'\\]+"""
    r"""|(?<=Bearer )[^\s"'\\]+"""
    r"""|(?<=://)[^/\s:@"']+:[^/\s@"']+(?=@)"""
)


def hide_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Return *event* without secrets: a processor for structlog.

    >>> hide_secrets(None, "info", {"event": "signed in", "password": "kopi-hitam"})
    {'event': 'signed in', 'password': '[hidden]'}
    """
    for name, value in event.items():
        event[name] = HIDDEN if _NAMES.search(name) else _clean(value)
    return event


def clean_line(_logger: object, _method: str, line: Any) -> str:  # noqa: ANN401 - structlog leaves it open what the last processor gets
    """Return a finished *line* without secrets, those in a stack included.

    >>> clean_line(None, "info", "Bearer abc")
    'Bearer [hidden]'
    """
    return _SHAPES.sub(HIDDEN, str(line))


def _clean(value: object) -> object:
    """Return *value* with secrets in its texts replaced, however deep they are."""
    if isinstance(value, str):
        return _SHAPES.sub(HIDDEN, value)
    if isinstance(value, Mapping):
        return {
            key: HIDDEN if _NAMES.search(str(key)) else _clean(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
