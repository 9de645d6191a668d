"""What was entered for an assessment, with the event that each figure came from."""

from decimal import Decimal

from application.authorisation import ViewScope
from domain.assessment.events import LoanDataEntered, StatementsEntered
from infrastructure.postgres.sql import Pool
from projections.views.assessments.entries import entered
from tests.integration.projections.steps import NATIONAL, tell
from tests.support.history import History, named


async def test_the_last_word_on_a_figure_counts(pool: Pool, database_url: str) -> None:
    """As of an earlier position the word before it does."""
    history = History()
    assessment = history.open(named("Arta"), 2025)
    first = history.add(assessment, StatementsEntered(figures={"cash": Decimal(5)}), actor="a")
    history.add(assessment, LoanDataEntered(figures={"loans": Decimal(7)}))
    last = history.add(assessment, StatementsEntered(figures={"cash": Decimal(6)}), actor="b")
    await tell(database_url, pool, history)

    now = await entered(pool, scope=NATIONAL, assessment=assessment)
    then = await entered(pool, scope=NATIONAL, assessment=assessment, up_to=first)
    assert now is not None
    assert then is not None
    cash = now.paper.figures["cash"]
    assert (cash.amount, cash.version) == (Decimal(6), 4)
    assert (now.sources[4].actor, now.sources[4].position) == ("b", last)
    assert now.sources[4].recorded_at == history.lines[last - 1].recorded_at
    assert {name: each.amount for name, each in then.paper.figures.items()} == {"cash": Decimal(5)}


async def test_before_the_opening_there_is_nothing(pool: Pool, database_url: str) -> None:
    """Nor for one who may not see the assessment, or when there is none."""
    history = History()
    history.active("Arta")
    assessment = history.open(named("Arta"), 2025)
    await tell(database_url, pool, history)
    assert await entered(pool, scope=NATIONAL, assessment=assessment, up_to=1) is None
    bali = ViewScope(territory="51")
    assert await entered(pool, scope=bali, assessment=assessment) is None
    assert await entered(pool, scope=NATIONAL, assessment=named("none")) is None
