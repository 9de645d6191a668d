"""What may be entered under a ruleset, checked before anything enters the log.

Each check returns every refusal it finds, so that a form can mark all its fields
at once; hand the lists to `domain.kernel.refusals.refuse_all`. Nothing is repaired: a
figure that is nearly right is still the wrong figure.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from domain.kernel.refusals import Refusal
from domain.scoring.component_inputs import check_answers, check_components, check_ruling
from domain.scoring.entries import Adjustments, Entered, Entries
from domain.scoring.figure_inputs import check_figures, near
from domain.scoring.refusals import LevelsOutOfRange, UnknownAdjustment
from domain.scoring.ruleset import Condition, Ruleset, SeveralCorrections

__all__ = [
    "check_adjustments",
    "check_answers",
    "check_components",
    "check_entries",
    "check_figures",
    "check_ruling",
]


def check_entries(ruleset: Ruleset, entries: Entries) -> list[Refusal]:
    """Check everything that came in for one assessment, together."""
    return check_figures(ruleset, _amounts(entries.figures)) + check_components(
        ruleset,
        ratios=_amounts(entries.ratios),
        yes_counts=_amounts(entries.yes_counts),
        values=_amounts(entries.values),
        scores=_amounts(entries.scores),
    )


def check_adjustments(ruleset: Ruleset, adjustments: Adjustments) -> list[Refusal]:
    """Check that corrections and faults exist, and that *levels* fits them."""
    return [
        *_unknown(ruleset, "corrections", adjustments.corrections, ruleset.corrections.items),
        *_unknown(ruleset, "faults", adjustments.faults, ruleset.faults.items),
        *_check_levels(ruleset, adjustments),
    ]


def _unknown(
    ruleset: Ruleset, field: str, given: Iterable[str], items: Iterable[Condition]
) -> list[Refusal]:
    known = [item.key for item in items]
    return [
        UnknownAdjustment(
            field=f"{field}[{index}]", name=key, ruleset=ruleset.id, known=near(key, known)
        )
        for index, key in enumerate(given)
        if key not in known
    ]


def _check_levels(ruleset: Ruleset, adjustments: Adjustments) -> list[Refusal]:
    """Levels may be left out until they are known, and given only where asked for."""
    count = len(set(adjustments.corrections))
    asked = ruleset.corrections.several is SeveralCorrections.RULING and count > 1
    levels = adjustments.levels
    if levels is None or (asked and 1 <= levels <= count):
        return []
    return [LevelsOutOfRange(field="levels", given=levels, count=count)]


def _amounts(entered: Mapping[str, Entered]) -> dict[str, Decimal]:
    return {name: entry.amount for name, entry in entered.items()}
