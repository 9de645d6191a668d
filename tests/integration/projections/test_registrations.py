"""New registrations wait in a list, oldest first, and stay in it when decided."""

from domain.cooperative.events import RegistrationRejected, RegistrationVerified
from infrastructure.postgres.sql import Pool
from projections.views.registrations import questions as registrations
from projections.views.registrations.questions import (
    RegistrationFilter,
    RegistrationRow,
    RegistrationStatus,
)
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import History, named, write

WAITING = RegistrationFilter(statuses=[RegistrationStatus.WAITING])


async def listed(
    pool: Pool, where: RegistrationFilter = registrations.ALL
) -> list[RegistrationRow]:
    """Return the registrations of the first page."""
    return list((await registrations.page(pool, scope=NATIONAL, where=where)).rows)


async def test_the_oldest_registration_is_first(pool: Pool, database_url: str) -> None:
    """Officers work through the list from its beginning."""
    history = History()
    for name in ("First", "Second", "Third"):
        history.register(name)
    history.add(named("Second"), RegistrationVerified())
    await tell(database_url, pool, history)
    assert [row.name for row in await listed(pool)] == ["First", "Second", "Third"]
    assert [row.name for row in await listed(pool, WAITING)] == ["First", "Third"]
    assert await registrations.count(pool, scope=NATIONAL, where=WAITING) == 2
    newest = await registrations.page(pool, scope=NATIONAL, descending=True)
    assert [row.name for row in newest.rows] == ["Third", "Second", "First"]


async def test_a_decision_names_who_and_why(pool: Pool, database_url: str) -> None:
    """Whether it falls in the same batch as the registration or in a later one."""
    history = History()
    history.register("Early")
    history.add(named("Early"), RegistrationRejected(reason="double"), actor="siti")
    history.register("Late")
    await tell(database_url, pool, history)
    known = history.end
    history.add(named("Late"), RegistrationVerified(note="visited"), actor="budi")
    await write(database_url, history.lines[known:])
    await follow(pool)
    early, late = await listed(pool)
    assert (early.status, early.decided_by, early.reason) == (
        RegistrationStatus.REJECTED,
        "siti",
        "double",
    )
    assert (late.status, late.decided_by, late.reason) == (
        RegistrationStatus.VERIFIED,
        "budi",
        "visited",
    )
    assert late.decided_at == history.lines[-1].recorded_at


async def test_the_list_is_narrowed_by_area(pool: Pool, database_url: str) -> None:
    """An office of Bali does not see Semarang's list."""
    history = History()
    history.register("Semarang", area="33.74")
    history.register("Denpasar", area="51.71")
    await tell(database_url, pool, history)
    assert [row.name for row in await listed(pool, RegistrationFilter(area="51"))] == ["Denpasar"]
