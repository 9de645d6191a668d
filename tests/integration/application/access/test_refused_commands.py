"""Refused commands are remembered, the newest of them."""

from uuid import UUID

from application.kernel.ports import RefusedCommand
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW


async def test_the_oldest_refusals_are_forgotten(pool: Pool) -> None:
    """Somebody who is refused a thousand times does not fill the disk."""
    table = RefusedCommandTable(pool, kept=10)
    for number in range(100):
        await table.record(
            RefusedCommand(
                actor=f"account-{number % 2}",
                office="33.74",
                command="VerifyAssessment",
                subject=UUID(int=number),
                code="not_found",
                rule="OutsideTerritory",
                at=NOW,
            )
        )
    rows = await table.page(first=200)
    assert [row.number for row in rows] == list(range(100, 90, -1))
    assert len(await table.page(first=200, actor="account-1", code="not_found")) == 5
    assert await table.page(first=200, office="33.73") == ()
    assert len(await table.page(first=3, before=95)) == 3
