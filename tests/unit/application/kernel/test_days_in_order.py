"""No decision counts from before what it follows, or from a day to come."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.assessment.commands import OpenAssessment, SubmitAssessment, VerifyAssessment
from tests.support.given import COLLEAGUE
from tests.support.office import Office
from tests.unit.domain.assessment.papers import COMPONENTS
from tests.unit.domain.cooperative.papers import REGISTER

VERIFY = VerifyAssessment(assessment=Office.assessment)


@pytest.fixture
async def submitted() -> Office:
    """Return an office with a case that is handed in, as of today."""
    office = Office()
    await office.publish()
    await office.register(REGISTER)
    await office.open()
    await office.submit(dict(COMPONENTS))
    return office


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2031, 1, 1), "day_ahead"),
        (date(2025, 12, 31), "day_before_last"),
        (date(1900, 1, 1), "day_out_of_range"),
    ],
)
async def test_a_score_is_decided_between_its_submission_and_today(
    submitted: Office, day: date, code: str
) -> None:
    """Not in 2031, not the day before it was handed in, not in 1900."""
    refusal = await submitted.refusal(VERIFY, COLLEAGUE, effective_on=day)
    assert (refusal.code, refusal.field) == (code, "effectiveOn")
    await submitted.do(VERIFY, COLLEAGUE, effective_on=date(2026, 11, 22))
    assert submitted.store.log[-1].effective_on == date(2026, 11, 22)


async def test_a_case_of_old_papers_states_its_days(submitted: Office) -> None:
    """Every step with its day; none before the book year, as its opening is not either."""
    other: dict[str, Any] = {"book_year": 2014, "ruleset": "semarang-2015"}
    opening = OpenAssessment(assessment=UUID(int=71), cooperative=Office.cooperative, **other)
    early = await submitted.refusal(opening, effective_on=date(2013, 12, 31))
    assert early.code == "day_before_book_year"
    await submitted.do(opening, effective_on=date(2015, 2, 1))
    again = SubmitAssessment(assessment=Office.assessment)
    before = await submitted.refusal(again, effective_on=date(2014, 12, 31))
    assert before.code == "day_before_last"
