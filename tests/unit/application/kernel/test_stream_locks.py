"""Commands that want the same stream wait for one another after a conflict; no others do."""

import asyncio
from decimal import Decimal
from uuid import UUID

from application.kernel.stream_locks import StreamLocks
from domain.assessment.commands import EnterStatements
from domain.kernel.log import Append, Appended
from domain.kernel.refusals import Refusal
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office
from tests.unit.domain.cooperative.papers import REGISTER

STREAM, OTHER = UUID(int=1), UUID(int=2)


class Slow(MemoryEventStore):
    """A log that lets everybody else go first before it appends."""

    async def append(self, append: Append) -> Appended:
        """Append after the others had their chance."""
        await asyncio.sleep(0)
        return await super().append(append)


async def test_a_stream_has_one_at_a_time_and_others_do_not_wait() -> None:
    """The second waits for the first; who wants another stream, or none, does not."""
    locks, order, leave = StreamLocks(), [], asyncio.Event()

    async def stay(name: str, stream: UUID | None) -> None:
        """Stand in the queue; the first stays until it is told to leave."""
        async with locks.at(stream):
            order.append(name)
            if name == "first":
                await leave.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(stay("first", STREAM))
        second = group.create_task(stay("second", STREAM))
        group.create_task(stay("elsewhere", OTHER))
        await group.create_task(stay("nowhere", None))
        assert not second.done()
        leave.set()
    assert order == ["first", "elsewhere", "nowhere", "second"]


async def test_a_queue_is_forgotten_when_nobody_stands_in_it() -> None:
    """A server that runs for years keeps no lock per stream."""
    locks = StreamLocks()
    async with locks.at(STREAM):
        assert list(locks._locks) == [STREAM]
    assert list(locks._locks) == []


async def test_a_hundred_commands_on_one_assessment_all_succeed() -> None:
    """Each is decided on what the others left; none is lost."""
    office = Office(Slow())
    await office.publish()
    await office.register(REGISTER)
    await office.open(ruleset="perdep-06-2016", book_year=2016)
    entries = [
        EnterStatements(assessment=Office.assessment, figures={"kas": Decimal(amount)})
        for amount in range(100)
    ]
    done = await asyncio.gather(*(office.do(entry, office.operator) for entry in entries))
    assert sorted(each.version for each in done) == list(range(2, 102))


async def test_of_two_claims_at_the_same_moment_one_is_refused() -> None:
    """Both saw the legal number free; the later one meets a conflict and then the holder."""
    office = Office(Slow())
    rivals = [
        REGISTER,
        type(REGISTER)(
            cooperative=UUID(int=8), profile=REGISTER.profile, location=REGISTER.location
        ),
    ]
    answers = await asyncio.gather(
        *(office.do(rival, office.operator) for rival in rivals), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [refusal.code for refusal in refused] == ["legal_number_taken"]
