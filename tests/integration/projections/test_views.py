"""A history becomes rows: each view says what the events said, with its range."""

from infrastructure.sql import Pool
from application.authorisation import ViewScope
from projections import cooperatives, scores, assessments, audit_trail
from tests.integration.projections.steps import contents, tell
from tests.support.history import History

NATIONAL = ViewScope(territory="ID")


async def test_smoke(pool: Pool, database_url: str) -> None:
    history = History()
    c = history.active("KPRI Handayani")
    a = history.published(c, 2025, "81.50")
    await tell(database_url, pool, history)
    print(await contents(pool))
    print(await cooperatives.page(pool, scope=NATIONAL, where=cooperatives.CooperativeFilter(search="hand")))
    print(await cooperatives.count(pool, scope=NATIONAL))
    print(await scores.pages_of_cooperatives(pool, scope=NATIONAL, cooperatives=[c]))
    print(await assessments.page(pool, scope=NATIONAL))
    print(await audit_trail.page(pool, scope=NATIONAL))
    assert (await contents(pool))["scores"]
