"""Every state of a cooperative against every command: the page says it, each cell is tried."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest

from domain.account import ACCOUNT
from domain.account.commands import InviteOperator
from domain.account.facts import AccountFacts
from domain.account.person import PERSONAL
from domain.assessment import commands as case
from domain.assessment.events import (
    Changes,
    ComponentEntry,
    Document,
    ObjectionRaised,
    ReturnFinding,
)
from domain.cooperative import commands as ask
from domain.cooperative.events import (
    CooperativeDeactivated,
    RegistrationRejected,
)
from domain.kernel.actors import GUEST, Scope
from domain.kernel.commands import Command
from domain.service_key import SERVICE_KEY
from domain.service_key.commands import CreateServiceKey
from domain.service_key.facts import ServiceKeyFacts
from tests.support.given import COLLEAGUE, NOW, Given, by
from tests.unit.domain.assessment.papers import (
    CASE,
    COMPONENTS,
    LETTER,
    draft,
    filled,
    handed_in,
    published,
    unopened,
    with_ratio_9,
)
from tests.unit.domain.cooperative.papers import (
    HANDAYANI,
    REGISTER,
    cooperative,
    registered,
    verified,
)

PAGE = Path(__file__).parents[3] / "docs" / "domain.md"
entered_by_guest = by(GUEST, registered)
STATES = {
    "unregistered": cooperative,
    "waiting": cooperative.given(*entered_by_guest),
    "active": cooperative.given(*entered_by_guest, verified),
    "inactive": cooperative.given(
        *entered_by_guest, verified, CooperativeDeactivated(reason="RAT")
    ),
    "rejected": cooperative.given(*entered_by_guest, RegistrationRejected(reason="palsu")),
}
SCAN = Document(digest="sha256:scan", name="RAT", media_type="text/plain", size=1)
LOWER = Changes(components={"7a": ComponentEntry(score=Decimal("3.50"))})
ADJUST = case.RecordAdjustments(assessment=CASE, corrections=("K1",), reason="Tidak diaudit")
AROUND = {
    "inviteOperator": (
        Given(ACCOUNT, AccountFacts(at=NOW, actor=COLLEAGUE, salts=dict.fromkeys(PERSONAL, b""))),
        InviteOperator(account=UUID(int=5), cooperative=HANDAYANI, user_name="siti"),
    ),
    "createServiceKey": (
        Given(SERVICE_KEY, ServiceKeyFacts(at=NOW, actor=COLLEAGUE)),
        CreateServiceKey(
            key=UUID(int=6),
            name="SIAK",
            scopes=(Scope.STATEMENTS,),
            expires_at=NOW + timedelta(days=30),
            cooperative=HANDAYANI,
        ),
    ),
}
CASES: dict[str, tuple[Given, Command]] = {
    "openAssessment": (
        unopened,
        case.OpenAssessment(
            assessment=CASE, cooperative=HANDAYANI, book_year=2015, ruleset="semarang-2015"
        ),
    ),
    "enterStatements": (
        draft,
        case.EnterStatements(assessment=CASE, figures={"kas": Decimal(1)}),
    ),
    "enterLoanData": (draft, case.EnterLoanData(assessment=CASE, figures={"kas": Decimal(1)})),
    "enterManagementAnswers": (
        draft,
        case.EnterManagementAnswers(assessment=CASE, yes_counts={"manajemen_umum": 12}),
    ),
    "enterComponents": (draft, case.EnterComponents(assessment=CASE, components=COMPONENTS)),
    "attachDocument": (draft, case.AttachDocument(assessment=CASE, document=SCAN)),
    "submitAssessment": (filled, case.SubmitAssessment(assessment=CASE)),
    "giveRuling": (
        with_ratio_9(),
        case.GiveRuling(assessment=CASE, component="1c", value=Decimal(75), reason="Hati-hati"),
    ),
    "verifyAssessment": (handed_in, case.VerifyAssessment(assessment=CASE)),
    "recordAdjustments, not yet published": (handed_in, ADJUST),
    "returnAssessment": (
        handed_in,
        case.ReturnAssessment(
            assessment=CASE, findings=(ReturnFinding(item="kas", text="bukti?"),)
        ),
    ),
    "voidAssessment": (
        handed_in,
        case.VoidAssessment(assessment=CASE, reason="Salah koperasi"),
    ),
    "recordAdjustments, published": (published(handed_in), ADJUST),
    "correctAssessment": (
        published(handed_in),
        case.CorrectAssessment(assessment=CASE, changes=LOWER, reason="7a", evidence=(LETTER,)),
    ),
    "raiseObjection": (
        published(handed_in),
        case.RaiseObjection(assessment=CASE, reason="7a"),
    ),
    "resolveObjection": (
        published(handed_in).given(ObjectionRaised(objection=1, reason="7a")),
        case.ResolveObjection(assessment=CASE, upheld=False, reason="Tidak"),
    ),
}
OWN: dict[str, Command] = {
    "claimNumbers, by the server itself": ask.ClaimNumbers(cooperative=HANDAYANI),
    "registerCooperative": REGISTER,
    "verifyRegistration": ask.VerifyRegistration(
        cooperative=HANDAYANI, source="Ketuanya", not_the_registrant=True
    ),
    "confirmRegistrant": ask.ConfirmRegistrant(
        cooperative=HANDAYANI, source="Ketuanya", not_the_registrant=True
    ),
    "rejectRegistration": ask.RejectRegistration(cooperative=HANDAYANI, reason="palsu"),
    "changeCooperativeProfile": ask.ChangeCooperativeProfile(
        cooperative=HANDAYANI, profile=ask.ProfileChanges(name="KPRI Lain")
    ),
    "relocateCooperative": ask.RelocateCooperative(
        cooperative=HANDAYANI, location=ask.LocationChanges(address="Jl. Lain"), reason="Pindah"
    ),
    "deactivateCooperative": ask.DeactivateCooperative(cooperative=HANDAYANI, reason="RAT"),
    "reactivateCooperative": ask.ReactivateCooperative(cooperative=HANDAYANI, reason="RAT"),
}


def matrix() -> list[tuple[str, str, str]]:
    """Return the cells of the table on the page: command, state, and what comes of it."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index("| command | unregistered |")
    rows = [
        [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        for line in text[start : text.index("\n\n", start)].splitlines()
    ]
    head, body = rows[0], rows[2:]
    return [
        (row[0], state, cell)
        for row in body
        for state, cell in zip(head[1:], row[1:], strict=True)
        if cell != "-"
    ]


@pytest.mark.parametrize(("name", "state", "outcome"), matrix())
def test_each_state_allows_what_the_table_says(name: str, state: str, outcome: str) -> None:
    """Yes, or the code of the refusal."""
    subject = STATES[state]
    if name in OWN:
        answer = subject.when(OWN[name], actor=COLLEAGUE)
    else:
        given, command = {**AROUND, **CASES}[name]
        answer = given.when(command, actor=COLLEAGUE, cooperative=subject.state)
    assert [refusal.code for refusal in answer.refusals] == ([] if outcome == "yes" else [outcome])
    assert bool(answer.decision.events) == (outcome == "yes")


def test_the_table_names_every_command_and_state() -> None:
    """A new command of cooperatives or cases needs a row."""
    rows = {name for name, _, _ in matrix()}
    assert rows == {*OWN, *AROUND, *CASES}
    assert {state for _, state, _ in matrix()} == set(STATES)
    named = {re.sub(",.*", "", row).lower() for row in rows}
    for union in (ask.CooperativeCommand, case.AssessmentCommand):
        assert {kind.__name__.lower() for kind in get_args(union)} <= named
