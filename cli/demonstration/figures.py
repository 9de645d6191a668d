"""From the books to the figures that a ruleset asks for, under the law's own names.

Rulesets ask for different figures; each gets what it names and nothing else, sorted
into the forms that an operator fills in (statements, loan data).
"""

from collections.abc import Mapping
from decimal import Decimal

from cli.demonstration.books import Books
from domain.scoring.ruleset import RatioMeasure, Ruleset, Section

Figures = Mapping[str, Decimal]


def statement_figures(books: Books, ruleset: Ruleset) -> Figures:
    """Return the figures of the balance sheet and the income statement."""
    return _asked(books, ruleset, {Section.BALANCE_SHEET, Section.INCOME_STATEMENT})


def loan_figures(books: Books, ruleset: Ruleset) -> Figures:
    """Return the supplementary figures on loans."""
    return _asked(books, ruleset, {Section.LOAN_DATA})


def _asked(books: Books, ruleset: Ruleset, sections: set[Section]) -> Figures:
    known = all_figures(books)
    wanted = _wanted(ruleset, known)
    return {
        figure.name: known[figure.name]
        for figure in ruleset.figures
        if figure.section in sections and figure.name in wanted
    }


def _wanted(ruleset: Ruleset, known: Figures) -> set[str]:
    """Return what the formulas of *ruleset* name, split into parts where the books have them."""
    parts = {figure.name: {part.figure for part in figure.parts} for figure in ruleset.figures}
    ratios = [each.measure for each in ruleset.components if isinstance(each.measure, RatioMeasure)]
    terms = {term.figure for ratio in ratios for term in ratio.numerator + ratio.denominator}
    split = {name for name in terms if parts[name] and parts[name] <= known.keys()}
    return (terms - split).union(*(parts[name] for name in split))


def all_figures(books: Books) -> Figures:
    """Return everything that any ruleset asks for, in rupiah."""
    return {**_balance(books), **_income(books), **_lending(books)}


def _balance(books: Books) -> Figures:
    balance = books.balance
    liabilities = balance.liabilities / 2
    return {
        "kas": balance.cash,
        "bank": balance.bank,
        "aktiva_tetap": balance.fixed_assets,
        "total_aset": balance.assets,
        "kewajiban_lancar": balance.current_liabilities,
        "simpanan_pokok": balance.principal_savings,
        "simpanan_wajib": balance.mandatory_savings,
        "modal_sendiri": balance.equity,
        "total_modal_sendiri": balance.equity,
        "modal_tertimbang": balance.equity - balance.surplus / 2 + liabilities,
        "atmr": balance.loans_after_provision + balance.fixed_assets + balance.other_assets,
        "dana_diterima": books.funds,
    }


def _income(books: Books) -> Figures:
    income = books.income
    return {
        "partisipasi_bruto": income.gross_participation,
        "partisipasi_neto": income.net_participation,
        "pendapatan": income.other_income,
        "beban_operasi_anggota": income.cost_of_participation + income.expenses,
        "biaya_operasional_pelayanan": income.cost_of_participation + income.expenses,
        "beban_usaha": income.operating_expenses,
        "beban_perkoperasian": income.cooperative_expenses,
        "biaya_karyawan": income.salaries,
        "biaya_gaji_honor": income.salaries,
        "shu_kotor": income.gross_surplus,
        "shu_sebelum_pajak": income.surplus,
        "shu_sebelum_bunga_pajak": income.surplus,
        "shu_bagian_anggota": books.members_share,
        "manfaat_shu": books.benefit - books.benefit // 5 * 2,
        "mepp": books.benefit // 5 * 2,
        "pea": books.benefit,
    }


def _lending(books: Books) -> Figures:
    lending = books.lending
    return {
        "volume_pinjaman": lending.volume,
        "volume_pinjaman_anggota": lending.volume_to_members,
        "bmpp_non_anggota": lending.volume - lending.volume_to_members,
        "pinjaman_diberikan": lending.outstanding,
        "pinjaman_berisiko": lending.unsecured,
        "pinjaman_diberikan_berisiko": lending.unsecured,
        "kurang_lancar": lending.substandard,
        "diragukan": lending.doubtful,
        "macet": lending.lost,
        "pinjaman_bermasalah": lending.troubled,
        "cadangan_risiko": lending.provision,
    }
