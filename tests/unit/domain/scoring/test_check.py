"""A ruleset is checked before it is published: its faults are told, only nonsense is refused."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from domain.kernel.text import Text
from domain.scoring.check import Finding, FindingCode, Severity, blocks, check
from domain.scoring.predicates import Predicate
from domain.scoring.provenance import Confidence, Provenance, Source
from domain.scoring.ruleset import Band, Figure, RatioMeasure, Ruleset, Term, YesCountMeasure
from tests.unit.domain.scoring.rules import (
    OF_2009,
    OF_2016,
    RULESETS,
    SEMARANG,
    component,
    ratio_measure,
    with_component,
    with_measure,
)

SEMARANGS_FAULTS = [
    ("GAP", "1a", "above 20"),
    ("GAP", "1b", "above 100"),
    ("GAP", "1c", "above 5 up to and including 6"),
    ("OVERLAP", "1c", "above 8 up to and including 10"),
    ("GAP", "2c", "above 100"),
    ("CONTRADICTION", "4a", "printed is 1.00"),
    ("GAP", "4b", "from 100"),
    ("NEGATIVE_DENOMINATOR", "6b", "negative"),
]
FAULTS_OF_2009 = [
    ("GAP", "1a", "above 100"),
    ("NEGATIVE_DENOMINATOR", "4b", "negative"),
    ("GAP", "5b", "from 90"),
    ("NEGATIVE_DENOMINATOR", "6b", "negative"),
]


def found(ruleset: Ruleset, code: FindingCode) -> list[Finding]:
    """Return the findings of one kind that are new in *ruleset*."""
    known = set(check(OF_2009))
    return [each for each in check(ruleset) if each.code is code and each not in known]


def only(ruleset: Ruleset, code: FindingCode) -> Finding:
    """Return the one new finding of a kind."""
    (finding,) = found(ruleset, code)
    return finding


@pytest.mark.parametrize(
    ("ruleset", "faults"),
    [(SEMARANG, SEMARANGS_FAULTS), (OF_2009, FAULTS_OF_2009), (OF_2016, FAULTS_OF_2009)],
    ids=["semarang", "2009", "2016"],
)
def test_the_known_faults_of_the_printed_tables_are_found(
    ruleset: Ruleset, faults: list[tuple[str, str, str]]
) -> None:
    """Semarang's 1c has a gap above 5 and an overlap above 8, and so on, and nothing else."""
    findings = [each for each in check(ruleset) if each.code is not FindingCode.NO_ZERO_RULE]
    assert [(each.code, each.place) for each in findings] == [fault[:2] for fault in faults]
    for finding, (_, _, words) in zip(findings, faults, strict=True):
        assert words in finding.text.en


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)
def test_the_laws_own_faults_do_not_keep_it_from_being_published(ruleset: Ruleset) -> None:
    """A faulty table is published as it is and asks for rulings."""
    assert check(ruleset)
    assert blocks(check(ruleset)) == ()


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)
def test_no_rule_for_a_denominator_of_nought_is_known(ruleset: Ruleset) -> None:
    """All 17 ratios lack one."""
    codes = [each.code for each in check(ruleset)]
    assert codes.count(FindingCode.NO_ZERO_RULE) == 17


def test_a_rule_for_nought_is_no_fault() -> None:
    """With a value for it, 2c is no longer named."""
    ruleset = with_measure(OF_2009, "2c", zero_denominator=Decimal(100))
    places = [each.place for each in check(ruleset) if each.code is FindingCode.NO_ZERO_RULE]
    assert "2c" not in places


def test_a_table_without_rows_covers_nothing() -> None:
    """An empty table for a ratio that may be negative leaves every ratio open."""
    assert "whatever it is" in only(with_measure(OF_2009, "6a", bands=()), FindingCode.GAP).text.en


def test_a_hole_of_a_single_ratio_is_found() -> None:
    """Where both rows leave out exactly 25, 25 is named."""
    first, *others = ratio_measure(OF_2009, "2a").bands
    ruleset = with_measure(OF_2009, "2a", bands=(replace(first, high_included=False), *others))
    assert "exactly 25" in only(ruleset, FindingCode.GAP).text.en


def test_nothing_is_missed_below_nought_where_nothing_can_be() -> None:
    """A table of loan volumes that starts at nought has no gap below it."""
    first, *others = ratio_measure(OF_2009, "2a").bands
    from_nought = replace(first, low=Decimal(0), low_included=True)
    assert not found(with_measure(OF_2009, "2a", bands=(from_nought, *others)), FindingCode.GAP)
    first, *others = ratio_measure(OF_2009, "6a").bands
    from_nought = replace(first, low=Decimal(0), low_included=True)
    gap = only(with_measure(OF_2009, "6a", bands=(from_nought, *others)), FindingCode.GAP)
    assert "to below 0" in gap.text.en


def test_a_subtracted_figure_can_make_a_ratio_negative() -> None:
    """With a factor of minus one the denominator can fall below nought."""
    denominator = (Term(figure="kas"), Term(figure="bank", factor=Decimal(-1)))
    ruleset = with_measure(OF_2009, "5a", denominator=denominator)
    assert only(ruleset, FindingCode.NEGATIVE_DENOMINATOR).place == "5a"


@pytest.mark.parametrize("partial", [False, True])
def test_weights_must_sum_unless_the_ruleset_is_partial(partial: bool) -> None:
    """5a of 9 instead of 10 breaks its aspect; in a partial ruleset it is only told."""
    ruleset = replace(with_component(OF_2009, "5a", weight=Decimal(9)), partial=partial)
    finding = only(ruleset, FindingCode.WEIGHTS)
    assert (finding.place, finding.text.en) == ("likuiditas", "Weights sum to 14 instead of 15.")
    assert finding.severity is (Severity.FLAW if partial else Severity.BLOCKING)


def test_the_aspects_must_sum_to_a_hundred() -> None:
    """Six of seven aspects make 90."""
    finding = only(replace(OF_2009, aspects=OF_2009.aspects[:-1]), FindingCode.WEIGHTS)
    assert (finding.place, finding.text.en) == ("aspects", "Weights sum to 90 instead of 100.")


def test_all_yes_must_earn_the_weight() -> None:
    """Eleven questions at 0.25 cannot earn 3."""
    measure = component(OF_2009, "manajemen_umum").measure
    assert isinstance(measure, YesCountMeasure)
    ruleset = with_measure(OF_2009, "manajemen_umum", questions=measure.questions[1:])
    assert only(ruleset, FindingCode.WEIGHTS).place == "manajemen_umum"


def test_a_formula_names_only_figures_of_the_ruleset() -> None:
    """“kass” in 5a is found before anyone is asked for it."""
    ruleset = with_measure(OF_2009, "5a", numerator=(Term(figure="kass"),))
    finding = only(ruleset, FindingCode.UNKNOWN_FIGURE)
    assert (finding.place, finding.severity) == ("5a", Severity.BLOCKING)


def test_parts_are_figures_without_parts() -> None:
    """A sum of sums, or of nothing known, is refused."""
    figures = (*OF_2009.figures, figure("jumlah", "pea", "entah"))
    ruleset = replace(OF_2009, figures=figures)
    assert only(ruleset, FindingCode.NESTED_PARTS).place == "jumlah"
    assert only(ruleset, FindingCode.UNKNOWN_FIGURE).text.en == "There is no figure entah."


def figure(name: str, *parts: str) -> Figure:
    """Return a figure of loan data."""
    return replace(OF_2009.figures[0], name=name, parts=tuple(Term(figure=each) for each in parts))


def test_a_formula_has_two_halves() -> None:
    """A ratio over nothing is no ratio."""
    assert only(with_measure(OF_2009, "5a", denominator=()), FindingCode.NO_FORMULA).place == "5a"


@pytest.mark.parametrize("value", ["-1", "100.01"])
def test_a_row_gives_a_value_of_0_to_100(value: str) -> None:
    """More than a hundred would be more than the weight."""
    bands = (Band(value=Decimal(value)),)
    ruleset = with_measure(OF_2009, "5a", bands=bands)
    assert only(ruleset, FindingCode.VALUE_OUT_OF_RANGE).severity is Severity.BLOCKING


@pytest.mark.parametrize(("low", "high", "included"), [("9", "5", True), ("5", "5", False)])
def test_a_row_covers_something(low: str, high: str, included: bool) -> None:
    """From 9 to 5 there is nothing, nor between 5 and 5 with both ends left out."""
    band = Band(
        low=Decimal(low),
        low_included=included,
        high=Decimal(high),
        high_included=included,
        value=Decimal(0),
    )
    assert only(with_measure(OF_2009, "5a", bands=(band,)), FindingCode.EMPTY_BAND).place == "5a"


def test_keys_are_used_once() -> None:
    """Two figures of one name would be one figure to a formula."""
    figures = (*OF_2009.figures, OF_2009.figures[0])
    finding = only(replace(OF_2009, figures=figures), FindingCode.DUPLICATE_KEY)
    assert (finding.place, finding.severity) == ("components", Severity.BLOCKING)


def test_predicates_leave_no_total_out() -> None:
    """Without the lowest predicate a total below 20 has none."""
    finding = only(replace(OF_2009, predicates=OF_2009.predicates[:-1]), FindingCode.GAP)
    assert (finding.place, finding.severity) == ("predicates", Severity.BLOCKING)
    assert finding.text.en == "No row covers a total from 0 to below 20."


def test_predicates_share_no_total() -> None:
    """A printed table whose rows both end in 80 is refused."""
    first, second, *others = OF_2009.predicates
    predicates = (first, replace(second, high_included=True), *others)
    finding = only(replace(OF_2009, predicates=predicates), FindingCode.OVERLAP)
    assert (finding.severity, finding.text.en) == (
        Severity.BLOCKING,
        "2 rows claim a total exactly 80.",
    )


def test_predicates_are_ranked_from_the_best() -> None:
    """The ladder that corrections go down must be in order."""
    assert only(replace(OF_2009, predicates=OF_2009.predicates[::-1]), FindingCode.RANKS).place == (
        "predicates"
    )


def test_a_fault_leads_to_a_predicate_of_the_ruleset() -> None:
    """2009 knows no DALAM_PENGAWASAN."""
    faults = replace(OF_2009.faults, predicate=Predicate.DALAM_PENGAWASAN)
    assert only(replace(OF_2009, faults=faults), FindingCode.UNKNOWN_PREDICATE).place == "faults"


def test_every_source_that_is_cited_is_listed() -> None:
    """A provenance that leads nowhere is none."""
    provenance = Provenance(confidence=Confidence.FOUND, sources=("NOWHERE:T1",))
    ruleset = with_component(OF_2009, "5a", provenance=provenance)
    assert only(ruleset, FindingCode.UNKNOWN_SOURCE).text.en == "Source NOWHERE:T1 is not listed."
    listed = (*OF_2009.sources, Source(key="NOWHERE", title=Text("entah", "nowhere")))
    assert not found(replace(ruleset, sources=listed), FindingCode.UNKNOWN_SOURCE)


def test_a_sound_table_has_no_finding_but_its_missing_zero_rule() -> None:
    """4c of 2009 is complete."""
    assert isinstance(component(OF_2009, "4c").measure, RatioMeasure)
    assert [each.code for each in check(OF_2009) if each.place == "4c"] == [
        FindingCode.NO_ZERO_RULE
    ]
