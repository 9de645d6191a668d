"""Numbers of former times are claimed in the form of today: once over the whole log, by itself.

Numbers used to be held as they were typed, and a NIK by nobody. A new cursor begins at the first
event, so an installation that is brought up to date claims for each cooperative what is free,
in the order of registration. Who comes second holds nothing and is shown to officers as a likely
duplicate. What was registered since numbers have that form has claimed them itself.
"""

from datetime import datetime

from application.kernel.handler import Handler
from domain.cooperative.commands import ClaimNumbers
from domain.cooperative.events import CooperativeRegistered
from domain.kernel.actors import SYSTEM
from infrastructure.postgres.sql import Database
from projections.engine.event_rows import EventRow
from projections.reactors.reactor import Reactor

FORMED = 7
"""The migration that came with the form of today."""


def numbers(handler: Handler, formed_at: datetime) -> Reactor:
    """Return the reactor that has *handler* claim numbers that were recorded before *formed_at*."""

    async def claim(_database: Database, recorded: EventRow) -> None:
        if recorded.recorded_at >= formed_at:
            return
        command = ClaimNumbers(cooperative=recorded.stream)
        await handler.handle(command, actor=SYSTEM, causation=recorded.position)

    return Reactor(name="numbers", reads=frozenset({CooperativeRegistered}), react=claim)
