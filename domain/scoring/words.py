"""Rows and formulas in words, for working papers and for findings.

Words are made from the data, so a paper can never show another formula than the
one that scored.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.kernel.text import Text
from domain.scoring.ruleset import Component, Figure, RatioMeasure, Ruleset, Term
from domain.scoring.tables import Row

_TIMES = "\N{MULTIPLICATION SIGN}"


def interval_words(row: Row) -> Text:
    """Say which numbers *row* covers.

    >>> from domain.scoring.ruleset import Band
    >>> row = Band(low=Decimal(5), high=Decimal(10), high_included=True, value=Decimal(50))
    >>> interval_words(row).en
    'above 5 up to and including 10'
    """
    if row.low is not None and row.low == row.high:
        return Text(f"tepat {row.low}", f"exactly {row.low}")
    ends = (_from(row.low, included=row.low_included), _to(row.high, included=row.high_included))
    said = [end for end in ends if end is not None]
    if not said:
        return Text("berapa pun", "whatever it is")
    return Text(" ".join(end.id for end in said), " ".join(end.en for end in said))


def _from(low: Decimal | None, *, included: bool) -> Text | None:
    if low is None:
        return None
    if included:
        return Text(f"mulai dari {low}", f"from {low}")
    return Text(f"di atas {low}", f"above {low}")


def _to(high: Decimal | None, *, included: bool) -> Text | None:
    if high is None:
        return None
    if included:
        return Text(f"sampai dengan {high}", f"up to and including {high}")
    return Text(f"sampai di bawah {high}", f"to below {high}")


def formula_words(ruleset: Ruleset, component: Component) -> Text:
    """Say how *component* is measured, with the labels of its figures."""
    measure = component.measure
    if not isinstance(measure, RatioMeasure):
        each = measure.per_yes
        return Text(f"jumlah jawaban ya {_TIMES} {each}", f"number of yes answers {_TIMES} {each}")
    labels = {figure.name: figure for figure in ruleset.figures}
    upper, lower = _sum(measure.numerator, labels), _sum(measure.denominator, labels)
    return Text(f"{upper.id} / {lower.id}", f"{upper.en} / {lower.en}")


def _sum(terms: Sequence[Term], figures: Mapping[str, Figure]) -> Text:
    words = [_term(term, figures[term.figure].label) for term in terms]
    said = Text(" + ".join(word.id for word in words), " + ".join(word.en for word in words))
    return said if len(words) == 1 else Text(f"({said.id})", f"({said.en})")


def _term(term: Term, label: Text) -> Text:
    if term.factor == 1:
        return label
    return Text(f"{term.factor} {_TIMES} {label.id}", f"{term.factor} {_TIMES} {label.en}")
