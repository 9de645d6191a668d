"""How many complete scores the engine gives in a second, on one core.

The reference is the shortest scorer that is right: fractions, every row of every
table tried, no trace and no document. It runs between the rounds of the engine,
and both must agree on every total.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from domain.scoring.engine import score
from domain.scoring.entries import Entered, Entries, Ruling
from domain.scoring.ruleset import Band, Component, RatioMeasure, Ruleset, Term
from infrastructure.rulesets.bundled import bundled_rulesets

PROTOCOL = {
    "data": "assessments by figures and yes counts, random with fixed seeds, by perdep-06-2016",
    "engine": "a full document with traces; rulings are at hand where the tables decide nothing",
    "reference": "fractions over every row, no trace, no document, the same rulings",
    "concurrency": "one thread",
    "warm-up": "one round of each",
}
RULED = Decimal(50)

Case = tuple[Entries, list[Ruling]]


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    ruleset = next(each for each in bundled_rulesets() if each.id == "perdep-06-2016")
    drawn = [_case(ruleset, random.Random(seed)) for seed in range(1, options.cases + 1)]
    cases = [(each, _rulings(ruleset, each)) for each in drawn]
    _agree(ruleset, cases)
    engine, reference = [], []
    for _ in range(options.rounds):
        engine.append(_per_second(lambda case: score(ruleset, *case), cases))
        reference.append(_per_second(lambda case: plain_total(ruleset, case[0]), cases))
    _report(options, engine, reference)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench score", description=__doc__)
    parser.add_argument("--cases", type=int, default=500, help="assessments in a round")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; the median counts")
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


def _rulings(ruleset: Ruleset, case: Entries) -> list[Ruling]:
    """Give every ruling that *case* needs."""
    needed = score(ruleset, case).rulings_needed
    return [Ruling(component=each.component, value=RULED, version=1) for each in needed]


def plain_total(ruleset: Ruleset, case: Entries) -> Fraction:
    """Return the total of *case*, by the shortest way."""
    return sum((_plain_score(each, case) for each in ruleset.components), Fraction(0))


def _plain_score(component: Component, case: Entries) -> Fraction:
    measure = component.measure
    if not isinstance(measure, RatioMeasure):
        return Fraction(case.yes_counts[component.key].amount) * Fraction(measure.per_yes)
    lower = _plain_sum(measure.denominator, case)
    ratio = 100 * _plain_sum(measure.numerator, case) / lower if lower else None
    claims = [band.value for band in measure.bands if ratio is not None and _covers(band, ratio)]
    value = claims[0] if len(claims) == 1 else RULED
    return Fraction(value) * Fraction(component.weight) / 100


def _plain_sum(terms: Sequence[Term], case: Entries) -> Fraction:
    amounts = (Fraction(case.figures[term.figure].amount * term.factor) for term in terms)
    return sum(amounts, Fraction(0))


def _covers(band: Band, ratio: Fraction) -> bool:
    above = band.low is None or ratio > band.low or (band.low_included and ratio == band.low)
    below = band.high is None or ratio < band.high or (band.high_included and ratio == band.high)
    return above and below


def _case(ruleset: Ruleset, chance: random.Random) -> Entries:
    """Return a complete assessment, every figure entered from a named event."""
    names = {
        term.figure
        for each in ruleset.components
        if isinstance(each.measure, RatioMeasure)
        for term in each.measure.numerator + each.measure.denominator
    }
    return Entries(
        figures={
            name: Entered(
                amount=Decimal(chance.randrange(1, 10**10)), version=2, pointer=f"/figures/{name}"
            )
            for name in sorted(names)
        },
        yes_counts={
            each.key: Entered(amount=Decimal(chance.randrange(len(each.measure.questions) + 1)))
            for each in ruleset.components
            if not isinstance(each.measure, RatioMeasure)
        },
    )


def _agree(ruleset: Ruleset, cases: Sequence[Case]) -> None:
    for case, rulings in cases:
        document = score(ruleset, case, rulings).document
        assert document is not None
        assert Fraction(document.total) == plain_total(ruleset, case)


def _per_second(work: Callable[[Case], object], cases: Sequence[Case]) -> float:
    began = time.perf_counter()
    for case in cases:
        work(case)
    return len(cases) / (time.perf_counter() - began)


def _report(options: argparse.Namespace, engine: list[float], reference: list[float]) -> None:
    figures = {
        "engine_per_second": round(statistics.median(engine)),
        "reference_per_second": round(statistics.median(reference)),
    }
    ratios = {
        "engine_of_reference": round(
            figures["engine_per_second"] / figures["reference_per_second"], 2
        )
    }
    protocol = {**PROTOCOL, "cases": options.cases, "rounds": options.rounds}
    for name, value in [*protocol.items(), *figures.items(), *ratios.items()]:
        print(f"{name:>20}  {value}")
    if options.json:
        found = {"name": "score", "protocol": protocol, "figures": figures, "ratios": ratios}
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
