"""Taking over the published list of areas: once an installation, and again when it changes."""

from datetime import date

from application.kernel.handler import Done, Handler
from domain.area.commands import LoadAreaCodes
from domain.kernel.actors import SYSTEM
from infrastructure.areas.area_codes import AreaList, keep_list
from infrastructure.postgres.sql import Pool


async def load_areas(handler: Handler, pool: Pool, published: AreaList, valid_from: date) -> Done:
    """Keep *published* and have the log name it; nothing happens when it does already."""
    await keep_list(pool, published)
    command = LoadAreaCodes(
        system=published.system,
        source=published.source,
        digest=published.digest,
        count=len(published.areas),
        valid_from=valid_from,
    )
    return await handler.handle(command, actor=SYSTEM)
