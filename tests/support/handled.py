"""A handler that carries nothing out: it notes what it was asked, and by which way it came."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any
from uuid import UUID

from api.execution.metrics import Metrics
from application.kernel.handler import Done

OURS = Path(__file__).parents[2]
FOLDERS = ("domain", "application", "infrastructure", "projections", "graphql", "cli")
DONE = Done(position=1, stream=UUID(int=7), version=1)


class Handled:
    """The handler, and the services around it, that answer every command with *done*."""

    def __init__(self, done: Done = DONE) -> None:
        self._done = done
        self.calls: list[tuple[Any, dict[str, Any]]] = []
        self.ways: list[list[str]] = []

    async def handle(self, command: object, **options: Any) -> Done:
        """Note *command* and the functions of ours that led here, the nearest first."""
        self.calls.append((command, options))
        self.ways.append(list(_ours(sys._getframe(1))))
        return self._done

    @property
    def services(self) -> Any:
        """Services in which every way ends here."""
        return SimpleNamespace(handler=self, access=SimpleNamespace(), metrics=Metrics())


def _ours(frame: FrameType | None) -> Iterator[str]:
    """Yield the names of our own functions from *frame* outwards."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(OURS) and path.relative_to(OURS).parts[0] in FOLDERS:
            yield frame.f_code.co_name
        frame = frame.f_back
