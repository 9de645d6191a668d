"""Asking about the past, and waiting for the present.

A past is named by a position of the log or by a moment; a moment becomes the last
position recorded at or before it, so both ask the views the same question.
"""

from datetime import datetime
from typing import Annotated

import strawberry

from api.building.describe import argument
from api.building.scalars import Position
from api.execution.context import Context
from api.execution.faults import NotYetAtPosition


@strawberry.input(one_of=True, description="A past state of the log: give one of the two.")
class AsOfInput:
    """As of when."""

    position: Position | None = strawberry.field(
        default=strawberry.UNSET, description="As the log stood at this position."
    )
    recorded_at: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="As the log stood at this moment."
    )


AsOf = Annotated[AsOfInput | None, argument("Ask about the past.")]


async def position_of(context: Context, as_of: AsOfInput | None) -> int | None:
    """Return the position that *as_of* means, None for now."""
    if as_of is None:
        return None
    if isinstance(as_of.recorded_at, datetime):
        return await context.services.store.position_at(as_of.recorded_at)
    return as_of.position


async def wait_for(context: Context, position: int) -> None:
    """Return when the views are at *position*, or raise `NotYetAtPosition`."""
    services = context.services
    patience = services.settings.at_least_seconds
    if not await services.runner.wait_until(position, timeout=patience):
        raise NotYetAtPosition(field="X-Sokoguru-At-Least", position=position)
