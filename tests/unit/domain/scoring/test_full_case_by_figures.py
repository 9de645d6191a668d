"""A whole assessment by figures under 14/2009, calculated by hand.

| component | numerator / denominator (million rupiah) | ratio | value | score |
|---|---|---|---|---|
| 1a | 450 / 1,000 | 45.00 | 100 | 6.00 |
| 1b | 450 / 600 | 75.00 | 80 | 4.80 |
| 1c | 91 / 1,300 | 7.00 | 75 | 2.25 |
| 2a | 720 / 800 | 90.00 | 100 | 10.00 |
| 2b | 0.5 x 20 + 0.75 x 16 + 8 = 30 / 750 | 4.00 | 80 | 4.00 |
| 2c | 22 / 44 | 50.00 | 50 | 2.50 |
| 2d | 180 / 750 | 24.00 | 75 | 3.75 |
| 3 | yes: 11, 6, 4, 9, 5 | | | 2.75 + 3.00 + 2.40 + 2.70 + 3.00 |
| 4a | 92 / 100 | 92.00 | 75 | 3.00 |
| 4b | 36 / 60 | 60.00 | 75 | 3.00 |
| 4c | 40 / 800 | 5.00 | 100 | 2.00 |
| 5a | 12 + 40 = 52 / 400 | 13.00 | 100 | 10.00 |
| 5b | 750 / 1,000 | 75.00 | 75 | 3.75 |
| 6a | 75 / 1,000 | 7.50 | 75 | 2.25 |
| 6b | 15.75 / 450 | 3.50 | 50 | 1.50 |
| 6c | 45 / (36 + 9) | 100.00 | 0 | 0.00 |
| 7a | 100 / (100 + 60) | 62.50 | 75 | 5.25 |
| 7b | 3 + 5 = 8 / (20 + 80) | 8.00 | 75 | 2.25 |

13.05 + 20.25 + 13.85 + 8.00 + 13.75 + 3.75 + 7.50 = 80.15, SEHAT.
"""

from decimal import Decimal

import pytest

from domain.scoring.digests import digest
from domain.scoring.document import Basis, ComponentScore, InputTrace, ScoreDocument
from domain.scoring.engine import score
from domain.scoring.entries import Adjustments, Entered, Entries
from domain.scoring.predicates import Predicate
from domain.scoring.ruleset import Ruleset
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, entered

MILLIONS = {
    "modal_sendiri": "450",
    "total_aset": "1000",
    "pinjaman_diberikan_berisiko": "600",
    "modal_tertimbang": "91",
    "atmr": "1300",
    "volume_pinjaman_anggota": "720",
    "volume_pinjaman": "800",
    "kurang_lancar": "20",
    "diragukan": "16",
    "macet": "8",
    "pinjaman_diberikan": "750",
    "cadangan_risiko": "22",
    "pinjaman_bermasalah": "44",
    "pinjaman_berisiko": "180",
    "beban_operasi_anggota": "92",
    "partisipasi_bruto": "100",
    "beban_usaha": "36",
    "shu_kotor": "60",
    "biaya_karyawan": "40",
    "kas": "12",
    "bank": "40",
    "kewajiban_lancar": "400",
    "dana_diterima": "1000",
    "shu_sebelum_pajak": "75",
    "shu_bagian_anggota": "15.75",
    "total_modal_sendiri": "450",
    "partisipasi_neto": "45",
    "beban_perkoperasian": "9",
    "pendapatan": "60",
    "mepp": "3",
    "manfaat_shu": "5",
    "simpanan_pokok": "20",
    "simpanan_wajib": "80",
}
YES = {
    "manajemen_umum": 11,
    "manajemen_kelembagaan": 6,
    "manajemen_permodalan": 4,
    "manajemen_aktiva": 9,
    "manajemen_likuiditas": 5,
}
BY_HAND = """
1a 45.00 100 6.00
1b 75.00 80 4.80
1c 7.00 75 2.25
2a 90.00 100 10.00
2b 4.00 80 4.00
2c 50.00 50 2.50
2d 24.00 75 3.75
manajemen_umum - 91.67 2.75
manajemen_kelembagaan - 100.00 3.00
manajemen_permodalan - 80.00 2.40
manajemen_aktiva - 90.00 2.70
manajemen_likuiditas - 100.00 3.00
4a 92.00 75 3.00
4b 60.00 75 3.00
4c 5.00 100 2.00
5a 13.00 100 10.00
5b 75.00 75 3.75
6a 7.50 75 2.25
6b 3.50 50 1.50
6c 100.00 0 0.00
7a 62.50 75 5.25
7b 8.00 75 2.25
"""
CASE = Entries(
    figures={
        name: Entered(amount=Decimal(amount) * 1_000_000, version=2, pointer=f"/figures/{name}")
        for name, amount in MILLIONS.items()
    },
    yes_counts=entered(YES),
)
NONE = Adjustments()


def document(ruleset: Ruleset, adjustments: Adjustments = NONE) -> ScoreDocument:
    """Return the case as *ruleset* scores it."""
    found = score(ruleset, CASE, adjustments=adjustments).document
    assert found is not None
    return found


def of(key: str) -> ComponentScore:
    """Return one component of the case."""
    return next(each for each in document(OF_2009).components if each.component == key)


@pytest.mark.parametrize("row", BY_HAND.strip().splitlines())
def test_each_component_is_as_calculated_by_hand(row: str) -> None:
    """Cash and bank of 52 million over 400 million is 13.00%, which earns 100 and 10.00."""
    key, ratio, value, points = row.split()
    assert of(key).ratio == (None if ratio == "-" else Decimal(ratio))
    assert (str(of(key).value), of(key).score) == (value, Decimal(points))


def test_the_total_and_the_aspects_are_as_calculated_by_hand() -> None:
    """Seven aspects make 80.15, which is SEHAT."""
    found = document(OF_2009)
    aspects = " ".join(str(each.score) for each in found.aspects)
    assert aspects == "13.05 20.25 13.85 8.00 13.75 3.75 7.50"
    assert (found.total, found.predicate) == (Decimal("80.15"), Predicate.SEHAT)
    assert found.ruleset == digest(OF_2009)


def test_the_tables_of_2016_score_the_same_figures_alike() -> None:
    """Only the predicates and the audit limit changed: 80.15 is SEHAT there too."""
    found = document(OF_2016)
    assert (found.total, found.predicate) == (Decimal("80.15"), Predicate.SEHAT)
    assert found.components == document(OF_2009).components


def test_one_correction_lowers_the_case_by_one_level() -> None:
    """With a late bookkeeping the 80.15 is CUKUP_SEHAT, and the document says why."""
    found = document(OF_2009, Adjustments(corrections=("K2",)))
    assert (found.predicate_before, found.predicate) == (Predicate.SEHAT, Predicate.CUKUP_SEHAT)
    assert (found.corrections, found.levels_lowered) == (("K2",), 1)


def test_every_input_names_the_event_it_came_from() -> None:
    """Members' promotion of 8 million rests on two entries of the second event."""
    promotion = of("7b")
    assert promotion.basis is Basis.FIGURES
    assert promotion.inputs[0] == InputTrace(
        figure="mepp", amount=Decimal(3_000_000), version=2, pointer="/figures/mepp"
    )
    assert [each.figure for each in promotion.inputs] == [
        "mepp",
        "manfaat_shu",
        "simpanan_pokok",
        "simpanan_wajib",
    ]
    assert (promotion.numerator, promotion.denominator) == (
        Decimal(8_000_000),
        Decimal(100_000_000),
    )


def test_a_figure_above_and_below_the_line_is_traced_once() -> None:
    """Gross participation stands in both halves of 7a."""
    assert [each.figure for each in of("7a").inputs] == ["partisipasi_bruto", "pendapatan"]


def test_the_band_names_the_row_of_the_table() -> None:
    """45% of equity falls in the fourth row of its table."""
    assert of("1a").band == 3
