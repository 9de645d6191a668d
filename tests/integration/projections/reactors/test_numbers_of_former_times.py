"""A server that is brought up to date claims the numbers of former times by itself."""

from uuid import UUID, uuid4

from application.kernel.handler import Handler
from domain.cooperative.events import CooperativeRegistered, LegalNumberClaimed
from domain.cooperative.legal_number import key_of
from domain.cooperative.nik import nik_key
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


async def test_the_first_to_have_registered_holds_the_number(pool: Pool) -> None:
    """The second is refused nothing and holds nothing; a second run changes nothing."""
    async with AsyncpgEventStore(pool, Mapper()) as store:
        for cooperative in (FIRST, SECOND):
            event = CooperativeRegistered(profile=WITH_NIK, location=LOCATION)
            await store.append(
                Append(
                    command_id=uuid4(),
                    fingerprint=b"",
                    actor="guest",
                    office=None,
                    events=[NewEvent(cooperative, 1, event)],
                    outcome=b"",
                )
            )
        handler = Handler(
            store,
            StoppedClock(),
            MemoryDocuments(),
            areas=EveryArea(),
            refused=NullRefusedCommands(),
            origins=NullOrigins(),
        )
        reactors = Reactors(pool, [numbers(handler)])
        await reactors.start()

        async def over() -> bool:
            (status,) = await reactors.status()
            return status.position == await store.last_position()

        await until(over)
        await reactors.stop()
        held = await store.read([key_of(WITH_NIK.legal_number), nik_key(NIK)])
        holders = {each.event.cooperative for found in held.values() for each in found}  # type: ignore[attr-defined] # claims
        assert holders == {FIRST}
        (claim,) = held[key_of(WITH_NIK.legal_number)]
        assert isinstance(claim.event, LegalNumberClaimed)
        assert await store.last_position() == 4
