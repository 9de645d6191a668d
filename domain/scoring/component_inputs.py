"""Which components may be entered, or ruled on, in which way.

A value (nilai) is 0 to 100 and a score (skor) is at most the weight; the two are
easily mixed up, and a value entered as a score is refused rather than taken.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from domain.kernel.refusals import Refusal
from domain.scoring.amounts import refused_amount
from domain.scoring.figure_inputs import near
from domain.scoring.refusals import (
    AnswersContradictCount,
    AnswersIncomplete,
    ComponentMayNotBeNegative,
    ScoreAboveWeight,
    TooManyYesAnswers,
    UnknownComponent,
    ValueOutOfRange,
    WrongWayOfEntry,
)
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset, YesCountMeasure

_HUNDRED = Decimal(100)

Rule = Callable[[Component, Decimal, str], Refusal | None]


def check_answers(
    ruleset: Ruleset,
    yes_counts: Mapping[str, int],
    answers: Mapping[str, Sequence[bool]] | None = None,
) -> list[Refusal]:
    """Check counts of yes, and *answers* given one by one, per management component."""
    single = answers or {}
    counts = {f"answers.{key}.yes": (key, Decimal(count)) for key, count in yes_counts.items()}
    lengths = {
        f"answers.{key}.answers": (key, Decimal(len(given))) for key, given in single.items()
    }
    refused = [
        *_check(ruleset, counts, yes_count_rule),
        *_check(ruleset, lengths, all_answered_rule),
    ]
    return refused or [
        AnswersContradictCount(
            field=f"answers.{key}.yes", name=key, yes=sum(given), given=yes_counts[key]
        )
        for key, given in single.items()
        if key in yes_counts and sum(given) != yes_counts[key]
    ]


def check_components(
    ruleset: Ruleset,
    *,
    ratios: Mapping[str, Decimal] | None = None,
    yes_counts: Mapping[str, Decimal] | None = None,
    values: Mapping[str, Decimal] | None = None,
    scores: Mapping[str, Decimal] | None = None,
) -> list[Refusal]:
    """Check components entered directly, by key, in any of the four ways."""
    ways = (
        ("ratio", ratios, ratio_rule),
        ("yes", yes_counts, yes_count_rule),
        ("value", values, value_rule),
        ("score", scores, score_rule),
    )
    return [
        refusal
        for way, given, rule in ways
        for refusal in _check(
            ruleset,
            {f"components.{key}.{way}": (key, amount) for key, amount in (given or {}).items()},
            rule,
        )
    ]


def check_ruling(ruleset: Ruleset, component: str, value: Decimal) -> list[Refusal]:
    """Check that *component* exists and may be given *value* by a ruling."""
    known = {each.key: each for each in ruleset.components}
    if component not in known:
        return [_unknown(ruleset, known, component, "component")]
    return _check(ruleset, {"value": (component, value)}, value_rule)


def _check(ruleset: Ruleset, given: Mapping[str, tuple[str, Decimal]], rule: Rule) -> list[Refusal]:
    """Apply *rule* to amounts *given* by field, each with its component's key."""
    known = {component.key: component for component in ruleset.components}
    found: list[Refusal] = []
    for field, (key, amount) in given.items():
        if key not in known:
            named = f"{field.rpartition('.')[0]}.component"
            found.append(_unknown(ruleset, known, key, named))
        elif refusal := refused_amount(amount, field=field) or rule(known[key], amount, field):
            found.append(refusal)
    return found


def _unknown(
    ruleset: Ruleset, known: Mapping[str, Component], key: str, field: str
) -> UnknownComponent:
    return UnknownComponent(field=field, name=key, ruleset=ruleset.id, known=near(key, known))


def ratio_rule(component: Component, _ratio: Decimal, field: str) -> Refusal | None:
    """Refuse a ratio for a component that is measured by answers."""
    if isinstance(component.measure, RatioMeasure):
        return None
    return WrongWayOfEntry(field=field, name=component.key, way="ratio", instead="yes")


def yes_count_rule(component: Component, count: Decimal, field: str) -> Refusal | None:
    """Refuse answers for a ratio, and counts that the questions cannot have."""
    if not isinstance(component.measure, YesCountMeasure):
        return WrongWayOfEntry(field=field, name=component.key, way="yes", instead="ratio")
    if count < 0:
        return ComponentMayNotBeNegative(field=field, name=component.key, given=count)
    questions = len(component.measure.questions)
    if count <= questions and count == count.to_integral_value():
        return None
    return TooManyYesAnswers(field=field, name=component.key, questions=questions, given=count)


def all_answered_rule(component: Component, count: Decimal, field: str) -> Refusal | None:
    """Refuse answers one by one that leave a question out: it would count as a no."""
    refused, measure = yes_count_rule(component, count, field), component.measure
    if refused is not None or not isinstance(measure, YesCountMeasure):
        return refused
    questions = len(measure.questions)
    if count == questions:
        return None
    return AnswersIncomplete(field=field, name=component.key, questions=questions, given=count)


def value_rule(component: Component, value: Decimal, field: str) -> Refusal | None:
    """Refuse a value outside 0 to 100."""
    if value < 0:
        return ComponentMayNotBeNegative(field=field, name=component.key, given=value)
    if value <= _HUNDRED:
        return None
    return ValueOutOfRange(field=field, name=component.key, given=value)


def score_rule(component: Component, score: Decimal, field: str) -> Refusal | None:
    """Refuse a score outside 0 to the component's weight."""
    if score < 0:
        return ComponentMayNotBeNegative(field=field, name=component.key, given=score)
    if score <= component.weight:
        return None
    return ScoreAboveWeight(field=field, name=component.key, given=score, weight=component.weight)
