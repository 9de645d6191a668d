"""What every success has in common: where the log stood, and looking at the thing after it.

The views lag behind the log by milliseconds. Whoever asks a success for the thing itself
waits until they hold the command, so nobody is shown what was before.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypedDict, TypeVar

import strawberry

from api.building.as_of import wait_for
from api.building.describe import attribute, object_type, optional
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done

T = TypeVar("T")


@strawberry.type
class Success:
    """The base of every success; *repeated* when the command had been carried out before."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    repeated: strawberry.Private[bool] = False

    async def then(self, info: Info, load: Callable[[], Awaitable[T]]) -> T:
        """Return what *load* finds once the views hold the command."""
        await wait_for(info.context, self.position)
        return await load()


class Stood(TypedDict):
    """What every command on something that exists tells: where the log and the thing stood."""

    position: Position
    repeated: bool
    version: int


def stood_after(done: Done) -> Stood:
    """Return what *done* tells, as the success of every subject shows it."""
    return Stood(position=Position(done.position), repeated=done.repeated, version=done.version)


@object_type("It was done.", right=WITH_ITS_ROW)
class AccessDone(Success):
    """Success of what needs no further answer."""

    device: str | None = optional(
        "Of acceptLink only: give it to signIn, which then lets you in while others lock the name."
    )


AccessResult = Annotated[
    AccessDone | Refused, strawberry.union("AccessResult", description="What came of it.")
]


def _show(_command: Any, done: Done) -> AccessDone:
    return AccessDone(position=Position(done.position), repeated=done.repeated)


NOTHING_MORE = Result(AccessResult, _show)
"""What mutations answer that change a thing and show nothing of it."""
