"""Which figures of the statements may be entered under a ruleset.

A figure and its parts are compared only where all of them are given together:
half of a balance sheet is not wrong, it is unfinished.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from difflib import get_close_matches

from domain.kernel.refusals import Refusal
from domain.scoring.amounts import refused_amount
from domain.scoring.arithmetic import exactly
from domain.scoring.refusals import (
    FigureContradictsParts,
    FigureMayNotBeNegative,
    UnknownFigure,
)
from domain.scoring.ruleset import Figure, Ruleset


def check_figures(ruleset: Ruleset, figures: Mapping[str, Decimal]) -> list[Refusal]:
    """Return every reason why *figures*, by name, cannot be entered."""
    known = {figure.name: figure for figure in ruleset.figures}
    checked = [_check_figure(ruleset, known, name, amount) for name, amount in figures.items()]
    refused = [refusal for refusal in checked if refusal is not None]
    return refused or _check_sums(ruleset, figures)


def near(name: str, known: Collection[str]) -> str:
    """Return the names most like *name*, or all that are known, as one line."""
    return ", ".join(get_close_matches(name, known) or known)


def _check_figure(
    ruleset: Ruleset, known: Mapping[str, Figure], name: str, amount: Decimal
) -> Refusal | None:
    field = f"figures.{name}.amount"
    if name not in known:
        return UnknownFigure(
            field=f"figures.{name}.name", name=name, ruleset=ruleset.id, known=near(name, known)
        )
    if refused := refused_amount(amount, field=field):
        return refused
    if amount < 0 and not known[name].may_be_negative:
        return FigureMayNotBeNegative(field=field, name=name, given=amount)
    return None


def _check_sums(ruleset: Ruleset, given: Mapping[str, Decimal]) -> list[Refusal]:
    return [
        refusal
        for figure in ruleset.figures
        if figure.parts and {figure.name, *(part.figure for part in figure.parts)} <= given.keys()
        if (refusal := _check_sum(figure, given)) is not None
    ]


def _check_sum(figure: Figure, given: Mapping[str, Decimal]) -> Refusal | None:
    with exactly():
        total = sum((given[part.figure] * part.factor for part in figure.parts), Decimal(0))
    if total == given[figure.name]:
        return None
    return FigureContradictsParts(
        field=f"figures.{figure.name}.amount",
        name=figure.name,
        given=given[figure.name],
        sum=total,
        parts=", ".join(part.figure for part in figure.parts),
    )
