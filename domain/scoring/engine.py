"""The scoring engine: the same entries give the same score, for ever.

It guesses nothing. Where the tables leave a question open it says which, and the
score waits for a ruling; where something was not entered it says what. It reads
no clock and no file, so an auditor's recomputation is the office's computation.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.scoring.arithmetic import exactly
from domain.scoring.components import Answer, Missing, score_component
from domain.scoring.document import AspectScore, ComponentScore, ScoreDocument
from domain.scoring.entries import Adjustments, Entries, Ruling
from domain.scoring.figures import known_figures
from domain.scoring.placing import Place, levels_to_lower, place
from domain.scoring.plans import Plan, plan_of
from domain.scoring.result import RulingNeeded, RulingReason, Scoring
from domain.scoring.ruleset import Ruleset

__all__ = ["RulingNeeded", "RulingReason", "Scoring", "score"]

_UNADJUSTED = Adjustments()
_NOUGHT = Decimal(0)


def score(
    ruleset: Ruleset,
    entries: Entries,
    rulings: Iterable[Ruling] = (),
    adjustments: Adjustments = _UNADJUSTED,
) -> Scoring:
    """Score what was entered by *ruleset*, as far as it can be scored.

    Entries and adjustments are expected to have passed `domain.scoring.inputs`.
    Of several rulings on one component the latest counts.
    """
    plan = plan_of(ruleset)
    with exactly():
        return _conclude(plan, _answers(plan, entries, rulings), adjustments)


def _answers(plan: Plan, entries: Entries, rulings: Iterable[Ruling]) -> list[list[Answer]]:
    """Return what is known of each component, aspect by aspect."""
    known = known_figures(plan, entries.figures)
    by_component = {
        ruling.component: ruling for ruling in sorted(rulings, key=lambda each: each.version)
    }
    return [
        [
            score_component(component, entries, known, by_component.get(component.key))
            for component in aspect.components
        ]
        for aspect in plan.aspects
    ]


def _conclude(
    plan: Plan, by_aspect: Sequence[Sequence[Answer]], adjustments: Adjustments
) -> Scoring:
    """Sum up the answers, and write the document when nothing stands in its way."""
    answers = [answer for part in by_aspect for answer in part]
    components = tuple(answer for answer in answers if isinstance(answer, ComponentScore))
    aspects = _aspect_scores(plan, by_aspect)
    total = sum((aspect.score for aspect in aspects), _NOUGHT)
    complete = len(components) == len(answers)
    placed = _placed(plan, total, adjustments, complete=complete)
    return Scoring(
        document=(
            _document(plan, components, aspects, placed, adjustments)
            if isinstance(placed, Place)
            else None
        ),
        components=components,
        total_so_far=total,
        missing=_missing(answers),
        rulings_needed=tuple(
            answer for answer in (*answers, placed) if isinstance(answer, RulingNeeded)
        ),
    )


def _aspect_scores(plan: Plan, by_aspect: Sequence[Sequence[Answer]]) -> tuple[AspectScore, ...]:
    return tuple(
        AspectScore(
            aspect=aspect.key,
            score=sum((each.score for each in part if isinstance(each, ComponentScore)), _NOUGHT),
        )
        for aspect, part in zip(plan.aspects, by_aspect, strict=True)
    )


def _placed(
    plan: Plan, total: Decimal, adjustments: Adjustments, *, complete: bool
) -> Place | RulingNeeded | None:
    """Return the predicate, or the ruling it takes, or nothing before the total is known."""
    levels = levels_to_lower(plan, adjustments)
    if isinstance(levels, RulingNeeded):
        return levels
    return place(plan, total, levels, faulty=bool(adjustments.faults)) if complete else None


def _missing(answers: Iterable[Answer]) -> tuple[str, ...]:
    """Return the names still to enter, each once, in the order of the law."""
    names = [name for answer in answers if isinstance(answer, Missing) for name in answer.names]
    return tuple(dict.fromkeys(names))


def _document(
    plan: Plan,
    components: tuple[ComponentScore, ...],
    aspects: tuple[AspectScore, ...],
    placed: Place,
    adjustments: Adjustments,
) -> ScoreDocument:
    return ScoreDocument(
        ruleset=plan.digest,
        components=components,
        aspects=aspects,
        total=placed.total,
        predicate_before=placed.before,
        corrections=tuple(sorted(set(adjustments.corrections))),
        faults=tuple(sorted(set(adjustments.faults))),
        levels_lowered=placed.levels,
        predicate=placed.after,
    )
