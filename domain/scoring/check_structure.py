"""What would make scoring by a ruleset meaningless: names, weights, ranks, sources.

A partial ruleset is published for reading only, so its weights need not sum.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from domain.kernel.text import Text
from domain.scoring.findings import Finding, FindingCode, blocking, flaw
from domain.scoring.provenance import Provenance
from domain.scoring.ruleset import (
    Band,
    Component,
    RatioMeasure,
    Ruleset,
    YesCountMeasure,
)

_HUNDRED = Decimal(100)


def check_structure(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield what keeps *ruleset* from being published."""
    yield from _check_duplicates(ruleset)
    yield from _check_weights(ruleset)
    yield from _check_figures(ruleset)
    for component in ruleset.components:
        yield from _check_measure(component)
    yield from _check_predicates(ruleset)
    yield from _check_sources(ruleset)


def _check_duplicates(ruleset: Ruleset) -> Iterator[Finding]:
    """Component keys and figure names share one space, because `missing` mixes them."""
    yield from _twice("aspects", (aspect.key for aspect in ruleset.aspects))
    names = [component.key for component in ruleset.components]
    yield from _twice("components", [*names, *(figure.name for figure in ruleset.figures)])
    yield from _twice("questions", _questions(ruleset))
    conditions = ruleset.corrections.items + ruleset.faults.items
    yield from _twice("adjustments", (item.key for item in conditions))
    yield from _twice("sources", (source.key for source in ruleset.sources))


def _questions(ruleset: Ruleset) -> Iterator[str]:
    for component in ruleset.components:
        if isinstance(component.measure, YesCountMeasure):
            yield from (question.key for question in component.measure.questions)


def _twice(place: str, keys: Iterable[str]) -> Iterator[Finding]:
    for key, count in Counter(keys).items():
        if count > 1:
            text = Text(f"Kunci {key} dipakai {count} kali.", f"Key {key} is used {count} times.")
            yield blocking(FindingCode.DUPLICATE_KEY, place, text)


def _check_weights(ruleset: Ruleset) -> Iterator[Finding]:
    find = flaw if ruleset.partial else blocking
    for aspect in ruleset.aspects:
        total = _sum(component.weight for component in aspect.components)
        if total != aspect.weight:
            yield find(FindingCode.WEIGHTS, aspect.key, _sums(total, aspect.weight))
    total = _sum(aspect.weight for aspect in ruleset.aspects)
    if total != _HUNDRED:
        yield find(FindingCode.WEIGHTS, "aspects", _sums(total, _HUNDRED))


def _sum(weights: Iterable[Decimal]) -> Decimal:
    return sum(weights, Decimal(0))


def _sums(total: Decimal, wanted: Decimal) -> Text:
    return Text(
        f"Bobot berjumlah {total}, seharusnya {wanted}.",
        f"Weights sum to {total} instead of {wanted}.",
    )


def _check_figures(ruleset: Ruleset) -> Iterator[Finding]:
    known = {figure.name: figure for figure in ruleset.figures}
    used = [(component.key, name) for component in ruleset.components for name in _names(component)]
    parts = [(figure.name, part.figure) for figure in ruleset.figures for part in figure.parts]
    for place, name in [*used, *parts]:
        if name not in known:
            text = Text(f"Angka {name} tidak ada.", f"There is no figure {name}.")
            yield blocking(FindingCode.UNKNOWN_FIGURE, place, text)
    for place, name in parts:
        if name in known and known[name].parts:
            text = Text(f"Bagian {name} terbagi lagi.", f"Part {name} has parts of its own.")
            yield blocking(FindingCode.NESTED_PARTS, place, text)


def _names(component: Component) -> Iterator[str]:
    if isinstance(component.measure, RatioMeasure):
        terms = component.measure.numerator + component.measure.denominator
        yield from dict.fromkeys(term.figure for term in terms)


def _check_measure(component: Component) -> Iterator[Finding]:
    measure = component.measure
    if isinstance(measure, YesCountMeasure):
        most = len(measure.questions) * measure.per_yes
        if most != component.weight:
            yield blocking(FindingCode.WEIGHTS, component.key, _sums(most, component.weight))
        return
    if not (measure.numerator and measure.denominator):
        text = Text("Rumus tidak lengkap.", "The formula is not complete.")
        yield blocking(FindingCode.NO_FORMULA, component.key, text)
    for band in measure.bands:
        yield from _check_band(component.key, band)


def _check_band(place: str, band: Band) -> Iterator[Finding]:
    if not 0 <= band.value <= _HUNDRED:
        text = Text(
            f"Nilai {band.value} di luar 0-100.", f"Value {band.value} is outside 0 to 100."
        )
        yield blocking(FindingCode.VALUE_OUT_OF_RANGE, place, text)
    if band.low is None or band.high is None or band.low < band.high:
        return
    if band.low > band.high or not (band.low_included and band.high_included):
        text = Text(
            f"Baris {band.low} sampai {band.high} kosong.",
            f"The row from {band.low} to {band.high} is empty.",
        )
        yield blocking(FindingCode.EMPTY_BAND, place, text)


def _check_predicates(ruleset: Ruleset) -> Iterator[Finding]:
    codes = [band.code for band in ruleset.predicates]
    yield from _twice("predicates", codes)
    if [band.rank for band in ruleset.predicates] != list(range(1, len(codes) + 1)):
        text = Text(
            "Peringkat predikat tidak berurutan dari 1.",
            "The ranks of the predicates do not run from 1.",
        )
        yield blocking(FindingCode.RANKS, "predicates", text)
    if ruleset.faults.predicate not in codes:
        name = ruleset.faults.predicate
        text = Text(f"Predikat {name} tidak ada.", f"There is no predicate {name}.")
        yield blocking(FindingCode.UNKNOWN_PREDICATE, "faults", text)


def _check_sources(ruleset: Ruleset) -> Iterator[Finding]:
    known = {source.key for source in ruleset.sources}
    for place, provenance in _provenances(ruleset):
        for cited in provenance.sources:
            if cited.partition(":")[0] not in known:
                text = Text(f"Sumber {cited} tidak terdaftar.", f"Source {cited} is not listed.")
                yield blocking(FindingCode.UNKNOWN_SOURCE, place, text)


def _provenances(ruleset: Ruleset) -> Iterator[tuple[str, Provenance]]:
    yield "rounding", ruleset.rounding.provenance
    yield "predicates", ruleset.predicate_provenance
    yield "corrections", ruleset.corrections.provenance
    yield "faults", ruleset.faults.provenance
    yield from ((figure.name, figure.provenance) for figure in ruleset.figures)
    yield from ((component.key, component.provenance) for component in ruleset.components)
