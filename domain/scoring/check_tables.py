"""What is wrong with the printed tables: gaps, overlaps, contradictions, noughts.

Only ratios that can occur are looked at: where every figure of a formula is at
least nought, nothing is missing below nought.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

import msgspec

from domain.kernel.text import Text
from domain.scoring.arithmetic import weighted
from domain.scoring.findings import Finding, FindingCode, blocking, flaw
from domain.scoring.ruleset import Component, Figure, RatioMeasure, Ruleset, Term
from domain.scoring.tables import Row, cut, spans
from domain.scoring.words import interval_words

_NOUGHT = Decimal(0)
_HUNDRED = Decimal(100)


class LogSlice(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the number line that the same rows claim, none or several."""

    claims: tuple[int, ...]
    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool


def check_tables(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield what is wrong with the tables of components and of predicates."""
    figures = {figure.name: figure for figure in ruleset.figures}
    for component in ruleset.components:
        if isinstance(component.measure, RatioMeasure):
            yield from _check_ratio(component, component.measure, figures)
    for log_slice in faulty_stretches(ruleset.predicates, low=_NOUGHT, high=_HUNDRED):
        code = FindingCode.OVERLAP if log_slice.claims else FindingCode.GAP
        yield blocking(code, "predicates", _claimed(log_slice, _TOTAL))


def faulty_stretches(
    rows: Sequence[Row], *, low: Decimal | None = None, high: Decimal | None = None
) -> list[LogSlice]:
    """Return where not exactly one of *rows* applies, from *low* to *high* inclusive."""
    table = cut(rows, [end for end in (low, high) if end is not None])
    cells = [
        (claims, span)
        for claims, span in zip(table.cells, spans(table.edges), strict=True)
        if _lies_within(span, low, high)
    ]
    runs = [(claims, [span for _, span in run]) for claims, run in groupby(cells, lambda c: c[0])]
    return [_stretch(claims, run) for claims, run in runs if len(claims) != 1]


def _lies_within(
    span: tuple[Decimal | None, Decimal | None], low: Decimal | None, high: Decimal | None
) -> bool:
    bottom, top = span
    if bottom is not None and bottom == top:
        return (low is None or bottom >= low) and (high is None or bottom <= high)
    starts = low is None or (bottom is not None and bottom >= low)
    return starts and (high is None or (top is not None and top <= high))


def _stretch(
    claims: tuple[int, ...], run: Sequence[tuple[Decimal | None, Decimal | None]]
) -> LogSlice:
    (low, first_top), (last_bottom, high) = run[0], run[-1]
    return LogSlice(
        claims=claims,
        low=low,
        low_included=low is not None and low == first_top,
        high=high,
        high_included=high is not None and high == last_bottom,
    )


def _check_ratio(
    component: Component, measure: RatioMeasure, figures: Mapping[str, Figure]
) -> Iterator[Finding]:
    yield from _check_rows(component, measure, figures)
    yield from _check_contradictions(component, measure)
    if measure.zero_denominator is None:
        yield flaw(FindingCode.NO_ZERO_RULE, component.key, _NO_ZERO_RULE)
    if _may_be_negative(measure.denominator, figures):
        yield flaw(FindingCode.NEGATIVE_DENOMINATOR, component.key, _NEGATIVE)


def _check_rows(
    component: Component, measure: RatioMeasure, figures: Mapping[str, Figure]
) -> Iterator[Finding]:
    negative = _may_be_negative(measure.numerator + measure.denominator, figures)
    for log_slice in faulty_stretches(measure.bands, low=None if negative else _NOUGHT):
        code = FindingCode.OVERLAP if log_slice.claims else FindingCode.GAP
        yield flaw(code, component.key, _claimed(log_slice, _RATIO))


def _claimed(log_slice: LogSlice, what: Text) -> Text:
    where, count = interval_words(log_slice), len(log_slice.claims)
    if not count:
        return Text(
            f"Tidak ada baris untuk {what.id} {where.id}.", f"No row covers a {what.en} {where.en}."
        )
    return Text(
        f"{count} baris sekaligus untuk {what.id} {where.id}.",
        f"{count} rows claim a {what.en} {where.en}.",
    )


def _check_contradictions(component: Component, measure: RatioMeasure) -> Iterator[Finding]:
    for band in measure.bands:
        score = weighted(band.value, component.weight)
        if band.printed_score not in (None, score):
            yield flaw(
                FindingCode.CONTRADICTION,
                component.key,
                Text(
                    f"Nilai {band.value} berarti skor {score}, tercetak {band.printed_score}.",
                    f"Value {band.value} means score {score}, printed is {band.printed_score}.",
                ),
            )


def _may_be_negative(terms: Sequence[Term], figures: Mapping[str, Figure]) -> bool:
    """Tell whether a term can be below nought; unknown figures are found elsewhere."""
    return any(
        term.factor < 0 or (term.figure in figures and figures[term.figure].may_be_negative)
        for term in terms
    )


_RATIO = Text("rasio", "ratio")
_TOTAL = Text("jumlah skor", "total")
_NO_ZERO_RULE = Text(
    "Tidak ada aturan untuk penyebut nol; petugas harus memutuskan.",
    "No rule for a denominator of nought; an officer must decide.",
)
_NEGATIVE = Text(
    "Penyebut dapat negatif; tabel tidak menyebut rasio seperti itu.",
    "The denominator can be negative; the table does not speak of such ratios.",
)
