"""What a check of a ruleset can find, and whether it forbids publishing.

The law's own faults do not: a table with a gap is published as it is and asks for
rulings. Only what makes scoring meaningless (`Severity.BLOCKING`) is refused.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from domain.kernel.text import Text


class Severity(StrEnum):
    """Whether a ruleset with such a finding may be published."""

    BLOCKING = "BLOCKING"
    FLAW = "FLAW"


class FindingCode(StrEnum):
    """The kinds of findings."""

    GAP = "GAP"
    OVERLAP = "OVERLAP"
    CONTRADICTION = "CONTRADICTION"
    NO_ZERO_RULE = "NO_ZERO_RULE"
    NEGATIVE_DENOMINATOR = "NEGATIVE_DENOMINATOR"
    WEIGHTS = "WEIGHTS"
    EMPTY_BAND = "EMPTY_BAND"
    VALUE_OUT_OF_RANGE = "VALUE_OUT_OF_RANGE"
    NO_FORMULA = "NO_FORMULA"
    UNKNOWN_FIGURE = "UNKNOWN_FIGURE"
    NESTED_PARTS = "NESTED_PARTS"
    DUPLICATE_KEY = "DUPLICATE_KEY"
    UNKNOWN_SOURCE = "UNKNOWN_SOURCE"
    UNKNOWN_PREDICATE = "UNKNOWN_PREDICATE"
    RANKS = "RANKS"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a ruleset: *place* is a component, figure or part of it."""

    code: FindingCode
    severity: Severity
    place: str
    text: Text


def flaw(code: FindingCode, place: str, text: Text) -> Finding:
    """Return a finding that is published with the ruleset."""
    return Finding(code=code, severity=Severity.FLAW, place=place, text=text)


def blocking(code: FindingCode, place: str, text: Text) -> Finding:
    """Return a finding that keeps the ruleset from being published."""
    return Finding(code=code, severity=Severity.BLOCKING, place=place, text=text)


def blocks(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those *findings* that keep a ruleset from being published."""
    return tuple(each for each in findings if each.severity is Severity.BLOCKING)
