"""Every kind of bad input has a code of its own, names its field, and leaves the log alone."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.assessment.commands import (
    AttachDocument,
    EnterComponents,
    EnterManagementAnswers,
    EnterStatements,
    GiveRuling,
    OpenAssessment,
    RecordAdjustments,
    SubmitAssessment,
    VerifyAssessment,
)
from domain.assessment.events import ComponentEntry, Document
from domain.cooperative.commands import DeactivateCooperative
from domain.cooperative.events import LegalNumber
from domain.kernel.actors import GUEST, Actor
from domain.kernel.commands import Command
from domain.kernel.refusals import Refusal
from domain.scoring.amounts import read_amount
from tests.support.given import OFFICER, OPERATOR
from tests.support.office import Office
from tests.unit.domain.cooperative.papers import HANDAYANI, REGISTER, register

CASE = Office.assessment
GHOST = UUID(int=404)
OPEN = OpenAssessment(
    assessment=UUID(int=71), cooperative=HANDAYANI, book_year=2017, ruleset="perdep-06-2016"
)

ELSEWHERE = replace(
    register(membership_area="Semarang", legal_number=LegalNumber(number="1/BH")),
    cooperative=UUID(int=8),
)


def figure(amount: str) -> EnterStatements:
    """Return an entry of cash."""
    return EnterStatements(assessment=CASE, figures={"kas": Decimal(amount)})


def component(key: str, **entry: object) -> EnterComponents:
    """Return the direct entry of one component."""
    return EnterComponents(assessment=CASE, components={key: ComponentEntry(**entry)})  # type: ignore[arg-type]


UNKNOWN_FILE = Document(digest="sha256:x", name="RAT.pdf", media_type="application/pdf", size=1)
TABLE: Mapping[str, tuple[Command, Actor, str]] = {
    "unknown_component": (component("9z", score=Decimal(1)), OFFICER, "components.9z.component"),
    "unknown_figure": (
        EnterStatements(assessment=CASE, figures={"kass": Decimal(1)}),
        OPERATOR,
        "figures.kass.name",
    ),
    "too_many_yes_answers": (
        EnterManagementAnswers(assessment=CASE, yes_counts={"manajemen_umum": 13}),
        OPERATOR,
        "answers.manajemen_umum.yes",
    ),
    "figure_may_not_be_negative": (figure("-1"), OPERATOR, "figures.kas.amount"),
    "amount_not_finite": (figure("NaN"), OPERATOR, "figures.kas.amount"),
    "amount_too_long": (figure("1e40"), OPERATOR, "figures.kas.amount"),
    "score_above_weight": (component("1a", score=Decimal(7)), OFFICER, "components.1a.score"),
    "value_out_of_range": (component("1a", value=Decimal(101)), OFFICER, "components.1a.value"),
    "one_way_only": (component("1a"), OFFICER, "components.1a"),
    "wrong_way_of_entry": (component("1a", yes=1), OFFICER, "components.1a.yes"),
    "nothing_entered": (EnterStatements(assessment=CASE, figures={}), OPERATOR, "figures"),
    "components_missing": (SubmitAssessment(assessment=CASE), OPERATOR, "assessment"),
    "document_unknown": (
        AttachDocument(assessment=CASE, document=UNKNOWN_FILE),
        OPERATOR,
        "digest",
    ),
    "levels_missing": (
        RecordAdjustments(assessment=CASE, corrections=("K1", "K2"), reason="Dua hal"),
        OFFICER,
        "levels",
    ),
    "unknown_adjustment": (
        RecordAdjustments(assessment=CASE, faults=("F9",), reason="Lain"),
        OFFICER,
        "faults[0]",
    ),
    "book_year_out_of_range": (replace(OPEN, book_year=2027), OPERATOR, "bookYear"),
    "already_assessed": (replace(OPEN, book_year=2016), OPERATOR, "bookYear"),
    "ruleset_not_in_force": (replace(OPEN, book_year=2015), OPERATOR, "ruleset"),
    "ruleset_not_counting": (replace(OPEN, ruleset="permenkop-14-2009"), OPERATOR, "ruleset"),
    "ruleset_unknown": (replace(OPEN, ruleset="permenkop-2099"), OPERATOR, "ruleset"),
    "legal_number_taken": (replace(REGISTER, cooperative=UUID(int=8)), GUEST, "legalNumber"),
    "malformed_area": (ELSEWHERE, GUEST, "membershipArea"),
    "wrong_state": (VerifyAssessment(assessment=CASE), OFFICER, "assessment"),
    "stale_version": (replace(figure("1"), expected_version=9), OPERATOR, "expectedVersion"),
    "not_found": (SubmitAssessment(assessment=GHOST), OPERATOR, "assessment"),
    "blank": (DeactivateCooperative(cooperative=HANDAYANI, reason=" "), OFFICER, "reason"),
    "unprintable": (
        DeactivateCooperative(cooperative=HANDAYANI, reason="\x07"),
        OFFICER,
        "reason",
    ),
    "too_long": (
        DeactivateCooperative(cooperative=HANDAYANI, reason="a" * 4001),
        OFFICER,
        "reason",
    ),
}


@pytest.mark.parametrize("code", TABLE)
async def test_bad_input_is_refused_by_its_own_code(office: Office, code: str) -> None:
    """The code, the field, and two sentences in two languages; the log stays as it was."""
    await office.open(ruleset="perdep-06-2016", book_year=2016)
    command, actor, field = TABLE[code]
    refusal = await office.refusal(command, actor)
    assert (refusal.code, refusal.field) == (code, field)
    assert worded(refusal)


async def test_a_ruling_where_the_table_decides_is_refused(submitted: Office) -> None:
    """It needs a submission, so it stands beside the table."""
    ruling = GiveRuling(assessment=CASE, component="1a", value=Decimal(50), reason="Rapat")
    refusal = await submitted.refusal(ruling)
    assert (refusal.code, refusal.field) == ("ruling_not_needed", "component")
    assert worded(refusal)


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.500.000", "thousands_separators"), ("dua juta", "amount_unreadable")],
)
def test_an_amount_that_could_mean_two_things_is_refused_when_it_is_read(
    text: str, code: str
) -> None:
    """Commands carry decimals, so this happens before there is one."""
    with pytest.raises(Refusal) as refused:
        read_amount(text, field="figures.kas")
    assert (refused.value.code, refused.value.field) == (code, "figures.kas")
    assert worded(refused.value)


def worded(refusal: Refusal) -> bool:
    """Say whether *refusal* says what is wrong and what to do, in two different languages."""
    texts = (refusal.message, refusal.remedy)
    return all(text.id and text.en and text.id != text.en for text in texts)
