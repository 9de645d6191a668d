"""An assessment begins for an active cooperative, a year that has begun, and rules that fit."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace

from domain.assessment import refusals
from domain.assessment.commands import OpenAssessment, SubmitAssessment
from domain.assessment.events import AssessmentKeyClaimed, AssessmentKeyReleased
from domain.assessment.key import ASSESSMENT_KEY, assessment_key
from domain.assessment.state import Draft, Unopened
from domain.cooperative.events import Kind
from domain.cooperative.state import UNREGISTERED, Inactive
from domain.kernel.actors import Actor, Role
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.conduct import ConflictOfInterest
from domain.kernel.wording import Blank
from domain.ruleset.state import Version, Versions
from domain.scoring.digests import digest
from tests.support.given import OPERATOR, on, recorded
from tests.unit.domain.assessment.papers import (
    ACTIVE,
    CASE,
    COOPERATIVE,
    by_scores,
    changed_kind,
    claimed,
    draft,
    opened,
    submitted,
    unopened,
)
from tests.unit.domain.cooperative.papers import LOCATION, PROFILE
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, SEMARANG

OPEN = OpenAssessment(
    assessment=CASE, cooperative=COOPERATIVE, book_year=2015, ruleset="semarang-2015"
)
WHAT_IF = replace(OPEN, what_if_reason="Perbandingan")
VERSION = Version(digest=digest(SEMARANG), ruleset=SEMARANG)


def test_an_opening_says_whose_case_it_is_and_by_which_text_of_the_rules() -> None:
    """KPRI Handayani, 2015, by the digest of the Semarang tables, for Kota Semarang."""
    unopened.when(OPEN, actor=OPERATOR).then(opened, claimed())
    state = draft.state
    assert isinstance(state, Draft)
    assert (state.case.book_year, state.case.membership_area) == (2015, "33.74")


@pytest.mark.parametrize("year", [1990, 2026])
def test_the_first_and_the_current_year_may_be_assessed(year: int) -> None:
    """1990 and 2026, today being in 2026."""
    unopened.when(replace(OPEN, book_year=year)).then(
        replace(opened, book_year=year), claimed(year)
    )


@pytest.mark.parametrize("year", [1989, 2027, -1])
def test_other_years_are_refused(year: int) -> None:
    """A year to come has no books; 1989 is a typing mistake."""
    refusal = unopened.when(replace(OPEN, book_year=year)).then_refused(refusals.YearOutOfRange)
    assert (refusal.field, refusal.code) == ("bookYear", "book_year_out_of_range")


def test_nothing_counts_from_before_the_book_year() -> None:
    """Books of 2015 are opened on 1 January 2015 at the earliest."""
    unopened.when(OPEN, effective_on=date(2014, 12, 31)).then_refused(refusals.DayBeforeYear)
    unopened.when(OPEN, effective_on=date(2015, 1, 1)).then(opened, claimed())


def test_an_unknown_ruleset_is_refused() -> None:
    """The refusal repeats the name that was given."""
    refusal = unopened.when(OPEN, asked=OPEN.ruleset, version=None, published=()).then_refused(
        refusals.RulesetUnknown
    )
    assert "semarang-2015" in refusal.message.en


def test_a_retired_ruleset_begins_nothing_new() -> None:
    """What was opened by it goes on; nothing is opened by it."""
    retired = replace(VERSION, retired=True)
    unopened.when(OPEN, version=retired).then_refused(refusals.RulesetRetired)


def test_a_partial_ruleset_cannot_score() -> None:
    """It is published for reading."""
    partial = replace(VERSION, ruleset=replace(SEMARANG, partial=True))
    unopened.when(OPEN, version=partial).then_refused(refusals.RulesetPartial)


@pytest.mark.parametrize(
    "cooperative",
    [UNREGISTERED, Inactive(profile=PROFILE, location=LOCATION, registered_by="guest")],
)
def test_only_an_active_cooperative_is_assessed(cooperative: object) -> None:
    """Unregistered and deactivated ones are refused, with what to do first."""
    unopened.when(OPEN, cooperative=cooperative).then_refused(refusals.CooperativeNotActive)


def test_a_ruleset_is_for_certain_kinds() -> None:
    """The Semarang tables are not for a syariah cooperative."""
    refusal = unopened.when(OPEN, cooperative=changed_kind(Kind.KSPPS)).then_refused(
        refusals.KindNotCovered
    )
    assert "KSP, USP" in refusal.remedy.en


def test_there_is_one_live_assessment_for_a_year_and_ruleset() -> None:
    """The refusal names the one that holds the place."""
    refusal = unopened.when(OPEN, holder=UUID(int=71)).then_refused(refusals.AlreadyAssessed)
    assert str(UUID(int=71)) in refusal.remedy.id


def test_an_id_is_opened_once() -> None:
    """The id of another assessment is refused."""
    draft.when(OPEN).then_refused(refusals.AlreadyOpened)


def test_an_officer_with_a_stake_does_not_open() -> None:
    """Nor anything else with that cooperative."""
    member = Actor(account="officer-3", role=Role.OFFICER, interests=frozenset({COOPERATIVE}))
    unopened.when(OPEN, actor=member, cooperative=ACTIVE).then_refused(ConflictOfInterest)
    submit = SubmitAssessment(assessment=CASE)
    draft.when(submit, actor=member).then_refused(ConflictOfInterest)


def test_nothing_happens_before_opening() -> None:
    """A command is out of turn, and an event leaves nothing behind but its number."""
    unopened.when(SubmitAssessment(assessment=CASE)).then_refused(OutOfTurn)
    assert unopened.given(submitted, by_scores).state == Unopened(version=2)


def test_a_ruleset_that_the_log_does_not_hold_is_refused_later_too() -> None:
    """An assessment cannot go on by rules that nobody can read."""
    submit = SubmitAssessment(assessment=CASE)
    draft.when(submit, version=None).then_refused(refusals.RulesetUnknown)


def test_a_place_is_held_until_the_assessment_is_voided() -> None:
    """Its stream tells which assessment is the live one."""
    events = recorded(
        [AssessmentKeyClaimed(assessment=CASE), AssessmentKeyReleased(assessment=CASE)]
    )
    assert ASSESSMENT_KEY.fold(events[:1]) == CASE
    assert ASSESSMENT_KEY.fold(events) is None


def test_a_ruleset_that_does_not_count_makes_a_what_if_or_nothing() -> None:
    """2015 by the rules of 2009 in Semarang; with a reason, in a place of its own."""
    by_2009 = replace(OPEN, ruleset="permenkop-14-2009")
    version = Version(digest=digest(OF_2009), ruleset=OF_2009)
    asked = {"asked": by_2009.ruleset, "version": version}
    refusal = unopened.when(by_2009, **asked).then_refused(refusals.RulesetNotCounting)
    assert (refusal.field, "semarang-2015" in refusal.remedy.en) == ("ruleset", True)
    unopened.when(by_2009, **asked, published=()).then_refused(refusals.RulesetNotCounting)
    reasoned = replace(by_2009, what_if_reason="Perbandingan")
    event = replace(opened, ruleset=version.digest, ruleset_id=OF_2009.id, what_if="Perbandingan")
    key = assessment_key(COOPERATIVE, 2015, OF_2009.id, what_if=True)
    claim = on(key, AssessmentKeyClaimed(assessment=CASE))
    other = UUID(int=71)
    unopened.when(reasoned, **asked, holder=other).then(event, claim)
    unopened.when(reasoned, **asked, what_if_holder=other).then_refused(refusals.AlreadyAssessed)
    unopened.when(replace(reasoned, what_if_reason=" "), **asked).then_refused(Blank)


def test_rules_of_2016_do_not_open_a_year_before() -> None:
    """2014 by 06/2016, whoever counts."""
    version = Version(digest=digest(OF_2016), ruleset=OF_2016)
    early = replace(OPEN, book_year=2014, ruleset=OF_2016.id)
    refusal = unopened.when(early, version=version).then_refused(refusals.RulesetNotInForce)
    assert refusal.code == "ruleset_not_in_force"
    nothing = unopened.when(early, version=version, published=())
    assert "none" in nothing.then_refused(refusals.RulesetNotInForce).remedy.en


def test_a_name_means_the_version_that_counts_for_the_year() -> None:
    """The newest covers later years only."""
    newest = replace(SEMARANG, version="3", valid_from=date(2020, 1, 1))
    later = Version(digest=digest(newest), ruleset=newest)
    published = (Versions(by_digest={each.digest: each for each in (VERSION, later)}),)
    facts = {"asked": OPEN.ruleset, "version": later, "published": published}
    unopened.when(OPEN, **facts).then(opened, claimed())
    by_digest = {**facts, "asked": later.digest}
    unopened.when(OPEN, **by_digest).then_refused(refusals.RulesetNotInForce)


def test_a_command_without_a_reason_is_recognised_as_before_there_were_any() -> None:
    """A repetition from before the update has the same fingerprint: the field is left out."""
    assert b"what_if" not in msgspec.json.encode(OPEN)
