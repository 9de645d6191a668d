"""One component from what was entered to its score, or to what is lacking.

Of several ways of entry the most direct one counts: score, then value, then
ratio, then figures or yes answers. A ruling is used only where one is needed: an
old ruling does not outlive the figures that made it necessary.
"""

from decimal import Decimal

import msgspec

from domain.scoring.arithmetic import quotient, value_of, weighted
from domain.scoring.document import Basis, ComponentScore, InputTrace
from domain.scoring.entries import Entered, Entries, Ruling
from domain.scoring.figures import KnownFigures, combination, inputs_of, trace
from domain.scoring.plans import BandScore, CountPlan, RatioPlan
from domain.scoring.result import RulingNeeded, RulingReason
from domain.scoring.tables import locate

_HUNDRED = Decimal(100)
_ONE = Decimal(1)


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """The figures, or the component itself, that must be entered first."""

    names: tuple[str, ...]


class _Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A ratio as it was found, before a band is looked up. *shown* is rounded."""

    basis: Basis
    inputs: tuple[InputTrace, ...]
    scaled: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    shown: Decimal | None = None


class _Open(msgspec.Struct, frozen=True, kw_only=True):
    """Why the table does not decide, and between which values."""

    reason: RulingReason
    candidates: tuple[Decimal, ...] = ()


Answer = ComponentScore | RulingNeeded | Missing


def score_component(
    plan: RatioPlan | CountPlan, entries: Entries, known: KnownFigures, ruling: Ruling | None
) -> Answer:
    """Score one component. Call it under `arithmetic.exactly`."""
    if score := entries.scores.get(plan.key):
        return _from_score(plan, score)
    if value := entries.values.get(plan.key):
        return _from_value(plan, value)
    if isinstance(plan, CountPlan):
        return _from_yes_count(plan, entries.yes_counts.get(plan.key))
    measured = _measure(plan, entries.ratios.get(plan.key), known)
    return measured if isinstance(measured, Missing) else _from_ratio(plan, measured, ruling)


def _from_score(plan: RatioPlan | CountPlan, entered: Entered) -> ComponentScore:
    return ComponentScore(
        component=plan.key,
        basis=Basis.SCORE,
        inputs=(trace(plan.key, entered),),
        value=value_of(entered.amount, plan.weight, plan.rounding),
        score=entered.amount,
    )


def _from_value(plan: RatioPlan | CountPlan, entered: Entered) -> ComponentScore:
    return ComponentScore(
        component=plan.key,
        basis=Basis.VALUE,
        inputs=(trace(plan.key, entered),),
        value=entered.amount,
        score=weighted(entered.amount, plan.weight),
    )


def _from_yes_count(plan: CountPlan, entered: Entered | None) -> ComponentScore | Missing:
    if entered is None:
        return Missing(names=(plan.key,))
    score = entered.amount * plan.per_yes
    return ComponentScore(
        component=plan.key,
        basis=Basis.YES_COUNT,
        inputs=(trace(plan.key, entered),),
        value=value_of(score, plan.weight, plan.rounding),
        score=score,
    )


def _measure(plan: RatioPlan, entered: Entered | None, known: KnownFigures) -> _Measured | Missing:
    """Return the ratio as entered, or as it follows from figures."""
    if entered is not None:
        return _Measured(
            basis=Basis.RATIO,
            inputs=(trace(plan.key, entered),),
            scaled=entered.amount,
            shown=entered.amount,
        )
    lacking = tuple(name for name in plan.figures if name not in known)
    if lacking:
        return Missing(names=lacking if len(lacking) < len(plan.figures) else (plan.key,))
    return _measure_figures(plan, known)


def _measure_figures(plan: RatioPlan, known: KnownFigures) -> _Measured:
    numerator = combination(plan.numerator, known)
    denominator = combination(plan.denominator, known)
    scaled = numerator * _HUNDRED
    return _Measured(
        basis=Basis.FIGURES,
        inputs=inputs_of(plan.figures, known),
        scaled=scaled,
        numerator=numerator,
        denominator=denominator,
        shown=quotient(scaled, denominator, plan.rounding) if denominator else None,
    )


def _from_ratio(
    plan: RatioPlan, measured: _Measured, ruling: Ruling | None
) -> ComponentScore | RulingNeeded:
    found = _look_up(plan, measured)
    if isinstance(found, BandScore):
        return _scored(plan, measured, found)
    if ruling is not None:
        return _ruled(plan, measured, ruling)
    return RulingNeeded(
        component=plan.key,
        reason=found.reason,
        ratio=measured.shown,
        candidates=found.candidates,
    )


def _look_up(plan: RatioPlan, measured: _Measured) -> BandScore | _Open:
    """Return what the ratio earns, or why the table does not say."""
    if measured.shown is None:
        return plan.zero_denominator or _Open(reason=RulingReason.ZERO_DENOMINATOR)
    claims = plan.table.cells[_cell(plan, measured, measured.shown)]
    if len(claims) != 1:
        return _disputed(plan, claims)
    earned = plan.band_scores[claims[0]]
    if earned.candidates:
        return _Open(reason=RulingReason.CONTRADICTION, candidates=earned.candidates)
    return earned


def _cell(plan: RatioPlan, measured: _Measured, shown: Decimal) -> int:
    if plan.rounding.before_comparing:
        return locate(plan.table.edges, shown, _ONE)
    return locate(plan.table.edges, measured.scaled, measured.denominator or _ONE)


def _disputed(plan: RatioPlan, claims: tuple[int, ...]) -> _Open:
    if not claims:
        return _Open(reason=RulingReason.NO_BAND)
    values = {plan.band_scores[index].value for index in claims}
    return _Open(reason=RulingReason.SEVERAL_BANDS, candidates=tuple(sorted(values)))


def _scored(plan: RatioPlan, measured: _Measured, earned: BandScore) -> ComponentScore:
    return ComponentScore(
        component=plan.key,
        basis=measured.basis,
        inputs=measured.inputs,
        numerator=measured.numerator,
        denominator=measured.denominator,
        ratio=measured.shown,
        band=earned.band,
        value=earned.value,
        score=earned.score,
    )


def _ruled(plan: RatioPlan, measured: _Measured, ruling: Ruling) -> ComponentScore:
    score = weighted(ruling.value, plan.weight)
    ruled = _scored(plan, measured, BandScore(band=None, value=ruling.value, score=score))
    return msgspec.structs.replace(ruled, basis=Basis.RULING, ruling=ruling.version)
