"""What may be entered: each mistake has its own code, its field and a remedy in two languages."""

from decimal import Decimal

import pytest

from domain.kernel.refusals import Refusal, Refusals, refuse_all
from domain.scoring.entries import Adjustments
from domain.scoring.inputs import (
    check_adjustments,
    check_answers,
    check_components,
    check_entries,
    check_figures,
    check_ruling,
)
from domain.scoring.ruleset import SeveralCorrections
from tests.unit.domain.scoring.rules import OF_2009, entries
from tests.unit.domain.scoring.test_predicates import several


def told(refusals: list[Refusal]) -> list[tuple[str, str | None]]:
    """Return code and field of each refusal, and make sure that it speaks both languages."""
    for refusal in refusals:
        assert refusal.message.id != refusal.message.en
        assert refusal.remedy.id
        assert refusal.remedy.en
    return [(refusal.code, refusal.field) for refusal in refusals]


@pytest.mark.parametrize(
    ("name", "amount", "code"),
    [
        ("kass", "1", "unknown_figure"),
        ("kas", "-1", "figure_may_not_be_negative"),
        ("kas", "NaN", "amount_not_finite"),
        ("kas", "Infinity", "amount_not_finite"),
        ("kas", "1E+24", "amount_too_long"),
        ("kas", "0." + "1" * 24, "amount_too_long"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(name: str, amount: str, code: str) -> None:
    """Cash of minus one is impossible, and “kass” is no figure."""
    wrong = "name" if code == "unknown_figure" else "amount"
    found = check_figures(OF_2009, {name: Decimal(amount)})
    assert told(found) == [(code, f"figures.{name}.{wrong}")]


def test_figures_that_can_be_are_accepted() -> None:
    """A loss, nought, and 24 digits."""
    figures = {"shu_kotor": Decimal(-5), "kas": Decimal(0), "bank": Decimal("9" * 24)}
    assert check_figures(OF_2009, figures) == []


def test_a_name_nearly_right_is_answered_with_the_right_one() -> None:
    """Who writes “kass” is told of “kas”."""
    (refusal,) = check_figures(OF_2009, {"kass": Decimal(1)})
    assert "kas" in refusal.remedy.en
    assert "macet" not in refusal.remedy.en


def test_a_name_wholly_wrong_is_answered_with_all_that_exist() -> None:
    """Who writes “qqq” is shown the list."""
    (refusal,) = check_figures(OF_2009, {"qqq": Decimal(1)})
    assert "macet" in refusal.remedy.id


def test_every_mistake_is_told_at_once() -> None:
    """Three wrong figures make three refusals, so a form can mark them all."""
    found = check_figures(OF_2009, {"kas": Decimal(-1), "bank": Decimal("NaN"), "kass": Decimal(1)})
    assert [field for _, field in told(found)] == [
        "figures.kas.amount",
        "figures.bank.amount",
        "figures.kass.name",
    ]
    with pytest.raises(Refusals):
        refuse_all(found)


def test_a_figure_and_its_parts_must_agree() -> None:
    """A promotion of 9 beside parts of 3 and 5 is refused; one of 8, or half the parts, is not."""
    parts = {"mepp": Decimal(3), "manfaat_shu": Decimal(5)}
    found = check_figures(OF_2009, {**parts, "pea": Decimal(9)})
    assert told(found) == [("figure_contradicts_parts", "figures.pea.amount")]
    assert "8" in found[0].message.en
    assert check_figures(OF_2009, {**parts, "pea": Decimal(8)}) == []
    assert check_figures(OF_2009, {"mepp": Decimal(3), "pea": Decimal(9)}) == []


@pytest.mark.parametrize(
    ("key", "count", "code"),
    [
        ("manajemen_umum", 13, "too_many_yes_answers"),
        ("manajemen_umum", -1, "component_may_not_be_negative"),
        ("manajemen_umun", 3, "unknown_component"),
        ("5a", 3, "wrong_way_of_entry"),
    ],
)
def test_a_count_that_cannot_be_is_refused(key: str, count: int, code: str) -> None:
    """Thirteen yes answers to twelve questions are refused."""
    wrong = "component" if code == "unknown_component" else "yes"
    assert told(check_answers(OF_2009, {key: count})) == [(code, f"answers.{key}.{wrong}")]


@pytest.mark.parametrize("count", [0, 12])
def test_a_count_within_the_questions_is_accepted(count: int) -> None:
    """None and all twelve are both possible."""
    assert check_answers(OF_2009, {"manajemen_umum": count}) == []


def test_half_an_answer_is_refused() -> None:
    """A count is a whole number."""
    counts = {"manajemen_umum": Decimal("2.5")}
    assert told(check_components(OF_2009, yes_counts=counts)) == [
        ("too_many_yes_answers", "components.manajemen_umum.yes")
    ]


def test_answers_one_by_one_are_no_more_than_the_questions() -> None:
    """Thirteen answers to twelve questions are refused."""
    answers = {"manajemen_umum": (True,) * 13}
    assert told(check_answers(OF_2009, {}, answers)) == [
        ("too_many_yes_answers", "answers.manajemen_umum.answers")
    ]


def test_answers_one_by_one_are_no_fewer_than_the_questions() -> None:
    """Five answers to twelve questions would count the other seven as no; twelve are taken."""
    (refusal,) = check_answers(OF_2009, {}, {"manajemen_umum": (True,) * 5})
    assert (refusal.code, refusal.field) == ("answers_incomplete", "answers.manajemen_umum.answers")
    assert "12" in refusal.remedy.en
    assert check_answers(OF_2009, {}, {"manajemen_umum": (True,) * 12}) == []
    wrong = {"5a": (True,)}
    assert told(check_answers(OF_2009, {}, wrong)) == [("wrong_way_of_entry", "answers.5a.answers")]


def test_answers_and_their_count_must_agree() -> None:
    """Two yes and a count of three are refused; two and two, or answers alone, are not."""
    answers = {"manajemen_umum": (True,) * 2 + (False,) * 10}
    assert told(check_answers(OF_2009, {"manajemen_umum": 3}, answers)) == [
        ("answers_contradict_count", "answers.manajemen_umum.yes")
    ]
    assert check_answers(OF_2009, {"manajemen_umum": 2}, answers) == []


def test_a_component_entered_wrongly_is_refused() -> None:
    """A ratio for a questionnaire, a value above 100, a score above the weight."""
    found = check_components(
        OF_2009,
        ratios={"manajemen_umum": Decimal(5), "5a": Decimal(-12)},
        values={"5a": Decimal("100.01"), "5b": Decimal(100), "6a": Decimal(-1)},
        scores={"1a": Decimal(7), "1b": Decimal(6), "1c": Decimal(-1), "9z": Decimal(1)},
    )
    assert told(found) == [
        ("wrong_way_of_entry", "components.manajemen_umum.ratio"),
        ("value_out_of_range", "components.5a.value"),
        ("component_may_not_be_negative", "components.6a.value"),
        ("score_above_weight", "components.1a.score"),
        ("component_may_not_be_negative", "components.1c.score"),
        ("unknown_component", "components.9z.component"),
    ]


def test_a_ruling_gives_a_component_a_value() -> None:
    """75 is a value, 101 is none, and 9z is no component."""
    assert check_ruling(OF_2009, "1c", Decimal(75)) == []
    assert told(check_ruling(OF_2009, "1c", Decimal(101))) == [("value_out_of_range", "value")]
    assert told(check_ruling(OF_2009, "9z", Decimal(1))) == [("unknown_component", "component")]


def test_everything_entered_is_checked_together() -> None:
    """One wrong figure and one wrong score are told in one answer."""
    given = entries(figures={"kas": -1}, scores={"1a": 7}, yes_counts={"manajemen_umum": 3})
    assert told(check_entries(OF_2009, given)) == [
        ("figure_may_not_be_negative", "figures.kas.amount"),
        ("score_above_weight", "components.1a.score"),
    ]


def test_unknown_adjustments_are_refused() -> None:
    """The law has six corrections and four faults."""
    found = check_adjustments(OF_2009, Adjustments(corrections=("K7", "K1"), faults=("K1",)))
    assert told(found) == [
        ("unknown_adjustment", "corrections[0]"),
        ("unknown_adjustment", "faults[0]"),
    ]


@pytest.mark.parametrize(
    ("corrections", "levels", "accepted"),
    [
        (("K1", "K2"), None, True),
        (("K1", "K2"), 1, True),
        (("K1", "K2"), 2, True),
        (("K1", "K2"), 3, False),
        (("K1", "K2"), 0, False),
        (("K1",), None, True),
        (("K1",), 1, False),
        ((), 0, False),
    ],
)
def test_levels_are_given_only_for_several_corrections(
    corrections: tuple[str, ...], levels: int | None, accepted: bool
) -> None:
    """Two corrections lower one or two levels, by ruling; one correction lowers one, by rule."""
    adjustments = Adjustments(corrections=corrections, levels=levels)
    assert (check_adjustments(OF_2009, adjustments) == []) is accepted


def test_levels_are_not_asked_where_the_law_is_known() -> None:
    """A ruleset that counts one level for each correction takes none by hand."""
    ruleset = several(SeveralCorrections.ONE_LEVEL_EACH)
    adjustments = Adjustments(corrections=("K1", "K2"), levels=2)
    assert told(check_adjustments(ruleset, adjustments)) == [("levels_out_of_range", "levels")]
