"""What a score would be is asked without writing anything."""

from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.scoring.preview import calculate, what_if
from application.scoring.ruleset_cache import RulesetCache
from domain.assessment.commands import GiveRuling, RecordAdjustments
from domain.assessment.events import Changes, ComponentEntry
from domain.kernel.actors import SYSTEM
from domain.kernel.refusals import Refusal
from domain.ruleset.commands import PublishRuleset
from domain.scoring.digests import digest
from domain.scoring.entries import Adjustments
from domain.scoring.predicates import Predicate
from domain.scoring.result import Scoring
from tests.support.office import Office
from tests.unit.domain.assessment.papers import COMPONENTS, FIGURES
from tests.unit.domain.scoring.rules import SEMARANG
from tests.unit.domain.scoring.test_full_case_by_figures import YES

BY_SCORES = Changes(components=COMPONENTS)
BY_FIGURES = Changes(figures=FIGURES, yes_counts=YES)
LOWER = Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))})
OVERLAP = ComponentEntry(ratio=Decimal(9))


def total(scoring: Scoring) -> Decimal:
    """Return the total of a finished score."""
    assert scoring.document is not None
    return scoring.document.total


async def test_calculating_gives_the_score_that_a_submission_would_get(office: Office) -> None:
    """By scores under Semarang's tables, by figures under 14/2009, and nothing is written."""
    before = len(office.store.log)
    by_scores = await calculate(office.store, office.ruleset_cache, "semarang-2015", BY_SCORES)
    by_figures = await calculate(
        office.store, office.ruleset_cache, "permenkop-14-2009", BY_FIGURES
    )
    assert (total(by_scores), total(by_figures)) == (Decimal("81.50"), Decimal("80.15"))
    assert len(office.store.log) == before


async def test_calculating_with_adjustments_shows_the_predicate_after_them(
    office: Office,
) -> None:
    """81.50 with one correction factor is CUKUP_SEHAT."""
    adjusted = await calculate(
        office.store,
        office.ruleset_cache,
        "semarang-2015",
        BY_SCORES,
        Adjustments(corrections=("K1",)),
    )
    assert adjusted.document is not None
    assert adjusted.document.predicate is Predicate.CUKUP_SEHAT


async def test_half_a_paper_is_scored_as_far_as_it_goes(office: Office) -> None:
    """One component of 22: a total so far, and what is missing."""
    scoring = await calculate(office.store, office.ruleset_cache, "semarang-2015", LOWER)
    assert scoring.total_so_far == Decimal("3.50")
    assert len(scoring.missing) == 21


async def test_inputs_and_rulesets_are_checked_as_for_a_submission(office: Office) -> None:
    """An unknown ruleset, one that cannot score, an unknown component, an unknown factor."""
    partial = replace(SEMARANG, id="juknis", partial=True)
    await office.do(PublishRuleset(ruleset_id="juknis", ruleset=partial), SYSTEM)
    wrong = Changes(components={"9z": ComponentEntry(score=Decimal(1))})
    factor = Adjustments(corrections=("K9",))
    for name, entries, adjustments, code in (
        ("lain", BY_SCORES, Adjustments(), "ruleset_unknown"),
        ("juknis", BY_SCORES, Adjustments(), "ruleset_partial"),
        ("semarang-2015", wrong, Adjustments(), "unknown_component"),
        ("semarang-2015", BY_SCORES, factor, "unknown_adjustment"),
    ):
        with pytest.raises(Refusal) as refused:
            await calculate(office.store, office.ruleset_cache, name, entries, adjustments)
        assert refused.value.code == code


async def test_what_if_one_entry_were_another(published: Office) -> None:
    """7a at 3.50 would make 78.00; the recorded score stands."""
    scoring = await what_if(
        published.store, published.ruleset_cache, Office.assessment, changes=LOWER
    )
    assert total(scoring) == Decimal("78.00")
    same = await what_if(published.store, published.ruleset_cache, Office.assessment)
    assert total(same) == Decimal("81.50")


async def test_what_if_a_direct_entry_were_made_in_another_way(published: Office) -> None:
    """A ratio in place of the score: the score no longer covers it, and a ruling is needed."""
    scoring = await what_if(
        published.store,
        published.ruleset_cache,
        Office.assessment,
        changes=Changes(components={"1c": OVERLAP}),
    )
    assert [need.component for need in scoring.rulings_needed] == ["1c"]


async def test_what_if_keeps_rulings_that_still_hold(office: Office) -> None:
    """A ruling on 1c holds when 7a changes, and lapses when 1c does."""
    await office.open()
    await office.submit({**COMPONENTS, "1c": OVERLAP})
    await office.do(
        GiveRuling(assessment=Office.assessment, component="1c", value=Decimal(75), reason="Rapat")
    )
    kept = await what_if(office.store, office.ruleset_cache, Office.assessment, changes=LOWER)
    assert total(kept) == Decimal("78.00")
    other = Changes(components={"1c": ComponentEntry(ratio=Decimal("9.5"))})
    lapsed = await what_if(office.store, office.ruleset_cache, Office.assessment, changes=other)
    assert lapsed.document is None


async def test_what_if_other_rules_applied(published: Office) -> None:
    """Only what means the same there is carried over; 7a is measured otherwise in 14/2009."""
    fresh = RulesetCache()
    scoring = await what_if(published.store, fresh, Office.assessment, ruleset="permenkop-14-2009")
    assert "7a" in scoring.missing
    assert "manajemen_umum" not in scoring.missing
    by_digest = await what_if(
        published.store, RulesetCache(), Office.assessment, ruleset=digest(SEMARANG)
    )
    assert total(by_digest) == Decimal("81.50")


async def test_adjustments_are_carried_over_where_the_other_rules_know_them(
    submitted: Office,
) -> None:
    """Two factors with their levels, under 06/2016, or none when none are asked about."""
    await submitted.do(
        RecordAdjustments(
            assessment=Office.assessment, corrections=("K1", "K2"), levels=1, reason="Dua hal"
        )
    )
    carried = await what_if(
        submitted.store,
        submitted.ruleset_cache,
        Office.assessment,
        ruleset="perdep-06-2016",
        changes=BY_FIGURES,
    )
    assert carried.rulings_needed == ()
    without = await what_if(
        submitted.store, submitted.ruleset_cache, Office.assessment, adjustments=Adjustments()
    )
    assert without.document is not None
    assert without.document.predicate is Predicate.SEHAT


async def test_what_if_needs_an_assessment(office: Office) -> None:
    """An unknown one is not found."""
    with pytest.raises(Refusal) as refused:
        await what_if(office.store, office.ruleset_cache, UUID(int=404))
    assert refused.value.code == "not_found"


async def test_the_cache_lists_what_it_holds(office: Office) -> None:
    """By id, the newest text of each first."""
    newer = replace(SEMARANG, version="3")
    await office.do(PublishRuleset(ruleset_id=newer.id, ruleset=newer), SYSTEM)
    await office.ruleset_cache.restock(office.store)
    names = [(ruleset.id, ruleset.version) for ruleset in office.ruleset_cache.known()]
    assert names == [
        ("perdep-06-2016", "1"),
        ("permenkop-14-2009", "1"),
        ("semarang-2015", "3"),
        ("semarang-2015", "2"),
    ]
