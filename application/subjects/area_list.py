"""Taking over the published list of areas: once an installation, and again when it changes."""

from datetime import date

from application.kernel.handler import Done, Handler
from application.kernel.ports import AreaList, AreaLists
from domain.area.commands import LoadAreaCodes
from domain.kernel.actors import SYSTEM


async def load_areas(
    handler: Handler, lists: AreaLists, published: AreaList, valid_from: date
) -> Done:
    """Keep *published* and have the log name it; nothing happens when it does already."""
    await lists.keep(published)
    command = LoadAreaCodes(
        system=published.system,
        source=published.source,
        digest=published.digest,
        count=len(published.areas),
        valid_from=valid_from,
    )
    return await handler.handle(command, actor=SYSTEM)
