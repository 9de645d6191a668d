"""A ruleset is published once, whole, and never changed; it may be retired."""

import pytest
from msgspec.structs import replace

from domain.kernel.facts import Facts
from domain.kernel.wording import Blank, TooLong, Unprintable
from domain.ruleset import RULESET, refusals
from domain.ruleset.commands import AboutRuleset, PublishRuleset, RetireRuleset
from domain.ruleset.events import RulesetPublished, RulesetRetired
from domain.ruleset.state import UNPUBLISHED, Version
from domain.scoring.digests import digest
from tests.support.given import NOW, OFFICER, Given
from tests.unit.domain.scoring.rules import SEMARANG

NAME = digest(SEMARANG)
NEXT = replace(SEMARANG, version="3")
PUBLISH = PublishRuleset(ruleset_id="semarang-2015", ruleset=SEMARANG)
RETIRE = RetireRuleset(ruleset_id="semarang-2015", digest=NAME, reason="Diganti 06/2016")
published = RulesetPublished(digest=NAME, ruleset=SEMARANG)
published_next = RulesetPublished(digest=digest(NEXT), ruleset=NEXT)
retired = RulesetRetired(digest=NAME, reason="Diganti 06/2016", retired_on=NOW.date())
rulesets = Given(RULESET, Facts(at=NOW, actor=OFFICER))


def test_a_ruleset_is_published_under_its_digest() -> None:
    """The event holds the whole text."""
    rulesets.when(PUBLISH).then(published)


def test_the_same_text_again_changes_nothing() -> None:
    """Every start of the server publishes; one leaves a trace."""
    rulesets.given(published).when(PUBLISH).then()


def test_another_text_needs_another_version() -> None:
    """The same version with a different title is refused, the next one is published."""
    other = replace(SEMARANG, citation="Perbaikan")
    command = replace(PUBLISH, ruleset=other)
    rulesets.given(published).when(command).then_refused(refusals.VersionTaken)
    rulesets.given(published).when(replace(PUBLISH, ruleset=NEXT)).then(published_next)


def test_a_ruleset_is_of_an_area() -> None:
    """A code that is none is refused; the whole country needs none."""
    nowhere = replace(SEMARANG, territory="Semarang")
    command = replace(PUBLISH, ruleset=nowhere)
    rulesets.when(command).then_refused(refusals.RulesetUnsound)


def test_a_ruleset_is_called_what_it_calls_itself() -> None:
    """The command and the text agree on the name."""
    rulesets.when(replace(PUBLISH, ruleset_id="lain")).then_refused(refusals.NameMismatch)


def test_an_unsound_ruleset_is_refused_with_the_place() -> None:
    """The first aspect twice: its components are there twice, and weights no longer fit."""
    unsound = replace(SEMARANG, aspects=SEMARANG.aspects + SEMARANG.aspects[:1])
    answer = rulesets.when(replace(PUBLISH, ruleset=unsound))
    assert answer.refusals
    assert {refusal.code for refusal in answer.refusals} == {"ruleset_unsound"}
    assert all(refusal.message.id and refusal.message.en for refusal in answer.refusals)


def test_every_text_of_a_ruleset_is_one_that_the_log_can_hold() -> None:
    """A NUL in a citation and a title without end are refused, each with its place."""
    title = replace(SEMARANG.title, en="a" * 4001)
    strange = replace(SEMARANG, title=title, citation="Perbup 1/2015\x00")
    answer = rulesets.when(replace(PUBLISH, ruleset=strange))
    answer.then_refused(TooLong, Unprintable)
    assert [each.field for each in answer.refusals] == ["ruleset.title.en", "ruleset.citation"]


def test_a_version_is_retired_for_a_reason_once() -> None:
    """It begins no new assessment from that day on."""
    known = rulesets.given(published)
    known.when(RETIRE).then(retired)
    known.when(replace(RETIRE, reason="")).then_refused(Blank)
    known.given(retired).when(RETIRE).then_refused(refusals.AlreadyRetired)
    rulesets.when(RETIRE).then_refused(refusals.DigestUnknown)


def test_a_name_means_the_newest_version_in_use() -> None:
    """Retired versions are meant by digest only, unless nothing else is left."""
    both = rulesets.given(published, published_next)
    assert both.state.find("semarang-2015").digest == digest(NEXT)
    retired_next = RulesetRetired(digest=digest(NEXT), reason="Keliru")
    assert both.given(retired_next).state.find("semarang-2015").digest == NAME
    assert both.given(retired, retired_next).state.find("semarang-2015").retired
    assert both.state.find(NAME) == Version(digest=NAME, ruleset=SEMARANG)
    assert both.state.find("sha256:unknown") is None
    assert rulesets.state.find("semarang-2015") is None


def test_retiring_an_unknown_version_leaves_nothing_behind() -> None:
    """Folding never refuses."""
    assert rulesets.given(retired).state == UNPUBLISHED


def test_only_these_commands_concern_a_ruleset() -> None:
    """A command without a decision is a fault of the program."""
    with pytest.raises(AssertionError, match="AboutRuleset"):
        rulesets.when(AboutRuleset(ruleset_id="semarang-2015"))
