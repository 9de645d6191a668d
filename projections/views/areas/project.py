"""How facts change the list of areas; a published list comes in one statement.

The list itself lies in the reference table that the event names by digest. A database
without that list says so instead of showing a country without areas.
"""

from domain.area.events import AreaAdded, AreaCodesLoaded, AreaRenamed, AreaRetired
from domain.kernel.area_codes import parent_of
from infrastructure.areas.area_codes import kind_of, require_list
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow
from projections.engine.projection import Batch, Projection

SQL = statements(__file__)


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the facts of *batch* change, one after the other: they are few."""
    for fact in batch.facts:
        await _apply(connection, fact)


async def _apply(connection: Connection, fact: EventRow) -> None:
    event = fact.event
    match event:
        case AreaCodesLoaded():
            await _load(connection, event)
        case AreaAdded():
            await _add(connection, event)
        case AreaRenamed():
            await SQL["end_name"].run(connection, code=event.code, day=event.valid_from)
            await SQL["rename_area"].run(
                connection,
                code=event.code,
                name=event.name,
                decree=event.decree,
                valid_from=event.valid_from,
            )
        case _:
            await SQL["end_name"].run(connection, code=event.code, day=event.valid_to)
            await SQL["name_successors"].run(
                connection,
                code=event.code,
                day=event.valid_to,
                successors=list(event.successors),
            )


async def _load(connection: Connection, event: AreaCodesLoaded) -> None:
    await require_list(connection, event.digest, event.count)
    await SQL["plan_for_lists"].run(connection)
    await SQL["end_unlisted"].run(connection, digest=event.digest, valid_from=event.valid_from)
    await SQL["load_list"].run(
        connection, digest=event.digest, system=event.system, valid_from=event.valid_from
    )
    await SQL["plan_as_usual"].run(connection)


async def _add(connection: Connection, event: AreaAdded) -> None:
    await SQL["add_area"].run(
        connection,
        code=event.code,
        name=event.name,
        kind=kind_of(event.code, event.name),
        level=event.code.count(".") + 1,
        parent=parent_of(event.code),
        system=event.system,
        decree=event.decree,
        valid_from=event.valid_from,
    )


PROJECTION = Projection(
    name="areas",
    version=1,
    tables=("areas",),
    reads=frozenset({AreaCodesLoaded, AreaAdded, AreaRenamed, AreaRetired}),
    apply=apply,
)
