"""What came in for one assessment, by figure and by component.

A component may have been entered in several ways at once. Which one counts is
the engine's rule (score, value, ratio, then figures), never the order of entry.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec


class Entered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An amount, and the event it came from (see `InputTrace`)."""

    amount: Decimal
    version: int | None = None
    pointer: str = ""


class Entries(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything entered: figures by name, the rest by component key.

    Ratios are percent, values 0 to 100, scores at most the component's weight.
    """

    figures: Mapping[str, Entered] = {}
    yes_counts: Mapping[str, Entered] = {}
    ratios: Mapping[str, Entered] = {}
    values: Mapping[str, Entered] = {}
    scores: Mapping[str, Entered] = {}


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """The value an officer gave a component where the table gives none or two.

    *version* is the stream version of the event that holds the written reason.
    """

    component: str
    value: Decimal
    version: int


class Adjustments(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Correction factors and fatal faults that apply, by key.

    *levels* says how many levels several corrections lower the predicate, where
    the ruleset leaves that to a ruling; it is ignored otherwise.
    """

    corrections: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    levels: int | None = None
