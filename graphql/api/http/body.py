"""From the parameters of an HTTP request to one GraphQL call, or a fault that says why not."""

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl

import msgspec

from api.execution.faults import (
    BatchRefused,
    MalformedParameter,
    UnsupportedMediaType,
)
from api.http.json_text import once, read_json

JSON_TYPE = "application/json"
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
    parameters: dict[str, Any] = dict(once(pairs))
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = read_json(parameters[name].encode(), field=name)
        else:
            parameters.pop(name, None)
    return _call(parameters)


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
