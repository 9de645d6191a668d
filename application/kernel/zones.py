"""By whose clock somebody reads the time: that of the office, or of the cooperative's area."""

from uuid import UUID

from application.kernel.ports import EventStore
from domain.account import ACCOUNT
from domain.cooperative import COOPERATIVE
from domain.cooperative.state import Registered
from domain.kernel.actors import Actor
from domain.kernel.time_zones import TimeZone, zone_of_area
from domain.office import OFFICE
from domain.office.state import office_stream


async def zone_at(
    store: EventStore,
    *,
    office: str | None = None,
    cooperative: UUID | None = None,
    territory: str | None = None,
) -> TimeZone:
    """Return the zone of who works for *office*, acts for *cooperative*, or sees *territory*.

    Who does none of it reads the ministry's clock.
    """
    if office is not None:
        stream = office_stream(office)
        known = OFFICE.fold((await store.read([stream])).get(stream, ()))
        return known.time_zone if known is not None else zone_of_area(territory)
    if cooperative is not None:
        found = COOPERATIVE.fold((await store.read([cooperative])).get(cooperative, ()))
        territory = found.profile.membership_area if isinstance(found, Registered) else territory
    return zone_of_area(territory)


async def zone_of_actor(store: EventStore, actor: Actor) -> TimeZone:
    """Return the zone of whoever acts."""
    return await zone_at(
        store, office=actor.office, cooperative=actor.cooperative, territory=actor.territory
    )


async def zone_of_account(store: EventStore, account: UUID) -> TimeZone:
    """Return the zone of the person or program with the id *account*."""
    known = ACCOUNT.fold((await store.read([account])).get(account, ()))
    if known is None:
        return await zone_at(store)
    return await zone_at(
        store, office=known.office, cooperative=known.cooperative, territory=known.territory
    )
