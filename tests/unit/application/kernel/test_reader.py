"""A command reads its streams in one round trip, and nothing twice."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest

from application.kernel.reader import Reader
from application.scoring.ruleset_cache import RulesetCache
from domain.account.commands import CreateAccount
from domain.assessment.commands import RaiseObjection, VoidAssessment
from domain.cooperative import COOPERATIVE
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    LegalNumberChanges,
    ProfileChanges,
)
from domain.cooperative.state import UNREGISTERED
from domain.kernel.actors import SYSTEM, Role
from domain.kernel.decider import on
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from tests.support.given import NOW, OFFICER
from tests.support.memory_store import MemoryEventStore
from tests.support.null_ports import EveryArea, NullOrigins
from tests.support.office import MemoryDocuments, Office
from tests.unit.domain.assessment.papers import COMPONENTS
from tests.unit.domain.cooperative.papers import HANDAYANI, REGISTER, registered

STREAM, OTHER = UUID(int=1), UUID(int=2)


class CountedLog(MemoryEventStore):
    """A log that remembers every reading, as the number of streams asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.readings: list[int] = []

    async def read(
        self, streams: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Read, and remember how many streams it was."""
        self.readings.append(len(streams))
        return await super().read(streams, up_to=up_to)


def reader(store: MemoryEventStore) -> Reader:
    """Return the reader of one attempt."""
    return Reader(
        store,
        at=NOW,
        actor=OFFICER,
        areas=EveryArea(),
        documents=MemoryDocuments(),
        rulesets=RulesetCache(),
        origins=NullOrigins(),
    )


async def test_every_stream_that_a_command_names_is_read_at_once() -> None:
    """A registration with its legal number, an account with the roster, its name and office."""
    log = CountedLog()
    office = Office(log)
    await office.do(REGISTER, office.operator)
    account = CreateAccount(account=UUID(int=5), user_name="siti", role=Role.EXECUTIVE, office="x")
    await office.refusal(account, SYSTEM)
    assert log.readings == [3, 4]


async def test_a_second_reading_is_for_what_the_first_one_named() -> None:
    """The numbers that a cooperative exchanges, the place that a voided assessment held."""
    log = CountedLog()
    office = Office(log)
    await office.publish()
    await office.register(REGISTER)
    log.readings.clear()
    profile = ProfileChanges(legal_number=LegalNumberChanges(number="1465/BH/XI"))
    await office.do(ChangeCooperativeProfile(cooperative=HANDAYANI, profile=profile))
    assert log.readings == [2, 4]
    await office.open()
    log.readings.clear()
    await office.do(VoidAssessment(assessment=Office.assessment, reason="Salah tahun"))
    assert log.readings == [2, 1]


async def test_a_case_whose_rules_are_known_here_reads_itself_and_its_cooperative() -> None:
    """Verifying costs two readings once the process has seen the ruleset, the office included.

    Who acts for no office reads the offices that decided before.
    """
    log = CountedLog()
    office = Office(log)
    await office.publish()
    await office.register(REGISTER)
    await office.open()
    await office.submit(dict(COMPONENTS))
    log.readings.clear()
    await office.verify()
    assert log.readings == [2, 1]
    await office.do(RaiseObjection(assessment=Office.assessment, reason="7a"), office.operator)
    assert log.readings == [2, 1, 1, 1]


async def test_what_was_read_is_not_read_again() -> None:
    """The actor's office comes with the first reading; it says what day it is."""
    log = CountedLog()
    known = reader(log)
    await known.read(STREAM, None, STREAM)
    await known.read(STREAM, OTHER)
    await known.read(STREAM, None)
    assert log.readings == [2, 1]
    assert known.fold(COOPERATIVE, None) == UNREGISTERED


async def test_nobody_decides_about_a_stream_unseen() -> None:
    """An event for a stream that was not read has no version: a fault of the program."""
    known = reader(MemoryEventStore())
    await known.read(STREAM)
    assert [new.version for new in known.numbered(on(STREAM, registered, registered))] == [1, 2]
    with pytest.raises(KeyError):
        known.numbered(on(OTHER, registered))
