"""The stories of the demonstration: their number, their variety, their people."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from cli.demonstration.cast import offices
from cli.demonstration.fill import all_stories
from cli.demonstration.semarang import PUBLISHED_SCORES
from cli.demonstration.stories import story_of, years_of
from cli.demonstration.story import Story
from cli.demonstration.targets import YEARS
from domain.assessment import commands as assessment
from domain.cooperative import commands as cooperative
from domain.cooperative.events import Profile
from domain.kernel.actors import Role
from domain.kernel.area_codes import lies_in
from infrastructure.rulesets.bundled import bundled_rulesets

RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def stories() -> tuple[Story, ...]:
    """All stories of the usual demonstration."""
    return tuple(all_stories(300, RULESETS, TODAY))


def test_the_same_stories_are_told_every_time() -> None:
    """A second walkthrough gives the very same commands, so a second start adds nothing."""
    assert story_of(17, RULESETS, TODAY) == story_of(17, RULESETS, TODAY)


def test_a_small_demonstration_can_grow(stories: tuple[Story, ...]) -> None:
    """The first stories do not depend on how many follow."""
    assert tuple(all_stories(5, RULESETS, TODAY)) == stories[: len(offices()) + 6]


def test_every_step_has_a_command_id_of_its_own(stories: tuple[Story, ...]) -> None:
    """Otherwise the second of two would be taken for a repetition."""
    ids = [story.command_id(step) for story in stories for step in story.steps]
    assert len(set(ids)) == len(ids)


def test_every_command_of_the_main_process_occurs(stories: tuple[Story, ...]) -> None:
    """From registration to the end of an objection; what a server does by itself is no story."""
    told = {"ClaimNumbers"} | {
        type(step.command).__name__ for story in stories for step in story.steps
    }
    unions = (cooperative.CooperativeCommand, assessment.AssessmentCommand)
    assert told | {"ClaimNumbers"} >= {
        kind.__name__ for union in unions for kind in get_args(union)
    }


def test_officers_act_in_their_own_territory(stories: tuple[Story, ...]) -> None:
    """The membership area of every registration lies in the verifying officer's territory."""
    for story in stories[len(offices()) :]:
        register = story.steps[0].command
        assert isinstance(register, cooperative.RegisterCooperative)
        profile: Profile = register.profile
        for step in story.steps:
            if step.actor.role is Role.OFFICER:
                assert step.actor.territory is not None
                assert lies_in(profile.membership_area, step.actor.territory)


def test_nobody_verifies_what_they_submitted(stories: tuple[Story, ...]) -> None:
    """The four eyes hold in every story."""
    for story in stories:
        submitted_by = ""
        for step in story.steps:
            if isinstance(step.command, assessment.SubmitAssessment):
                submitted_by = step.actor.account
            if isinstance(step.command, assessment.VerifyAssessment):
                assert step.actor.account != submitted_by


def test_days_run_forward_within_an_assessment(stories: tuple[Story, ...]) -> None:
    """What comes later in a case does not count from an earlier day."""
    for story in stories:
        days: dict[object, list[date]] = {}
        for step in story.steps:
            if isinstance(step.command, assessment.AssessmentCommand):
                assert step.effective_on is not None
                days.setdefault(step.command.assessment, []).append(step.effective_on)
        assert all(case == sorted(case) for case in days.values())


def test_most_cooperatives_keep_their_data_for_most_years() -> None:
    """Some begin late, some miss a year, as in life."""
    counts = Counter(len(years_of(number)) for number in range(300))
    assert counts[len(YEARS)] > 60
    assert sum(count for years, count in counts.items() if years < len(YEARS)) > 60


def test_three_rulesets_are_in_use(stories: tuple[Story, ...]) -> None:
    """The rules of 2016; for 2015 those of 2009, and in Semarang the city's own table."""
    opened = [
        step.command.ruleset
        for story in stories
        for step in story.steps
        if isinstance(step.command, assessment.OpenAssessment)
    ]
    counts = Counter(opened)
    assert counts["perdep-06-2016"] > counts["permenkop-14-2009"] > counts["semarang-2015"] > 1


def test_the_published_scores_sum_to_the_published_total() -> None:
    """22 scores of KPRI Handayani: 81.50."""
    assert len(PUBLISHED_SCORES) == 22
    assert sum(PUBLISHED_SCORES.values()) == Decimal("81.50")
