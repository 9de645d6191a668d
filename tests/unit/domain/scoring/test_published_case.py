"""KPRI Handayani, Semarang, 2015: the case whose scores and total are published."""

from decimal import Decimal

from domain.scoring.document import Basis
from domain.scoring.engine import score
from domain.scoring.predicates import Predicate
from tests.unit.domain.scoring.rules import OF_2009, SEMARANG, entries

HANDAYANI = {
    "1a": "1.5",
    "1b": "6.0",
    "1c": "2.25",
    "2a": "10",
    "2b": "4",
    "2c": "5",
    "2d": "5",
    "manajemen_umum": "2.75",
    "manajemen_kelembagaan": "3",
    "manajemen_permodalan": "3",
    "manajemen_aktiva": "3",
    "manajemen_likuiditas": "3",
    "4a": "4",
    "4b": "3",
    "4c": "2",
    "5a": "2.5",
    "5b": "3.75",
    "6a": "0.75",
    "6b": "3",
    "6c": "4",
    "7a": "7",
    "7b": "3",
}
JAWA_TENGAH = {
    "1a": "1.5",
    "1b": "6",
    "1c": "3",
    "2a": "10",
    "2b": "2",
    "2c": "0.5",
    "2d": "5",
    "manajemen_umum": "2.75",
    "manajemen_kelembagaan": "2.5",
    "manajemen_permodalan": "1.8",
    "manajemen_aktiva": "2.4",
    "manajemen_likuiditas": "1.8",
    "4a": "2",
    "4b": "1",
    "4c": "0",
}


def test_the_published_scores_make_the_published_total_and_predicate() -> None:
    """22 scores of KPRI Handayani make 81.50, SEHAT."""
    document = score(SEMARANG, entries(scores=HANDAYANI)).document
    assert document is not None
    assert document.total == Decimal("81.50")
    assert document.predicate is Predicate.SEHAT
    assert {each.basis for each in document.components} == {Basis.SCORE}


def test_each_aspect_is_the_sum_of_its_components() -> None:
    """Its capital earns 9.75 of 15, its liquidity 6.25 of 15."""
    document = score(SEMARANG, entries(scores=HANDAYANI)).document
    assert document is not None
    assert {each.aspect: str(each.score) for each in document.aspects} == {
        "permodalan": "9.75",
        "kualitas_aktiva": "24",
        "manajemen": "14.75",
        "efisiensi": "9",
        "likuiditas": "6.25",
        "kemandirian_pertumbuhan": "7.75",
        "jatidiri": "10",
    }


def test_a_score_shows_the_value_that_it_stands_for() -> None:
    """2.75 of 3 stands for a value of 91.67; the score itself stays exact."""
    components = score(SEMARANG, entries(scores=HANDAYANI)).components
    general = next(each for each in components if each.component == "manajemen_umum")
    assert (general.value, general.score) == (Decimal("91.67"), Decimal("2.75"))


def test_an_unfinished_case_has_a_sum_but_no_predicate() -> None:
    """The Central Java screen shows 15 of 22 components, 42.25 so far."""
    scoring = score(OF_2009, entries(scores=JAWA_TENGAH))
    assert scoring.document is None
    assert scoring.total_so_far == Decimal("42.25")
    assert scoring.missing == ("5a", "5b", "6a", "6b", "6c", "7a", "7b")
