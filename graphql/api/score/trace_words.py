"""Joins the numbers of a score with the words of its ruleset, component by component."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from api.score.trace import AspectScore, ComponentScore, Source, UsedFigure
from domain.scoring import document as scored
from domain.scoring import ruleset as rules
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset
from domain.scoring.words import formula_words


def show_aspects(
    ruleset: Ruleset,
    aspects: Sequence[scored.AspectScore],
    components: Sequence[scored.ComponentScore],
    *,
    spoken: str,
    stream: UUID | None = None,
) -> list[AspectScore]:
    """Show what was scored, in the order of *ruleset*; *stream* is where it came from."""
    by_key = {each.component: each for each in components}
    sums = {each.aspect: each.score for each in aspects}
    words = _Words(ruleset, spoken, stream)
    return [
        AspectScore(
            key=aspect.key,
            name=aspect.name.in_language(spoken),
            weight=aspect.weight,
            score=sums.get(aspect.key, Decimal(0)),
            components=[
                words.component(component, by_key[component.key])
                for component in aspect.components
                if component.key in by_key
            ],
        )
        for aspect in ruleset.aspects
    ]


class _Words:
    """Puts the words of a ruleset beside the numbers of a score."""

    def __init__(self, ruleset: Ruleset, spoken: str, stream: UUID | None) -> None:
        self._ruleset = ruleset
        self._spoken = spoken
        self._stream = stream
        self._labels = {each.name: each.label.in_language(spoken) for each in ruleset.figures}

    def component(self, rule: Component, earned: scored.ComponentScore) -> ComponentScore:
        return ComponentScore(
            key=rule.key,
            name=rule.name.in_language(self._spoken),
            weight=rule.weight,
            formula=formula_words(self._ruleset, rule).in_language(self._spoken),
            basis=earned.basis,
            inputs=[self._input(rule, each) for each in earned.inputs],
            numerator=earned.numerator,
            denominator=earned.denominator,
            ratio=earned.ratio,
            band=self._band(rule, earned.band),
            value=earned.value,
            score=earned.score,
            ruling=None if earned.ruling is None else self._source(earned.ruling, ""),
            citation=rule.citation,
        )

    def _input(self, rule: Component, used: scored.InputTrace) -> UsedFigure:
        return UsedFigure(
            name=used.figure,
            label=self._labels.get(used.figure) or rule.name.in_language(self._spoken),
            amount=used.amount,
            source=self._source(used.version, used.pointer),
        )

    def _source(self, version: int | None, pointer: str) -> Source:
        return Source(version=version, pointer=pointer, stream=self._stream)

    def _band(self, rule: Component, index: int | None) -> rules.Band | None:
        if index is None or not isinstance(rule.measure, RatioMeasure):
            return None
        return rule.measure.bands[index]
