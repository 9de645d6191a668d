"""What is told of the runner's work: for the log lines, for metrics, for tests.

Where views stand is in the database and is asked for there; an observer hears what
happens, and must not fail.
"""

from typing import Protocol

import msgspec
import structlog

from infrastructure.logs.seldom import Seldom
from projections.engine.culprits import Place


class Observer(Protocol):
    """Somebody who wants to hear of the work."""

    def moved(self, *, events: int, seconds: float) -> None:
        """Hear that *events* were written into the views that were ready for them."""

    def stalled(self, name: str, error: Exception, *, attempts: int, place: Place | None) -> None:
        """Hear that the view *name* cannot go on, at the attempt of that number.

        *place* is where the event is that it fails at, None where it is not known.
        """

    def jumped(self, seconds: float) -> None:
        """Hear that the database's clock jumped, so many seconds ahead or, below 0, back."""

    def interrupted(self, error: Exception) -> None:
        """Hear that the work broke off, mostly with its connection; it begins again by itself."""


class Silent:
    """An observer that says nothing."""

    def moved(self, *, events: int, seconds: float) -> None:
        """Ignore it."""

    def stalled(self, name: str, error: Exception, *, attempts: int, place: Place | None) -> None:
        """Ignore it."""

    def jumped(self, seconds: float) -> None:
        """Ignore it."""

    def interrupted(self, error: Exception) -> None:
        """Ignore it."""


class Logged:
    """An observer that writes log lines."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("sokoguru.views")
        self._seldom = Seldom()

    def moved(self, *, events: int, seconds: float) -> None:
        """Say so to those who look closely."""
        self._log.debug("views_moved", events=events, seconds=round(seconds, 4))

    def stalled(self, name: str, error: Exception, *, attempts: int, place: Place | None) -> None:
        """Say which view needs somebody, at which event, and why."""
        where = (
            {} if place is None else msgspec.structs.asdict(place) | {"stream": str(place.stream)}
        )
        self._log.error("view_stalled", view=name, attempts=attempts, **where, exc_info=error)

    def jumped(self, seconds: float) -> None:
        """Say that times are not to be trusted, and how far they are off."""
        self._log.error("database_clock_jumped", seconds=seconds)

    def interrupted(self, error: Exception) -> None:
        """Say that the work begins again, once a minute for each kind of error."""
        kind = type(error).__name__
        if (left_out := self._seldom.due(kind)) is not None:
            self._log.warning("views_interrupted", reason=f"{kind}: {error}", left_out=left_out)
