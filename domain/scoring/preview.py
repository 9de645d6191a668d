"""What a score would be if: another figure, or another ruleset.

The engine is the same one that decides, so a preview and a later score of the
same entries never differ. Nothing here becomes an event: a preview is not stored.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from domain.scoring.engine import score
from domain.scoring.entries import Adjustments, Entered, Entries, Ruling
from domain.scoring.result import Scoring
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset

_NOTHING = Entries()
_UNADJUSTED = Adjustments()


def preview(
    ruleset: Ruleset,
    entries: Entries,
    changes: Entries = _NOTHING,
    rulings: Iterable[Ruling] = (),
    adjustments: Adjustments = _UNADJUSTED,
) -> Scoring:
    """Score *entries* with *changes* laid over them."""
    return score(ruleset, overlaid(entries, changes), rulings, adjustments)


def overlaid(entries: Entries, changes: Entries) -> Entries:
    """Return *entries* in which what *changes* holds takes the place of what was."""
    return Entries(
        figures={**entries.figures, **changes.figures},
        yes_counts={**entries.yes_counts, **changes.yes_counts},
        ratios={**entries.ratios, **changes.ratios},
        values={**entries.values, **changes.values},
        scores={**entries.scores, **changes.scores},
    )


def carried_over(entries: Entries, source: Ruleset, target: Ruleset) -> Entries:
    """Return what of *entries*, made under *source*, means the same under *target*.

    Figures are carried by name. A ratio needs the same formula, a value or score
    the same table too: the key 5a alone means nothing, its rules do.
    """
    names = {figure.name for figure in target.figures}
    formulas = _shared(source, target, _formula)
    wholes = _shared(source, target, _whole)
    return Entries(
        figures=_only(entries.figures, names),
        yes_counts=_only(entries.yes_counts, wholes),
        ratios=_only(entries.ratios, formulas),
        values=_only(entries.values, wholes),
        scores=_only(entries.scores, wholes),
    )


def _shared(
    source: Ruleset, target: Ruleset, meaning: Callable[[Component], object]
) -> frozenset[str]:
    """Return the keys of components that have the same *meaning* in both."""
    before = {component.key: meaning(component) for component in source.components}
    return frozenset(
        component.key
        for component in target.components
        if component.key in before and before[component.key] == meaning(component)
    )


def _formula(component: Component) -> object:
    measure = component.measure
    if isinstance(measure, RatioMeasure):
        return measure.numerator, measure.denominator
    return measure


def _whole(component: Component) -> object:
    return component.weight, component.measure


def _only(entered: Mapping[str, Entered], names: Collection[str]) -> dict[str, Entered]:
    return {name: entry for name, entry in entered.items() if name in names}
