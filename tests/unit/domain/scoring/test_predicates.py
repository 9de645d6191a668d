"""From a total to a predicate, and what corrections and fatal faults leave of it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.scoring.document import ScoreDocument
from domain.scoring.engine import score
from domain.scoring.entries import Adjustments, Entries
from domain.scoring.predicates import Predicate
from domain.scoring.result import RulingNeeded, RulingReason
from domain.scoring.ruleset import Ruleset, SeveralCorrections
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, SEMARANG, all_values, entries

EDGES_2009 = (
    "100:SEHAT 80:SEHAT 79.99:CUKUP_SEHAT 60:CUKUP_SEHAT 59.99:KURANG_SEHAT 40:KURANG_SEHAT"
    " 39.99:TIDAK_SEHAT 20:TIDAK_SEHAT 19.99:SANGAT_TIDAK_SEHAT 0:SANGAT_TIDAK_SEHAT"
)
EDGES_2016 = (
    "100:SEHAT 80:SEHAT 79.9999:CUKUP_SEHAT 66:CUKUP_SEHAT 65.9999:DALAM_PENGAWASAN"
    " 51:DALAM_PENGAWASAN 50.9999:DALAM_PENGAWASAN_KHUSUS 0:DALAM_PENGAWASAN_KHUSUS"
)
NONE = Adjustments()
TOTALS = [
    pytest.param(ruleset, *edge.split(":"), id=f"{ruleset.id}-{edge}")
    for ruleset, edges in ((SEMARANG, EDGES_2009), (OF_2009, EDGES_2009), (OF_2016, EDGES_2016))
    for edge in edges.split()
]


def totalling(ruleset: Ruleset, total: str) -> Entries:
    """Enter the same value everywhere, so that it is also the total."""
    return all_values(ruleset, total)


def document(ruleset: Ruleset, total: str, adjustments: Adjustments = NONE) -> ScoreDocument:
    """Return the document of a cooperative that totals *total*."""
    found = score(ruleset, totalling(ruleset, total), adjustments=adjustments).document
    assert found is not None
    return found


def several(rule: SeveralCorrections) -> Ruleset:
    """Return the rules of 2009 with another effect of several corrections."""
    return replace(OF_2009, corrections=replace(OF_2009.corrections, several=rule))


@pytest.mark.parametrize(("ruleset", "total", "predicate"), TOTALS)
def test_a_total_on_an_edge_earns_the_better_predicate(
    ruleset: Ruleset, total: str, predicate: str
) -> None:
    """Exactly 80 is SEHAT, anything less is not."""
    found = document(ruleset, total)
    assert found.total == Decimal(total)
    assert found.predicate_before == found.predicate == predicate


def test_a_total_just_below_an_edge_is_not_rounded_up_to_it() -> None:
    """79.999999999999 shows as 80.00 and is CUKUP_SEHAT."""
    assert document(OF_2009, "79.999999999999").predicate is Predicate.CUKUP_SEHAT


def test_one_correction_lowers_one_level() -> None:
    """A SEHAT cooperative that keeps its books late is CUKUP_SEHAT."""
    found = document(OF_2009, "85", Adjustments(corrections=("K2",)))
    assert (found.predicate_before, found.predicate) == (Predicate.SEHAT, Predicate.CUKUP_SEHAT)
    assert found.levels_lowered == 1


def test_a_correction_given_twice_is_one() -> None:
    """K2 and K2 again lower one level and need no ruling."""
    found = document(OF_2009, "85", Adjustments(corrections=("K2", "K2")))
    assert (found.corrections, found.levels_lowered) == (("K2",), 1)


def test_the_lowest_predicate_cannot_be_lowered() -> None:
    """Below DALAM_PENGAWASAN_KHUSUS there is nothing; no level is counted."""
    found = document(OF_2016, "10", Adjustments(corrections=("K1",)))
    assert found.predicate is Predicate.DALAM_PENGAWASAN_KHUSUS
    assert found.levels_lowered == 0


def test_several_corrections_need_a_ruling() -> None:
    """The law's text on two corrections was not found, so nobody guesses."""
    adjustments = Adjustments(corrections=("K2", "K1"))
    scoring = score(OF_2009, totalling(OF_2009, "85"), adjustments=adjustments)
    assert scoring.document is None
    assert scoring.rulings_needed == (
        RulingNeeded(
            component="corrections",
            reason=RulingReason.SEVERAL_CORRECTIONS,
            candidates=(Decimal(1), Decimal(2)),
        ),
    )


@pytest.mark.parametrize(("levels", "predicate"), [(1, "CUKUP_SEHAT"), (2, "KURANG_SEHAT")])
def test_a_ruling_says_how_far_several_corrections_lower(levels: int, predicate: str) -> None:
    """An officer who says two levels makes a SEHAT cooperative KURANG_SEHAT."""
    found = document(OF_2009, "85", Adjustments(corrections=("K2", "K1"), levels=levels))
    assert (found.predicate, found.levels_lowered) == (predicate, levels)
    assert found.corrections == ("K1", "K2")


@pytest.mark.parametrize(
    ("rule", "predicate"),
    [
        (SeveralCorrections.ONE_LEVEL, Predicate.CUKUP_SEHAT),
        (SeveralCorrections.ONE_LEVEL_EACH, Predicate.KURANG_SEHAT),
    ],
)
def test_a_ruleset_may_say_itself_what_several_corrections_do(
    rule: SeveralCorrections, predicate: Predicate
) -> None:
    """Where the law is known, no ruling is asked for."""
    found = document(several(rule), "85", Adjustments(corrections=("K1", "K2")))
    assert found.predicate is predicate


def test_a_fatal_fault_forces_the_predicate_down() -> None:
    """Window dressing makes a total of 95 TIDAK_SEHAT."""
    found = document(OF_2009, "95", Adjustments(faults=("F3",)))
    assert (found.predicate_before, found.predicate) == (Predicate.SEHAT, Predicate.TIDAK_SEHAT)
    assert (found.faults, found.levels_lowered) == (("F3",), 0)


def test_a_fatal_fault_lifts_nobody_up() -> None:
    """A total of 10 stays SANGAT_TIDAK_SEHAT whatever fault is found."""
    found = document(OF_2009, "10", Adjustments(faults=("F3", "F1")))
    assert found.predicate is Predicate.SANGAT_TIDAK_SEHAT


def test_a_fault_and_a_correction_together_leave_the_lower_predicate() -> None:
    """A correction takes 25 one below the level that the fault forces."""
    found = document(OF_2009, "25", Adjustments(corrections=("K1",), faults=("F1",)))
    assert found.predicate is Predicate.SANGAT_TIDAK_SEHAT


def test_a_fatal_fault_of_2016_means_special_supervision() -> None:
    """Under Perdep 06/2016 a fault forces DALAM_PENGAWASAN_KHUSUS."""
    found = document(OF_2016, "95", Adjustments(faults=("F2",)))
    assert found.predicate is Predicate.DALAM_PENGAWASAN_KHUSUS


def test_a_total_in_no_predicate_gives_none() -> None:
    """A ladder without its top is refused before; the engine still does not guess."""
    ruleset = replace(OF_2009, predicates=OF_2009.predicates[1:])
    assert asked(ruleset, "85") == [("predicate", RulingReason.NO_BAND)]


def test_a_total_in_two_predicates_gives_none() -> None:
    """With SEHAT from 0 on, 70 is SEHAT and CUKUP_SEHAT at once."""
    top = replace(OF_2009.predicates[0], low=None)
    ruleset = replace(OF_2009, predicates=(top, *OF_2009.predicates[1:]))
    assert asked(ruleset, "70") == [("predicate", RulingReason.SEVERAL_BANDS)]


def asked(ruleset: Ruleset, total: str) -> list[tuple[str, RulingReason]]:
    """Return the rulings that *total* needs, and make sure that there is no score."""
    scoring = score(ruleset, totalling(ruleset, total))
    assert scoring.document is None
    return [(each.component, each.reason) for each in scoring.rulings_needed]


def test_the_predicate_waits_for_the_last_component() -> None:
    """With one value of 22 there is a sum, and no predicate."""
    scoring = score(OF_2009, entries(values={"1a": 100}))
    assert (scoring.document, scoring.total_so_far) == (None, Decimal(6))
    assert len(scoring.missing) == 21
