"""From the parameters of an HTTP request to one GraphQL call, or a fault that says why not.

The standard library's JSON reader is used on purpose: it alone shows duplicate keys
and the digits of a number, and an amount must never pass through a binary float.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn
from urllib.parse import parse_qsl

import msgspec

from api.execution.faults import (
    BatchRefused,
    DuplicateKey,
    MalformedJson,
    MalformedParameter,
    UnstorableText,
    UnsupportedMediaType,
)

JSON_TYPE = "application/json"
HALF_PAIR = re.compile("[\ud800-\udfff]")
WANTED = {
    "query": (str, "teks berisi dokumen GraphQL", "a text that holds a GraphQL document"),
    "operationName": (str, "teks atau null", "a text or null"),
    "variables": (dict, "objek atau null", "an object or null"),
    "extensions": (dict, "objek atau null", "an object or null"),
}


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One GraphQL request: its *document*, *variables* and the operation's name."""

    document: str
    variables: dict[str, Any] | None = None
    operation: str | None = None


def call_of_post(body: bytes, content_type: str) -> Call:
    """Return the call in the *body* of a POST, or raise a `RequestFault`."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != JSON_TYPE:
        raise UnsupportedMediaType(
            field="Content-Type", media_type=media_type or "(none)", accepted=JSON_TYPE
        )
    parameters = read_json(body, field="body")
    if isinstance(parameters, list):
        raise BatchRefused(field="body")
    if not isinstance(parameters, dict):
        _refuse("query")
    return _call(parameters)


def call_of_get(query_string: bytes) -> Call:
    """Return the call in the parameters of a GET, or raise a `RequestFault`."""
    try:
        text = query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError as error:
        raise MalformedParameter(
            field="query", wanted="URL-encoded UTF-8", wanted_id="UTF-8 tersandi URL"
        ) from error
    parameters: dict[str, Any] = dict(_once(pairs))
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = read_json(parameters[name].encode(), field=name)
        else:
            parameters.pop(name, None)
    return _call(parameters)


def read_json(content: bytes, *, field: str) -> Any:
    """Return the JSON value *content*; numbers with a fraction become Decimal.

    >>> read_json(b'{"amount": 0.10}', field="body")
    {'amount': Decimal('0.10')}
    """
    try:
        text = content.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_such_number
        )
    except UnicodeDecodeError as error:
        raise MalformedJson(field=field, problem="not UTF-8") from error
    except RecursionError as error:
        raise MalformedJson(field=field, problem="nested too deeply") from error
    except InvalidOperation as error:
        raise MalformedJson(field=field, problem="a number beyond reason") from error
    except ValueError as error:
        raise MalformedJson(field=field, problem=_problem(error)) from error
    if "\\u" in text and not all(map(_storable, _texts(value))):
        raise UnstorableText(field=field)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return *pairs* as a dict, unless a key comes twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DuplicateKey(field="body", name=twice)
    return result


def _no_such_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")


def _problem(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return str(error)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in *value*, keys included."""
    if isinstance(value, str):
        yield value
    for inside in _parts(value):
        yield from _texts(inside)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list) else ()


def _storable(text: str) -> bool:
    """Say whether UTF-8 and PostgreSQL can hold *text*, which escapes may have spelled."""
    return "\x00" not in text and not HALF_PAIR.search(text)


def _call(parameters: Mapping[str, Any]) -> Call:
    for name, (kind, _, _) in WANTED.items():
        value = parameters.get(name)
        missing = value is None and name != "query"
        if not missing and not isinstance(value, kind):
            _refuse(name)
    if not parameters["query"].strip():
        _refuse("query")
    return Call(
        document=parameters["query"],
        variables=parameters.get("variables"),
        operation=parameters.get("operationName") or None,
    )


def _refuse(name: str) -> NoReturn:
    _, wanted_id, wanted = WANTED[name]
    raise MalformedParameter(field=name, wanted=wanted, wanted_id=wanted_id)
