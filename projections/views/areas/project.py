"""How events change the list of areas; a published list comes in one statement.

The list itself lies in the reference table that the event names by digest. A database
without that list says so instead of showing a country without areas.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from domain.area.events import AreaAdded, AreaCodesLoaded, AreaEvent, AreaRenamed, AreaRetired
from domain.kernel.area_codes import parent_of
from infrastructure.areas.area_codes import kind_of, require_list
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import Kind
from projections.engine.projection import Batch, Projection
from projections.engine.tables import tables

SQL = statements(__file__)


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the events of *batch* change, one after the other: they are few."""
    for recorded in batch.events:
        await CHANGES[recorded.kind](connection, recorded.event)


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


async def _rename(connection: Connection, event: AreaRenamed) -> None:
    await SQL["end_name"].run(connection, code=event.code, day=event.valid_from)
    await SQL["rename_area"].run(
        connection,
        code=event.code,
        name=event.name,
        decree=event.decree,
        valid_from=event.valid_from,
    )


async def _retire(connection: Connection, event: AreaRetired) -> None:
    await SQL["end_name"].run(connection, code=event.code, day=event.valid_to)
    await SQL["name_successors"].run(
        connection, code=event.code, day=event.valid_to, successors=list(event.successors)
    )


CHANGES: Mapping[Kind, Callable[[Connection, Any], Awaitable[None]]] = {
    AreaCodesLoaded: _load,
    AreaAdded: _add,
    AreaRenamed: _rename,
    AreaRetired: _retire,
}

PROJECTION = Projection(
    name="areas",
    version=1,
    tables=tables(__file__),
    unions=(AreaEvent, AreaCodesLoaded),
    reads=frozenset(CHANGES),
    apply=apply,
)
