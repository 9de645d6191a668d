"""A component may be entered in several ways; the most direct one counts."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.scoring.document import Basis, ComponentScore, InputTrace
from domain.scoring.engine import score
from domain.scoring.entries import Entered, Entries
from domain.scoring.ruleset import Rounding, RoundingMode
from tests.unit.domain.scoring.rules import OF_2009, SEMARANG, answer, entries

FIGURES = {"kas": 30, "bank": 100, "kewajiban_lancar": 1000}
ALL = {
    "figures": FIGURES,
    "ratios": {"5a": 18},
    "values": {"5a": 25},
    "scores": {"5a": 9},
}


@pytest.mark.parametrize(
    ("ways", "basis", "points"),
    [
        (("figures",), Basis.FIGURES, 10),
        (("figures", "ratios"), Basis.RATIO, 5),
        (("figures", "ratios", "values"), Basis.VALUE, "2.5"),
        (("figures", "ratios", "values", "scores"), Basis.SCORE, 9),
    ],
)
def test_a_score_goes_before_a_value_before_a_ratio_before_figures(
    ways: tuple[str, ...], basis: Basis, points: str | int
) -> None:
    """13% by figures, 18% by ratio, 25 by value, 9 by score: the last one named counts."""
    found = answer(OF_2009, entries(**{way: ALL[way] for way in ways}), "5a")
    assert isinstance(found, ComponentScore)
    assert (found.basis, found.score) == (basis, Decimal(points))


def test_answers_count_and_a_value_goes_before_them() -> None:
    """7 of 12 yes answers make 1.75; a value of 50 entered beside them makes 1.50."""
    counted = answer(OF_2009, entries(yes_counts={"manajemen_umum": 7}), "manajemen_umum")
    valued = answer(
        OF_2009,
        entries(yes_counts={"manajemen_umum": 7}, values={"manajemen_umum": 50}),
        "manajemen_umum",
    )
    assert isinstance(counted, ComponentScore)
    assert isinstance(valued, ComponentScore)
    assert (counted.basis, counted.value, counted.score) == (
        Basis.YES_COUNT,
        Decimal("58.33"),
        Decimal("1.75"),
    )
    assert (valued.basis, valued.score) == (Basis.VALUE, Decimal("1.50"))


def test_no_yes_at_all_earns_nothing() -> None:
    """The table has no row for it; nought answers are nought points."""
    found = answer(SEMARANG, entries(yes_counts={"manajemen_aktiva": 0}), "manajemen_aktiva")
    assert isinstance(found, ComponentScore)
    assert found.value == found.score == 0


def test_a_direct_entry_is_traced_by_the_components_key() -> None:
    """The ratio of the fourth event is named with its place there."""
    entry = Entered(amount=Decimal(18), version=4, pointer="/components/5a/ratio")
    found = answer(OF_2009, Entries(ratios={"5a": entry}), "5a")
    assert isinstance(found, ComponentScore)
    assert found.inputs == (
        InputTrace(figure="5a", amount=Decimal(18), version=4, pointer="/components/5a/ratio"),
    )


def test_a_figure_follows_from_its_parts() -> None:
    """MEPP 3 and benefit 5 make a promotion of 8 over savings of 100."""
    parts = {"mepp": 3, "manfaat_shu": 5, "simpanan_pokok": 20, "simpanan_wajib": 80}
    found = answer(OF_2009, entries(figures=parts), "7b")
    assert isinstance(found, ComponentScore)
    assert [each.figure for each in found.inputs] == list(parts)
    assert found.ratio == Decimal("8.00")


def test_a_figure_entered_whole_needs_no_parts() -> None:
    """A promotion of 8 entered as such is the input; its part beside it is not used."""
    whole = {"pea": 8, "mepp": 3, "simpanan_pokok": 20, "simpanan_wajib": 80}
    found = answer(OF_2009, entries(figures=whole), "7b")
    assert isinstance(found, ComponentScore)
    assert [each.figure for each in found.inputs] == ["pea", "simpanan_pokok", "simpanan_wajib"]


def test_weighted_capital_follows_the_published_weights() -> None:
    """KSP Tani Makmur 2010: equity 143,498,202 and half of its liabilities."""
    nominal = {
        "simpanan_pokok": 3_080_000,
        "simpanan_wajib": 8_885_000,
        "modal_penyetaraan": 0,
        "modal_penyertaan": 12_500_000,
        "cadangan_umum": 110_640_448,
        "cadangan_tujuan_risiko": 8_342_850,
        "modal_sumbangan": 0,
        "shu_belum_dibagi": 20_942_658,
        "tabungan_koperasi": 954_118_675,
        "simpanan_berjangka": 4_519_093,
        "beban_ymh_dibayar": 47_666_324,
        "dana_diterima": 849_025_621,
        "kewajiban_lain": 0,
    }
    found = answer(OF_2009, entries(figures={**nominal, "atmr": 10**10}), "1c")
    assert isinstance(found, ComponentScore)
    assert found.numerator == Decimal("1071163058.5")
    assert len(found.inputs) == 14


def test_missing_figures_are_named_once_work_on_them_has_begun() -> None:
    """With cash alone, bank and liabilities are missing; 5b is missing as a whole."""
    missing = score(OF_2009, entries(figures={"kas": 1})).missing
    assert {"bank", "kewajiban_lancar", "5b"} <= set(missing)
    assert not {"5a", "kas"} & set(missing)


def test_a_figure_missing_in_two_components_is_named_once() -> None:
    """Total loan volume is asked for in 2a and in 4c."""
    figures = {"volume_pinjaman_anggota": 1, "biaya_karyawan": 1}
    missing = score(OF_2009, entries(figures=figures)).missing
    assert missing.count("volume_pinjaman") == 1


def test_a_law_that_rounds_first_is_followed() -> None:
    """5.004% is above 5 in fact, and on it when the law compares two places."""
    given = entries(figures={"modal_sendiri": 5_004, "total_aset": 100_000})
    rounding = replace(SEMARANG.rounding, before_comparing=True)
    exact = answer(SEMARANG, given, "1a")
    rounded = answer(replace(SEMARANG, rounding=rounding), given, "1a")
    assert isinstance(exact, ComponentScore)
    assert isinstance(rounded, ComponentScore)
    assert [exact.value, rounded.value] == [50, 25]


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (RoundingMode.HALF_UP, "12.35"),
        (RoundingMode.HALF_EVEN, "12.34"),
        (RoundingMode.CEILING, "12.35"),
        (RoundingMode.FLOOR, "12.34"),
    ],
)
def test_a_ratio_is_shown_as_the_ruleset_rounds(mode: RoundingMode, shown: str) -> None:
    """12.345% shows as 12.35 or 12.34; the places are the ruleset's."""
    rounding = Rounding(places=2, mode=mode, provenance=OF_2009.rounding.provenance)
    given = entries(figures={"kas": 12_345, "bank": 0, "kewajiban_lancar": 100_000})
    found = answer(replace(OF_2009, rounding=rounding), given, "5a")
    assert found.ratio == Decimal(shown)
