"""Four eyes: who had a hand in a case, and what that person therefore does not decide.

The rule is one table, `BARRED`: for each decision, the acts that bar whoever did them from it.
A case remembers every act of everybody through all its submissions, so it makes no difference
who pressed the last button. docs/domain.md shows the same table in words.
"""

from collections.abc import Mapping
from typing import TypeAlias

from domain.assessment import commands as ask
from domain.assessment import events as past
from domain.assessment.correction_refusals import OwnObjection, OwnScore, OwnVerification
from domain.assessment.facts import AssessmentFacts
from domain.assessment.refusals import OwnSubmission
from domain.assessment.state import Opened, Scored, Submitted
from domain.cooperative.refusals import OwnRegistration
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text

Bars: TypeAlias = Mapping[type, type[Refusal]]

HANDING_IN: Bars = dict.fromkeys(
    (
        past.StatementsEntered,
        past.LoanDataEntered,
        past.ManagementAnswersEntered,
        past.ComponentsEntered,
        past.DocumentAttached,
        past.AssessmentSubmitted,
    ),
    OwnSubmission,
)
"""Acts by which a submission comes about."""

PREPARING: Bars = {
    **HANDING_IN,
    past.AssessmentReturned: OwnSubmission,
    past.RulingGiven: OwnSubmission,
    past.AdjustmentsRecorded: OwnSubmission,
}
"""Acts that give a submission the form in which it is verified."""

CHANGING: Bars = {past.AssessmentVerified: OwnVerification, **HANDING_IN}

BARRED: Mapping[tuple[type, type], Bars] = {
    (Submitted, ask.VerifyAssessment): PREPARING,
    (Scored, ask.CorrectAssessment): CHANGING,
    (Scored, ask.RecordAdjustments): CHANGING,
    (Scored, ask.VoidAssessment): CHANGING,
    (Scored, ask.ResolveObjection): {
        **CHANGING,
        past.AssessmentScored: OwnScore,
        past.ObjectionRaised: OwnObjection,
    },
}
"""The decisions on a submission and on what is published, and which acts bar from each."""

WORDS: Mapping[type, Text] = {
    past.StatementsEntered: Text("mengisi laporan keuangannya", "entered its statements"),
    past.LoanDataEntered: Text("mengisi data pinjamannya", "entered its loan data"),
    past.ManagementAnswersEntered: Text("menjawab kuesionernya", "answered its questionnaire"),
    past.ComponentsEntered: Text("mengisi komponennya", "entered its components"),
    past.DocumentAttached: Text("melampirkan dokumennya", "attached its documents"),
    past.AssessmentSubmitted: Text("menyerahkannya", "submitted it"),
    past.AssessmentReturned: Text("mengembalikannya", "returned it"),
    past.RulingGiven: Text("menetapkan nilainya", "gave a ruling on it"),
    past.AdjustmentsRecorded: Text("mencatat penyesuaiannya", "recorded its adjustments"),
}
"""Read as the end of "You yourself ..."."""


def refuse_own_hand(state: Opened, command: ask.AssessmentCommand, facts: AssessmentFacts) -> None:
    """Refuse a decision of somebody whose own work it would be about."""
    account = facts.actor.account
    for act, refusal in BARRED.get((type(state), type(command)), {}).items():
        if account in state.hands.get(act, ()):
            raise refusal(field="assessment", act=WORDS.get(act))
    if isinstance(command, ask.VerifyAssessment) and account in facts.cooperative.answerable:
        raise OwnRegistration(field="assessment")
