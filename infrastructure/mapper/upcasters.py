"""How an older version of a stored format becomes the next one, for every reader.

An upcaster is pure: it gets the values of one version as they stand in the JSON and returns
those of the next. It never looks anything up, because a replay in 2040 must find the same.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Upcaster: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


def _assessment_opened_1(values: dict[str, Any]) -> dict[str, Any]:
    """Every assessment counted before there were some that do not."""
    return {**values, "what_if": None}


def _ruleset_published_1(values: dict[str, Any]) -> dict[str, Any]:
    """Every ruleset was one of the whole country before there were some of a territory."""
    return {**values, "ruleset": {**values["ruleset"], "territory": "ID"}}


# By the topic it leads away from: the upcaster under "x.y.v1" makes what "x.y.v2" holds.
UPCASTERS: Mapping[str, Upcaster] = {
    "assessment.opened.v1": _assessment_opened_1,
    "ruleset.published.v1": _ruleset_published_1,
}
