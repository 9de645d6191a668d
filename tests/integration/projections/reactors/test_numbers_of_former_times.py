"""A server that is brought up to date claims the numbers of former times by itself."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from application.kernel.handler import Handler
from domain.cooperative.events import CooperativeRegistered, LegalNumberClaimed, NikClaimed
from domain.cooperative.legal_number import key_of
from domain.cooperative.nik import nik_key
from domain.kernel.events import Event
from domain.kernel.log import Append, NewEvent
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from projections.reactors.numbers import numbers
from projections.reactors.runner import Reactors
from tests.support.null_ports import EveryArea, NullOrigins, NullRefusedCommands
from tests.support.office import MemoryDocuments, StoppedClock
from tests.support.waiting import until
from tests.unit.domain.cooperative.papers import LOCATION, NIK
from tests.unit.domain.cooperative.test_numbers import WITH_NIK

FIRST, SECOND = UUID(int=7), UUID(int=8)


PAST, FUTURE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def registered(cooperative: UUID) -> Append:
    """Return a registration as it was when nobody claimed a number in the form of today."""
    event = CooperativeRegistered(profile=WITH_NIK, location=LOCATION)
    return Append(
        command_id=uuid4(),
        fingerprint=b"",
        actor="guest",
        office=None,
        events=[NewEvent(cooperative, 1, event)],
        outcome=b"",
    )


async def holders_after(pool: Pool, formed_at: datetime) -> Sequence[Event]:
    """Register two with the same numbers, let the reactor run, and return who claimed what."""
    async with AsyncpgEventStore(pool, Mapper()) as store:
        for cooperative in (FIRST, SECOND):
            await store.append(registered(cooperative))
        handler = Handler(
            store,
            StoppedClock(),
            MemoryDocuments(),
            areas=EveryArea(),
            refused=NullRefusedCommands(),
            origins=NullOrigins(),
        )
        reactors = Reactors(pool, [numbers(handler, formed_at)])
        await reactors.start()

        async def over() -> bool:
            (status,) = await reactors.status()
            return status.position == await store.last_position()

        await until(over)
        await reactors.stop()
        held = await store.read([key_of(WITH_NIK.legal_number), nik_key(NIK)])
        return [each.event for found in held.values() for each in found]


async def test_the_first_to_have_registered_holds_the_number(pool: Pool) -> None:
    """The second is refused nothing and holds nothing."""
    claims = await holders_after(pool, FUTURE)
    assert [each.topic for each in claims] == [LegalNumberClaimed.topic, NikClaimed.topic]
    assert {each.cooperative for each in claims} == {FIRST}  # type: ignore[attr-defined] # claims


async def test_who_registered_since_numbers_have_their_form_is_left_alone(pool: Pool) -> None:
    """Such a registration claimed its numbers itself."""
    assert not await holders_after(pool, PAST)
