"""Every way an assessment can go, from a draft that nobody finished to a scoring overturned.

A twist is a function from a case to its steps; `TWISTS` says how often each happens.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import msgspec

from cli.demonstration import cases
from cli.demonstration.cases import Case
from cli.demonstration.papers import ANNUAL_REPORT
from cli.demonstration.story import Step

Twist = Callable[[Case], Iterator[Step]]

GAP_REASON = "Tabel berhenti di bawah 90%; dana tersalur hampir penuh, disamakan baris terakhir."
ZERO_REASON = "Tidak ada pinjaman bermasalah, maka cadangan berapa pun memadai."


def drafted(case: Case) -> Iterator[Step]:
    """Begin, enter the statements, and stop there."""
    yield cases.opened(case, case.operator)
    yield cases.statements(case)


def waiting(case: Case) -> Iterator[Step]:
    """Fill in every form and submit; nobody has looked yet."""
    yield from drafted(case)
    yield cases.loan_data(case)
    yield cases.answers(case, case.operator)
    yield cases.submitted(case, case.operator)


def sent_back(case: Case) -> Iterator[Step]:
    """Get the submission back with findings that are still open."""
    yield from waiting(case)
    yield cases.returned(case)


def ordinary(case: Case) -> Iterator[Step]:
    """Submit and be scored, as most do."""
    yield from waiting(case)
    yield cases.verified(case)


def mended(case: Case) -> Iterator[Step]:
    """Mend what the findings named, attach a paper, submit again and be scored."""
    yield from sent_back(case)
    yield cases.mended(case)
    yield cases.attached(case, ANNUAL_REPORT.document)
    yield cases.submitted(case, case.operator, turn=2)
    yield cases.verified(case)


def in_a_gap(case: Case) -> Iterator[Step]:
    """Lend out more of the funds than the table has a row for, and need a ruling."""
    tight = msgspec.structs.replace(case, aims={"5b": Decimal(94)})
    yield from waiting(tight)
    yield cases.ruled(tight, "5b", 100, GAP_REASON)
    yield cases.verified(tight)


def over_nothing(case: Case) -> Iterator[Step]:
    """Have no troubled loan at all: a ratio over nought, and a ruling."""
    spotless = msgspec.structs.replace(case, aims={"2b": Decimal(0)})
    yield from waiting(spotless)
    yield cases.ruled(spotless, "2c", 100, ZERO_REASON)
    yield cases.verified(spotless)


def undecided(case: Case) -> Iterator[Step]:
    """Wait for a ruling that nobody has given."""
    yield from waiting(msgspec.structs.replace(case, aims={"5b": Decimal(96)}))


def lowered(case: Case) -> Iterator[Step]:
    """Lose a level to one correction factor."""
    yield from waiting(case)
    yield cases.adjusted(case, ("K4",))
    yield cases.verified(case)


def lowered_twice(case: Case) -> Iterator[Step]:
    """Earn two correction factors; the officer says that they cost one level."""
    yield from waiting(case)
    yield cases.adjusted(case, ("K2", "K3"))
    yield cases.verified(case)


def at_fault(case: Case) -> Iterator[Step]:
    """Commit a fatal fault, which forces the predicate down."""
    yield from waiting(case)
    yield cases.adjusted(case, (), ("F3",))
    yield cases.verified(case)


def corrected(case: Case) -> Iterator[Step]:
    """Be corrected after publication."""
    yield from ordinary(case)
    yield cases.corrected(case)


def voided(case: Case) -> Iterator[Step]:
    """Be declared void, and be assessed anew."""
    yield from ordinary(case)
    yield cases.voided(case)
    yield from ordinary(msgspec.structs.replace(case, attempt=2))


def objected(case: Case) -> Iterator[Step]:
    """Object, and wait for the decision."""
    yield from ordinary(case)
    yield cases.objected(case)


def dismissed(case: Case) -> Iterator[Step]:
    """Object in vain."""
    yield from objected(case)
    yield cases.resolved(case, upheld=False)


def upheld(case: Case) -> Iterator[Step]:
    """Object, and be right: the score changes."""
    yield from objected(case)
    yield cases.resolved(case, upheld=True)


def by_ratios(case: Case) -> Iterator[Step]:
    """Be entered by an officer from a worksheet that has only ratios."""
    yield cases.opened(case, case.first)
    yield cases.direct_entry(case, {**case.targets.ratios, **_worked_out(case)})
    yield cases.answers(case, case.first)
    yield cases.submitted(case, case.first)
    yield cases.verified(case)


def _worked_out(case: Case) -> dict[str, Decimal]:
    """Return the ratios that books are not aimed at, from the books."""
    books, shown = case.books, Decimal("0.01")
    house = books.income.expenses
    ratios = {
        "1b": books.balance.equity * 100 / books.lending.unsecured,
        "1c": Decimal(12),
        "6c": books.income.net_participation * 100 / house,
    }
    return {key: ratio.quantize(shown) for key, ratio in ratios.items()}


FINISHED: Mapping[Twist, int] = {
    mended: 12,
    in_a_gap: 4,
    over_nothing: 3,
    lowered: 5,
    lowered_twice: 1,
    at_fault: 2,
    corrected: 5,
    voided: 1,
    dismissed: 2,
    upheld: 2,
    by_ratios: 4,
    ordinary: 59,
}
"""How a past year ends, in percent."""

LATEST: Mapping[Twist, int] = {
    drafted: 14,
    waiting: 16,
    sent_back: 9,
    undecided: 2,
    objected: 3,
    mended: 8,
    corrected: 4,
    lowered: 4,
    at_fault: 1,
    ordinary: 39,
}
"""Where the latest year stands, in percent."""
