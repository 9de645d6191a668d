"""Which day it is for whoever asks."""

from datetime import date

from api.execution.context import Context
from application.kernel.zones import zone_of_actor
from domain.kernel.time_zones import day_in


async def today_of(context: Context) -> date:
    """Return the day that it is by the caller's clock."""
    zone = await zone_of_actor(context.services.store, context.actor)
    return day_in(context.services.access.clock.now(), zone)
