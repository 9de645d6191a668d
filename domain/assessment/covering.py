"""Which changes of a correction would change nothing, because a direct entry covers them.

A component that an officer entered directly does not look at the figures below it. To correct
one of those would publish a new score that says the same, so it is refused, with the way on.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from domain.assessment.events import Changes
from domain.assessment.paper import Paper
from domain.assessment.refusals import EntryCovered
from domain.assessment.scoring import figures_of
from domain.kernel.refusals import Refusal
from domain.scoring.document import ComponentScore, ScoreDocument
from domain.scoring.ruleset import Ruleset


def without_effect(ruleset: Ruleset, changes: Changes, paper: Paper) -> list[Refusal]:
    """Return a refusal for each of *changes* that *paper*, which holds them, does not use."""
    return [*_figures(ruleset, changes, paper), *_counts(changes, paper)]


def _figures(ruleset: Ruleset, changes: Changes, paper: Paper) -> Iterator[Refusal]:
    used = {each.key: set(figures_of(ruleset, each)) for each in ruleset.components}
    for name in changes.figures:
        users = [key for key, figures in used.items() if name in figures]
        if users and all(key in paper.direct for key in users):
            yield _covered(f"figures.{name}.amount", name, users)


def _counts(changes: Changes, paper: Paper) -> Iterator[Refusal]:
    for key in changes.yes_counts:
        if key in paper.direct:
            yield _covered(f"answers.{key}.yes", key, [key])


def _covered(field: str, name: str, components: Iterable[str]) -> Refusal:
    return EntryCovered(field=field, name=name, components=", ".join(components))


def essence(document: ScoreDocument) -> ScoreDocument:
    """Return *document* without the events that its amounts came from, to compare two."""
    return replace(document, components=tuple(map(_amounts, document.components)))


def _amounts(component: ComponentScore) -> ComponentScore:
    inputs = tuple(replace(each, version=None, pointer="") for each in component.inputs)
    return replace(component, inputs=inputs, ruling=None)
