"""Asking about the past, and waiting for the present.

A past is named by a position of the log or by a moment; a moment becomes the last
position recorded at or before it, so both ask the views the same question. The future is
refused: what is answered today would be answered otherwise tomorrow.
"""

from datetime import datetime, timedelta
from typing import Annotated

import strawberry

from api.building.describe import argument
from api.building.scalars import Position
from api.execution.context import Context
from api.execution.faults import NotYetAtPosition, StillToCome


@strawberry.input(one_of=True, description="A past state of the log: give one of the two.")
class AsOfInput:
    """As of when."""

    position: Position | None = strawberry.field(
        default=strawberry.UNSET, description="As the log stood at this position."
    )
    recorded_at: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="As the log stood at this moment."
    )


INSTANT = timedelta(microseconds=1)

AsOf = Annotated[AsOfInput | None, argument("Ask about the past.")]


async def position_of(context: Context, as_of: AsOfInput | None, field: str = "asOf") -> int | None:
    """Return the position that *as_of* means, None for now; the views have reached it.

    Raises `StillToCome` for a future; *field* is the argument that names it.
    """
    if as_of is None:
        return None
    if isinstance(as_of.recorded_at, datetime):
        position = await _position_at(context, as_of.recorded_at, f"{field}.recordedAt")
    else:
        position = await _recorded(context, as_of.position or 0, f"{field}.position")
    await wait_for(context, position, field)
    return position


async def _recorded(context: Context, position: int, field: str) -> int:
    """Return *position*, which the log must have reached."""
    end = await context.loaders.end_of_log()
    if position > end:
        raise StillToCome(field=field, given=position, end=end)
    return position


async def _position_at(context: Context, moment: datetime, field: str) -> int:
    """Return the last position recorded at or before *moment*, which must have come.

    Recorded times are the database's, whose clock may be a little ahead of ours: a moment at
    which something was recorded has come, whatever our clock says.
    """
    store, now = context.services.store, context.services.access.clock.now()
    if moment > now:
        end = await context.loaders.end_of_log()
        if await store.position_at(moment - INSTANT) == end:
            raise StillToCome(field=field, given=moment.isoformat(), end=now.isoformat())
    return await store.position_at(moment)


async def wait_for(context: Context, position: int, field: str = "X-Sokoguru-At-Least") -> None:
    """Return when the views are at *position*, or raise `NotYetAtPosition`."""
    services = context.services
    patience = services.settings.at_least_seconds
    if not await services.runner.wait_until(position, timeout=patience):
        raise NotYetAtPosition(field=field, position=position)
