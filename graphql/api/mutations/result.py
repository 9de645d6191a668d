"""What mutations of one kind answer: the union of their success with `Refused`."""

from collections.abc import Callable
from typing import Any

import msgspec


class Result(msgspec.Struct, frozen=True):
    """A *union*, and how its success is made.

    *show* gets the command, and what came of it: a `Done`, unless another service than the
    handler carried the command out.
    """

    union: Any
    show: Callable[[Any, Any], Any]
