"""The bundled rulesets: what they hold, what names them, and how a file is read."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from domain.kernel.text import Text
from domain.scoring.digests import digest
from domain.scoring.provenance import Confidence
from domain.scoring.refusals import RulesetUnreadable
from domain.scoring.ruleset import RatioMeasure, Ruleset, YesCountMeasure
from domain.scoring.rulesets import read_ruleset
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, RULESETS, SEMARANG, component

every_ruleset = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)

#: A change here is a change of the law as we publish it: give the file a new version.
DIGESTS = {
    "perdep-06-2016": "sha256:28788c0f7bbdf5d05759d1b50c2aba02deb823cc60ed5f0929e18f60329eaca7",
    "permenkop-14-2009": "sha256:6bc9b2f3aa617b460a3bc84e9c4af3f8aa101aa0c40d8069c129104a13874ce0",
    "semarang-2015": "sha256:335aedbeb2af0a621483ebb1e04b42098874f3ded1665d2a9ef72162edceee93",
}


def test_a_published_ruleset_keeps_its_name() -> None:
    """The log of an office names rules by these digests; code may grow, they may not change."""
    assert {name: digest(ruleset) for name, ruleset in RULESETS.items()} == DIGESTS


@every_ruleset
def test_a_ruleset_has_seven_aspects_and_22_components(ruleset: Ruleset) -> None:
    """Five of the components are questionnaires."""
    assert (len(ruleset.aspects), len(ruleset.components)) == (7, 22)
    assert sum(isinstance(each.measure, YesCountMeasure) for each in ruleset.components) == 5


@every_ruleset
def test_the_questionnaire_has_38_questions(ruleset: Ruleset) -> None:
    """12, 6, 5, 10 and 5 of them."""
    counts = [
        len(each.measure.questions)
        for each in ruleset.components
        if isinstance(each.measure, YesCountMeasure)
    ]
    assert counts == [12, 6, 5, 10, 5]


@every_ruleset
def test_everything_a_person_reads_is_in_two_languages(ruleset: Ruleset) -> None:
    """No text is empty in either language."""
    texts = _texts(ruleset)
    assert len(texts) > 100
    assert all(text.id.strip() and text.en.strip() for text in texts)


def _texts(part: object) -> list[Text]:
    """Return every text in *part*, however deep."""
    if isinstance(part, Text):
        return [part]
    if isinstance(part, msgspec.Struct):
        return [text for name in part.__struct_fields__ for text in _texts(getattr(part, name))]
    return [text for each in part for text in _texts(each)] if isinstance(part, tuple) else []


@every_ruleset
def test_every_table_cites_its_place_and_says_how_well_it_is_known(ruleset: Ruleset) -> None:
    """A table that sources disagree on, or that none was found for, says why."""
    for each in ruleset.components:
        assert each.citation
        assert each.provenance.sources
        if each.provenance.confidence is not Confidence.FOUND:
            assert each.provenance.note is not None


@every_ruleset
def test_every_figure_is_used_or_part_of_one_that_is(ruleset: Ruleset) -> None:
    """Nobody is asked for a figure that no formula needs."""
    named = {part.figure for figure in ruleset.figures for part in figure.parts}
    for each in ruleset.components:
        if isinstance(each.measure, RatioMeasure):
            named |= {term.figure for term in each.measure.numerator + each.measure.denominator}
    assert {figure.name for figure in ruleset.figures} == named


def test_six_definitions_differ_between_the_two_laws() -> None:
    """14/2009 changed 2b, 2d, 4a, 4b, 6c and 7a."""
    changed = {"2b", "2d", "4a", "4b", "6c", "7a"}
    for key in changed:
        assert component(SEMARANG, key).measure != component(OF_2009, key).measure


def test_2016_changed_predicates_faults_and_the_audit_limit() -> None:
    """From Rp 1,000,000,000 to Rp 2,500,000,000, and four predicates instead of five."""
    limits = [
        next(item.limit for item in ruleset.corrections.items if item.key == "K5")
        for ruleset in (OF_2009, OF_2016)
    ]
    assert limits == [1_000_000_000, 2_500_000_000]
    assert (len(OF_2009.predicates), len(OF_2016.predicates)) == (5, 4)
    assert OF_2016.valid_from == date(2016, 4, 19)
    assert [each.measure for each in OF_2016.components] == [
        each.measure for each in OF_2009.components
    ]


def test_a_digest_is_that_of_the_content() -> None:
    """One figure changed changes the name; reading it back does not."""
    again = read_ruleset(msgspec.json.format(msgspec.json.encode(OF_2009), indent=4))
    assert digest(again) == digest(OF_2009)
    assert digest(replace(OF_2009, version="2")) != digest(OF_2009)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "truncated"),
        (b"{}", "`id`"),
        (b'{"id": 3}', "$.id"),
        (b'{"id": "x", "wieght": 3}', "wieght"),
    ],
)
def test_a_file_that_is_no_ruleset_is_refused_with_its_fault(data: bytes, reason: str) -> None:
    """A misspelt field is an error, not a rule that nobody reads."""
    with pytest.raises(RulesetUnreadable) as refused:
        read_ruleset(data)
    assert reason in refused.value.message.en


def test_weights_are_those_of_the_law() -> None:
    """15, 25, 15, 10, 15, 10 and 10 in all three."""
    for ruleset in RULESETS.values():
        weights = [aspect.weight for aspect in ruleset.aspects]
        assert weights == [Decimal(each) for each in (15, 25, 15, 10, 15, 10, 10)]
