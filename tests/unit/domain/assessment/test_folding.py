"""What was entered is never lost, in whatever order and however the log is read."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from domain.assessment import ASSESSMENT
from domain.assessment.events import (
    AssessmentEvent,
    ComponentEntry,
    ComponentsEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ObjectionResolved,
    StatementsEntered,
)
from domain.assessment.paper import entries_of
from domain.assessment.scoring import score_paper
from domain.assessment.state import Opened
from domain.scoring.entries import Entries
from domain.scoring.result import Scoring
from tests.support.given import SOMEBODY, recorded
from tests.unit.domain.assessment.papers import (
    COMPONENTS,
    FIGURES,
    by_scores,
    handed_in,
    opened,
    opened_2009,
    scored,
    submitted,
    verified,
)
from tests.unit.domain.scoring.rules import OF_2009, SEMARANG
from tests.unit.domain.scoring.test_full_case_by_figures import YES

AMOUNTS = some.decimals(min_value=0, max_value=10**15, places=2)
FIGURES_ONE_BY_ONE: list[AssessmentEvent] = [
    *(StatementsEntered(figures={name: amount}) for name, amount in FIGURES.items()),
    *(ManagementAnswersEntered(yes_counts={key: count}) for key, count in YES.items()),
]
SCORES_ONE_BY_ONE: list[AssessmentEvent] = [
    ComponentsEntered(components={key: entry}) for key, entry in COMPONENTS.items()
]
STORY: list[AssessmentEvent] = [opened, by_scores, submitted, verified, scored(handed_in)]


def folded(events: Sequence[AssessmentEvent]) -> Opened:
    """Return the assessment after *events*."""
    found = ASSESSMENT.fold(recorded(events))
    assert isinstance(found, Opened)
    return found


def without_sources(scoring: Scoring) -> object:
    """Return what a score says, without the events that its inputs came from."""
    assert scoring.document is not None
    return [
        (each.component, each.value, each.score, each.ratio, each.band)
        for each in scoring.document.components
    ], scoring.document.total


@given(some.permutations(FIGURES_ONE_BY_ONE))
def test_the_order_of_figures_never_matters(order: list[AssessmentEvent]) -> None:
    """Any order of entry makes 80.15."""
    scoring = score_paper(folded([opened_2009, *order]).paper, OF_2009)
    usual = score_paper(folded([opened_2009, *FIGURES_ONE_BY_ONE]).paper, OF_2009)
    assert without_sources(scoring) == without_sources(usual)


@given(some.permutations(SCORES_ONE_BY_ONE))
def test_the_order_of_components_never_matters(order: list[AssessmentEvent]) -> None:
    """Any order of entry makes 81.50."""
    document = score_paper(folded([opened, *order]).paper, SEMARANG).document
    assert document is not None
    assert document.total == Decimal("81.50")


@given(some.integers(min_value=0, max_value=len(STORY)))
def test_folding_in_two_parts_equals_folding_at_once(cut: int) -> None:
    """A snapshot anywhere in the story changes nothing."""
    story = recorded(STORY)
    first = ASSESSMENT.fold(story[:cut])
    assert replace(ASSESSMENT, initial=first).fold(story[cut:]) == folded(STORY)


def test_every_step_of_a_story_comes_with_the_state_after_it() -> None:
    """Opened, entered, submitted, verified, scored; the last one is the whole story."""
    steps = list(ASSESSMENT.steps(recorded(STORY)))
    assert [step.event for step, _ in steps] == STORY
    phases = ["Draft", "Draft", "Submitted", "Verified", "Scored"]
    assert [type(state).__name__ for _, state in steps] == phases
    assert steps[-1][1] == folded(STORY)


@pytest.mark.parametrize(
    "stray",
    [
        verified,
        scored(handed_in),
        ObjectionRaised(objection=1, reason="7a"),
        ObjectionResolved(objection=1, upheld=False, reason="7a"),
    ],
)
def test_an_event_out_of_its_phase_leaves_only_its_number_and_author(
    stray: AssessmentEvent,
) -> None:
    """Folding never refuses: a draft that is verified is still a draft, at version 2."""
    hands = {type(stray): frozenset({SOMEBODY})}
    assert folded([opened, stray]) == replace(folded([opened]), version=2, hands=hands)


@given(
    some.lists(
        some.dictionaries(some.sampled_from(sorted(FIGURES)), AMOUNTS, min_size=1), max_size=8
    )
)
def test_no_figure_is_lost(forms: list[dict[str, Decimal]]) -> None:
    """Every figure ever entered is there, with the last amount given."""
    events = [StatementsEntered(figures=form) for form in forms]
    entries: Entries = entries_of(folded([opened_2009, *events]).paper)
    last = {name: amount for form in forms for name, amount in form.items()}
    assert {name: entry.amount for name, entry in entries.figures.items()} == last


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["1a", "1b", "1c"]),
            some.one_of(
                some.none(),
                some.builds(ComponentEntry, ratio=AMOUNTS),
                some.builds(ComponentEntry, value=some.decimals(0, 100, places=1)),
            ),
        ),
        max_size=12,
    )
)
def test_only_the_last_direct_entry_of_a_component_counts(
    entered: list[tuple[str, ComponentEntry | None]],
) -> None:
    """A ratio after a value is a ratio; one taken back is none."""
    events = [ComponentsEntered(components={key: entry}) for key, entry in entered]
    entries = entries_of(folded([opened, *events]).paper)
    last = {key: entry for key, entry in dict(entered).items() if entry is not None}
    assert {key: entry.amount for key, entry in entries.ratios.items()} == {
        key: entry.ratio for key, entry in last.items() if entry.ratio is not None
    }
    assert {key: entry.amount for key, entry in entries.values.items()} == {
        key: entry.value for key, entry in last.items() if entry.value is not None
    }
