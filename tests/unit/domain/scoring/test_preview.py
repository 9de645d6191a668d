"""What a score would be with another figure, or under another ruleset."""

from decimal import Decimal

from domain.scoring.engine import score
from domain.scoring.entries import Adjustments, Ruling
from domain.scoring.predicates import Predicate
from domain.scoring.preview import carried_over, preview
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, SEMARANG, all_values, entries
from tests.unit.domain.scoring.test_full_case_by_figures import CASE


def test_changing_one_figure_shows_its_effect() -> None:
    """With cash of 32 million instead of 12, liquidity earns 5 less and the total is 75.15."""
    document = preview(OF_2009, CASE, entries(figures={"kas": 32_000_000})).document
    assert document is not None
    assert (document.total, document.predicate) == (Decimal("75.15"), Predicate.CUKUP_SEHAT)


def test_a_preview_without_changes_is_the_score() -> None:
    """The same engine, the same answer, with rulings and adjustments."""
    adjustments = Adjustments(corrections=("K1",))
    rulings = [Ruling(component="1c", value=Decimal(75), version=3)]
    assert preview(OF_2009, CASE, rulings=rulings, adjustments=adjustments) == score(
        OF_2009, CASE, rulings, adjustments
    )


def test_every_way_of_entry_can_be_changed() -> None:
    """A ratio, a count, a value and a score each take the place of what was."""
    before = all_values(OF_2009, 50)
    changes = entries(
        values={"1a": 100}, scores={"1b": 6}, ratios={"5a": 12}, yes_counts={"manajemen_umum": 1}
    )
    components = {each.component: each for each in preview(OF_2009, before, changes).components}
    assert [components["1a"].value, components["1b"].score] == [100, 6]
    assert components["5a"].value == 50


def test_figures_carry_over_to_the_tables_of_2016() -> None:
    """The whole case means the same there, and scores the same."""
    carried = carried_over(CASE, OF_2009, OF_2016)
    assert carried == CASE
    document = score(OF_2016, carried).document
    assert document is not None
    assert document.total == Decimal("80.15")


def test_a_key_alone_carries_nothing_over() -> None:
    """7a is another ratio in Semarang; 4c is the same table over a figure of another name."""
    given = entries(
        figures={"kas": 5, "pendapatan": 5},
        ratios={"5a": 12, "7a": 30, "1c": 9, "9z": 1},
        values={"2a": 75, "5a": 100},
        scores={"2a": 7, "2b": 4},
        yes_counts={"manajemen_umum": 3},
    )
    carried = carried_over(given, OF_2009, SEMARANG)
    assert carried == entries(
        figures={"kas": 5},
        ratios={"5a": 12, "1c": 9},
        values={"2a": 75},
        scores={"2a": 7},
        yes_counts={"manajemen_umum": 3},
    )
