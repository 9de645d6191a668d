"""The books of an invented cooperative at the end of a year: they balance, to the rupiah.

Amounts are whole thousands of rupiah. The last line of each side takes up what the
others leave, which is how a balance comes about here and nowhere else.
"""

from decimal import Decimal

import msgspec

from cli.demonstration.dice import Dice
from cli.demonstration.targets import FIRST_YEAR, Targets

_THOUSAND = Decimal(1000)
_HALF = Decimal("0.5")


class Lending(msgspec.Struct, frozen=True, kw_only=True):
    """What was lent: the state of the loans at the end of the year."""

    outstanding: Decimal
    volume: Decimal
    volume_to_members: Decimal
    substandard: Decimal
    doubtful: Decimal
    lost: Decimal
    unsecured: Decimal
    provision: Decimal

    @property
    def troubled(self) -> Decimal:
        """What the law counts of bad loans: half, three quarters, all."""
        weighted = self.substandard * _HALF + self.doubtful * Decimal("0.75") + self.lost
        return weighted.to_integral_value()


class BalanceSheet(msgspec.Struct, frozen=True, kw_only=True):
    """Assets on one side, debts and equity on the other."""

    cash: Decimal
    bank: Decimal
    loans_after_provision: Decimal
    fixed_assets: Decimal
    other_assets: Decimal
    current_liabilities: Decimal
    long_term_liabilities: Decimal
    principal_savings: Decimal
    mandatory_savings: Decimal
    grants: Decimal
    reserves: Decimal
    surplus: Decimal

    @property
    def assets(self) -> Decimal:
        """Everything the cooperative has."""
        liquid = self.cash + self.bank
        return liquid + self.loans_after_provision + self.fixed_assets + self.other_assets

    @property
    def liabilities(self) -> Decimal:
        """Everything it owes to others, its members' voluntary savings included."""
        return self.current_liabilities + self.long_term_liabilities

    @property
    def equity(self) -> Decimal:
        """What is its own (modal sendiri)."""
        savings = self.principal_savings + self.mandatory_savings
        return savings + self.grants + self.reserves + self.surplus


class IncomeStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A year's income and expenses, in the order in which they are subtracted."""

    gross_participation: Decimal
    cost_of_participation: Decimal
    other_income: Decimal
    operating_expenses: Decimal
    cooperative_expenses: Decimal
    salaries: Decimal

    @property
    def net_participation(self) -> Decimal:
        """What members' business left (partisipasi neto)."""
        return self.gross_participation - self.cost_of_participation

    @property
    def gross_surplus(self) -> Decimal:
        """Before the expenses of the house (SHU kotor)."""
        return self.net_participation + self.other_income

    @property
    def expenses(self) -> Decimal:
        """Operating and cooperative expenses together."""
        return self.operating_expenses + self.cooperative_expenses

    @property
    def surplus(self) -> Decimal:
        """What remained before tax (SHU sebelum pajak)."""
        return self.gross_surplus - self.expenses


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """One year of one cooperative. *funds* are dana diterima, *benefit* is PEA."""

    balance: BalanceSheet
    income: IncomeStatement
    lending: Lending
    funds: Decimal
    members_share: Decimal
    benefit: Decimal


class _Totals(msgspec.Struct, frozen=True, kw_only=True):
    assets: Decimal
    equity: Decimal
    current: Decimal
    liquid: Decimal


def books_of(number: int, year: int, targets: Targets) -> Books:
    """Return the books of the *number*-th cooperative for *year*, near its *targets*."""
    assets = _thousands(_assets(number, year))
    aims = {key: ratio / 100 for key, ratio in targets.ratios.items()}
    dice = Dice("books", number, year)
    equity = _thousands(assets * aims["1a"])
    income = _income(dice, min(assets * aims["6a"], equity * _HALF), aims)
    current = _thousands((assets - equity) * dice.between(_HALF, Decimal("0.8"), "current"))
    liquid = _thousands(current * aims["5a"])
    lending = _lending(dice, min(assets * aims["5b"] * Decimal("0.96"), assets - liquid), aims)
    balance = _balance(
        dice,
        totals=_Totals(assets=assets, equity=equity, current=current, liquid=liquid),
        loans=lending.outstanding - lending.provision,
        surplus=income.surplus,
    )
    savings = balance.principal_savings + balance.mandatory_savings
    return Books(
        balance=balance,
        income=income,
        lending=lending,
        funds=_thousands(lending.outstanding / aims["5b"]),
        members_share=_thousands(min(equity * aims["6b"], income.surplus * Decimal("0.7"))),
        benefit=_thousands(savings * aims["7b"]),
    )


def _assets(number: int, year: int) -> Decimal:
    """Return total assets: most cooperatives small, a few large, each growing its own way."""
    dice = Dice("assets", number)
    millions = 350 + dice.below(900, "base") * (1 + dice.below(6, "step")) ** 2
    growth = dice.between(Decimal("0.97"), Decimal("1.14"), "growth")
    return Decimal(millions) * 1_000_000 * growth ** (year - FIRST_YEAR)


def _lending(dice: Dice, most: Decimal, aims: dict[str, Decimal]) -> Lending:
    outstanding = _thousands(most * Decimal("0.94"))
    volume = _thousands(outstanding * dice.between(Decimal("1.05"), Decimal("1.4"), "turnover"))
    troubled = outstanding * aims["2b"]
    return Lending(
        outstanding=outstanding,
        volume=volume,
        volume_to_members=_thousands(volume * aims["2a"]),
        substandard=_thousands(troubled * Decimal("0.4")),
        doubtful=_thousands(troubled * Decimal("0.4")),
        lost=_thousands(troubled * _HALF),
        unsecured=_thousands(outstanding * aims["2d"]),
        provision=_thousands(max(troubled * aims["2c"], outstanding / 200)),
    )


def _income(dice: Dice, surplus: Decimal, aims: dict[str, Decimal]) -> IncomeStatement:
    """Work back from the surplus to the income and expenses that leave it."""
    outside = (1 - aims["7a"]) / aims["7a"]
    cost = min(aims["4a"], outside + Decimal("0.9"))
    gross = surplus / (1 + outside - cost)
    house = gross * cost
    wanted = min(surplus * aims["4b"] / (1 - aims["4b"]), house * Decimal("0.85"))
    expenses = max(wanted, house - gross * Decimal("0.9"))
    running = expenses * dice.between(Decimal("0.86"), Decimal("0.93"), "running")
    return IncomeStatement(
        gross_participation=_thousands(gross),
        cost_of_participation=_thousands(house - expenses),
        other_income=_thousands(gross * outside),
        operating_expenses=_thousands(running),
        cooperative_expenses=_thousands(expenses - running),
        salaries=_thousands(running * dice.between(Decimal("0.3"), Decimal("0.55"), "salaries")),
    )


def _balance(dice: Dice, *, totals: _Totals, loans: Decimal, surplus: Decimal) -> BalanceSheet:
    """Divide the totals into lines; the last line of each side takes what is left."""
    cash = _thousands(totals.liquid * dice.between(Decimal("0.2"), Decimal("0.6"), "cash"))
    rest = totals.assets - totals.liquid - loans
    fixed = _thousands(rest * dice.between(_HALF, Decimal("0.9"), "fixed"))
    kept = totals.equity - surplus
    mandatory = _thousands(kept * dice.between(Decimal("0.4"), Decimal("0.6"), "mandatory"))
    principal = _thousands(kept * dice.between(Decimal("0.08"), Decimal("0.15"), "principal"))
    grants = _thousands(kept * dice.between(Decimal(0), Decimal("0.05"), "grants"))
    return BalanceSheet(
        cash=cash,
        bank=totals.liquid - cash,
        loans_after_provision=loans,
        fixed_assets=fixed,
        other_assets=rest - fixed,
        current_liabilities=totals.current,
        long_term_liabilities=totals.assets - totals.equity - totals.current,
        principal_savings=principal,
        mandatory_savings=mandatory,
        grants=grants,
        reserves=kept - mandatory - principal - grants,
        surplus=surplus,
    )


def _thousands(amount: Decimal) -> Decimal:
    return (amount / _THOUSAND).to_integral_value() * _THOUSAND
