"""JSON nested more deeply than this Python reads is refused, not a failure of ours."""

import json

import pytest

from api.execution.faults import MalformedJson
from api.http.json_text import read_json


def test_a_nesting_beyond_this_python_is_malformed(monkeypatch: pytest.MonkeyPatch) -> None:
    """How deep that is differs from one version of Python to the next."""

    def too_deep(*_given: object, **_options: object) -> None:
        raise RecursionError

    monkeypatch.setattr(json, "loads", too_deep)
    with pytest.raises(MalformedJson):
        read_json(b"[[]]", field="body")
