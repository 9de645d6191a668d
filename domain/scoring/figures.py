"""The figures that are known, entered or derived, each with its trace.

A figure that has parts may be entered whole; then the parts are not asked. Else
it follows from its parts, and the trace names the parts, because those are what
an auditor finds in the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from domain.scoring.document import InputTrace
from domain.scoring.entries import Entered
from domain.scoring.plans import Plan, Weighed


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An exact amount and the entries that it rests on."""

    amount: Decimal
    inputs: tuple[InputTrace, ...]


KnownFigures = Mapping[str, Known]


def trace(name: str, entered: Entered) -> InputTrace:
    """Return the trace of one entry, named *name* (a figure or a component)."""
    return InputTrace(
        figure=name, amount=entered.amount, version=entered.version, pointer=entered.pointer
    )


def known_figures(plan: Plan, entered: Mapping[str, Entered]) -> KnownFigures:
    """Return every figure that was *entered* or follows from what was."""
    known = {
        name: Known(amount=entry.amount, inputs=(trace(name, entry),))
        for name, entry in entered.items()
    }
    for name, parts in plan.derived:
        if name not in known and all(part.figure in known for part in parts):
            known[name] = Known(
                amount=combination(parts, known),
                inputs=inputs_of((part.figure for part in parts), known),
            )
    return known


def combination(terms: Sequence[Weighed], known: KnownFigures) -> Decimal:
    """Return the linear combination *terms* of *known* figures, exactly."""
    total = _share(terms[0], known)
    for term in terms[1:]:
        total += _share(term, known)
    return total


def _share(term: Weighed, known: KnownFigures) -> Decimal:
    amount = known[term.figure].amount
    return amount if term.factor is None else amount * term.factor


def inputs_of(names: Iterable[str], known: KnownFigures) -> tuple[InputTrace, ...]:
    """Return what the figures *names* rest on, each entry once, in formula order."""
    found = [entry for name in names for entry in known[name].inputs]
    return tuple({entry.figure: entry for entry in found}.values())
