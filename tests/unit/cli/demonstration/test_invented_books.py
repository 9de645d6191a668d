"""The books of invented cooperatives: they balance, and the law's tables have a row for them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import msgspec
import pytest

from cli.demonstration.books import Books, books_of
from cli.demonstration.figures import all_figures, loan_figures, statement_figures
from cli.demonstration.targets import YEARS, Targets, health_of, targets_of
from domain.scoring.engine import Scoring, score
from domain.scoring.entries import Entered, Entries
from domain.scoring.inputs import check_answers, check_figures
from domain.scoring.predicates import Predicate
from domain.scoring.result import RulingReason
from domain.scoring.ruleset import Ruleset
from infrastructure.rulesets.bundled import bundled_rulesets

RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
NEW, OLD, LOCAL = (RULESETS[k] for k in ("perdep-06-2016", "permenkop-14-2009", "semarang-2015"))
SAMPLE = [(number, year) for number in range(120) for year in YEARS]


def scored(ruleset: Ruleset, targets: Targets, books: Books) -> Scoring:
    """Score *books* as the forms would bring them in."""
    figures = {**statement_figures(books, ruleset), **loan_figures(books, ruleset)}
    return score(ruleset, Entries(figures=entered(figures), yes_counts=entered(targets.yes_counts)))


def entered(amounts: Mapping[str, Decimal] | Mapping[str, int]) -> dict[str, Entered]:
    """Return *amounts* as entries."""
    return {name: Entered(amount=Decimal(amount)) for name, amount in amounts.items()}


def books_with(**aims: int) -> tuple[Targets, Books]:
    """Return the books of one cooperative with some ratios of its own."""
    targets = targets_of(1, 2024)
    ratios = {**targets.ratios, **{key: Decimal(aim) for key, aim in aims.items()}}
    targets = msgspec.structs.replace(targets, ratios=ratios)
    return targets, books_of(1, 2024, targets)


def test_assets_equal_liabilities_and_equity() -> None:
    """To the rupiah, in each of the five years."""
    for number, year in SAMPLE:
        balance = books_of(number, year, targets_of(number, year)).balance
        assert balance.assets == balance.liabilities + balance.equity


def test_the_surplus_of_the_year_stands_in_the_balance() -> None:
    """What the income statement leaves is part of the equity."""
    for number, year in SAMPLE:
        books = books_of(number, year, targets_of(number, year))
        assert books.balance.surplus == books.income.surplus


def test_no_line_is_negative() -> None:
    """Every figure is an amount in whole thousands of rupiah, nought at least."""
    for number, year in SAMPLE:
        figures = all_figures(books_of(number, year, targets_of(number, year)))
        assert min(figures.values()) >= 0


@pytest.mark.parametrize("ruleset", [NEW, OLD], ids=lambda ruleset: ruleset.id)
def test_the_forms_are_complete_and_acceptable(ruleset: Ruleset) -> None:
    """Nothing is missing, nothing refused, and nothing needs a ruling."""
    for number, year in SAMPLE:
        targets = targets_of(number, year)
        books = books_of(number, year, targets)
        figures = {**statement_figures(books, ruleset), **loan_figures(books, ruleset)}
        assert not check_figures(ruleset, figures)
        assert not check_answers(ruleset, targets.yes_counts)
        outcome = scored(ruleset, targets, books)
        assert (outcome.missing, outcome.rulings_needed) == ((), ())


def test_a_city_with_a_table_of_its_own_gets_the_figures_it_asks_for() -> None:
    """Nothing is missing under the table of Semarang either."""
    assert scored(LOCAL, *books_with()).missing == ()


def test_the_spread_of_predicates_is_believable() -> None:
    """Half are fairly healthy, a quarter healthy, a quarter under supervision, few worse."""
    totals: Counter[Predicate] = Counter()
    for number, year in SAMPLE:
        targets = targets_of(number, year)
        document = scored(NEW, targets, books_of(number, year, targets)).document
        assert document is not None
        totals[document.predicate] += 1
    shares = {predicate: totals[predicate] * 100 // len(SAMPLE) for predicate in totals}
    assert 15 <= shares[Predicate.SEHAT] <= 35
    assert 40 <= shares[Predicate.CUKUP_SEHAT] <= 60
    assert 15 <= shares[Predicate.DALAM_PENGAWASAN] <= 35
    assert 0 <= shares[Predicate.DALAM_PENGAWASAN_KHUSUS] <= 8


def test_lending_out_nearly_all_funds_falls_in_the_gap_of_the_table() -> None:
    """At 94 percent component 5b has no row."""
    (ruling,) = scored(NEW, *books_with(**{"5b": 94})).rulings_needed
    assert (ruling.component, ruling.reason) == ("5b", RulingReason.NO_BAND)


def test_no_bad_loan_at_all_leaves_a_ratio_over_nought() -> None:
    """Component 2c divides by the troubled loans."""
    (ruling,) = scored(NEW, *books_with(**{"2b": 0})).rulings_needed
    assert (ruling.component, ruling.reason) == ("2c", RulingReason.ZERO_DENOMINATOR)


def test_health_has_a_character_and_a_trend() -> None:
    """It stays between 5 and 95, and moves by a few points a year."""
    for number in range(300):
        years = [health_of(number, year) for year in YEARS]
        assert all(5 <= health <= 95 for health in years)
        assert max(years) - min(years) <= 24
