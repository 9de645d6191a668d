"""What every record of refusals promises: the one in memory, and the one in the database."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import msgspec
import pytest

from application.kernel.ports import RefusedCommand, RefusedCommands
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW
from tests.support.office import Notebook

REFUSED = RefusedCommand(
    actor="officer-1",
    office="33.74",
    command="VerifyAssessment",
    subject=UUID(int=7),
    code="not_found",
    rule="OutsideTerritory",
    at=NOW,
)


class Record(msgspec.Struct, frozen=True):
    """A *record*, and how to *read* it, in the order in which it was written."""

    record: RefusedCommands
    read: Callable[[], Awaitable[Sequence[RefusedCommand]]]


@pytest.fixture
def memory() -> Record:
    """The record that unit tests use."""
    notebook = Notebook()

    async def read() -> Sequence[RefusedCommand]:
        return notebook.refused

    return Record(notebook, read)


@pytest.fixture
def postgres(pool: Pool) -> Record:
    """The record that the server uses."""
    table = RefusedCommandTable(pool)
    names = RefusedCommand.__struct_fields__

    async def read() -> Sequence[RefusedCommand]:
        rows = reversed(await table.page(first=10))
        return [RefusedCommand(**{name: getattr(row, name) for name in names}) for row in rows]

    return Record(table, read)


@pytest.fixture(params=["memory", "postgres"])
def kept(request: pytest.FixtureRequest) -> Record:
    """A record with nothing in it."""
    empty: Record = request.getfixturevalue(request.param)
    return empty


async def test_every_refusal_is_kept_as_it_was_told(kept: Record) -> None:
    """Two of them, the first without an office, come back whole and in order."""
    guest = msgspec.structs.replace(REFUSED, actor="guest", office=None)
    for refused in (guest, REFUSED):
        await kept.record.record(refused)
    assert list(await kept.read()) == [guest, REFUSED]


async def test_the_same_refusal_is_kept_each_time(kept: Record) -> None:
    """Somebody who tries three times is seen three times."""
    for _ in range(3):
        await kept.record.record(REFUSED)
    assert list(await kept.read()) == [REFUSED] * 3
