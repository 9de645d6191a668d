"""One published way of scoring a cooperative, as data.

Every formula of the law is a ratio of two linear combinations of figures, so a
formula is two tuples of terms and no expression is ever parsed. A table is kept
as it was printed, faults included: mending one is the business of a person who
gives a ruling, or of a newer ruleset, never of this module. Defaults are left out
of the encoding, so a field added later with a default keeps every older digest.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.kernel.area_codes import NATIONAL
from domain.kernel.text import Text
from domain.scoring.predicates import Predicate
from domain.scoring.provenance import Provenance, Rule, Source


class Section(StrEnum):
    """The statement of a cooperative that a figure is read from."""

    BALANCE_SHEET = "balance_sheet"
    INCOME_STATEMENT = "income_statement"
    LOAN_DATA = "loan_data"


class Term(Rule, frozen=True, kw_only=True):
    """One figure of a linear combination, times *factor*."""

    figure: str
    factor: Decimal = Decimal(1)


class Figure(Rule, frozen=True, kw_only=True):
    """An amount in rupiah that formulas name.

    A figure with *parts* is their linear combination: it may be entered itself,
    or follows when every part was entered.
    """

    name: str
    label: Text
    section: Section
    may_be_negative: bool = False
    parts: tuple[Term, ...] = ()
    provenance: Provenance


class Band(Rule, frozen=True, kw_only=True):
    """A row of a printed table: ratios from *low* to *high* earn *value*.

    Bounds are percent, ``None`` is unbounded. *printed_score* is the score the
    table prints beside the value; where the two disagree, a ruling is needed.
    """

    low: Decimal | None = None
    low_included: bool = False
    high: Decimal | None = None
    high_included: bool = False
    value: Decimal
    printed_score: Decimal | None = None


class Question(Rule, frozen=True, kw_only=True):
    """One yes-or-no question of the management questionnaire."""

    key: str
    text: Text


class RatioMeasure(Rule, frozen=True, kw_only=True, tag="ratio", tag_field="kind"):
    """A component measured by a ratio in percent that falls in a band.

    *zero_denominator* is the value the law gives when the denominator is nought,
    ``None`` where no rule is known.
    """

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    zero_denominator: Decimal | None = None
    bands: tuple[Band, ...]


class YesCountMeasure(Rule, frozen=True, kw_only=True, tag="yes_count", tag_field="kind"):
    """A component measured by how many questions are answered yes."""

    questions: tuple[Question, ...]
    per_yes: Decimal


Measure = RatioMeasure | YesCountMeasure


class Component(Rule, frozen=True, kw_only=True):
    """One of the 22 things scored: *weight* is the most it can earn."""

    key: str
    name: Text
    weight: Decimal
    measure: Measure
    citation: str
    provenance: Provenance


class Aspect(Rule, frozen=True, kw_only=True):
    """A group of components; its weight is the sum of theirs."""

    key: str
    name: Text
    weight: Decimal
    components: tuple[Component, ...]


class PredicateBand(Rule, frozen=True, kw_only=True):
    """The totals that earn *code*; *rank* 1 is the best predicate."""

    code: Predicate
    label: Text
    rank: int
    low: Decimal | None = None
    low_included: bool = False
    high: Decimal | None = None
    high_included: bool = False


class RoundingMode(StrEnum):
    """How a ratio is rounded to the places that are shown."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    CEILING = "ceiling"
    FLOOR = "floor"


class Rounding(Rule, frozen=True, kw_only=True):
    """How ratios are shown, and whether the law compares the rounded ratio."""

    places: int
    mode: RoundingMode
    before_comparing: bool = False
    provenance: Provenance


class Condition(Rule, frozen=True, kw_only=True):
    """A correction factor or fatal fault that an assessor may tick.

    *limit* is an amount in rupiah that the condition mentions.
    """

    key: str
    text: Text
    limit: Decimal | None = None


class SeveralCorrections(StrEnum):
    """What more than one correction factor does."""

    ONE_LEVEL = "one_level"
    ONE_LEVEL_EACH = "one_level_each"
    RULING = "ruling"  #: not known: the officer says how many levels


class CorrectionRule(Rule, frozen=True, kw_only=True):
    """Correction factors: one lowers the predicate by one level."""

    items: tuple[Condition, ...]
    several: SeveralCorrections
    citation: str
    provenance: Provenance


class FaultRule(Rule, frozen=True, kw_only=True):
    """Fatal faults: any one forces the predicate down to *predicate*."""

    items: tuple[Condition, ...]
    predicate: Predicate
    citation: str
    provenance: Provenance


class Ruleset(Rule, frozen=True, kw_only=True, cache_hash=True):
    """A complete, citable set of scoring rules.

    *id* and *version* name it for people, its digest names it for the log.
    *partial* rulesets are published for reading and cannot score. *territory* is the area whose
    cooperatives are scored by it, ``ID`` for the whole country.
    *predicates* run from the best to the worst.
    """

    id: str
    version: str
    title: Text
    citation: str
    applies_to: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    partial: bool = False
    territory: str = NATIONAL
    rounding: Rounding
    figures: tuple[Figure, ...]
    aspects: tuple[Aspect, ...]
    predicates: tuple[PredicateBand, ...]
    predicate_provenance: Provenance
    corrections: CorrectionRule
    faults: FaultRule
    sources: tuple[Source, ...]

    @property
    def components(self) -> tuple[Component, ...]:
        """Every component, in the order of the law."""
        return tuple(part for aspect in self.aspects for part in aspect.components)
