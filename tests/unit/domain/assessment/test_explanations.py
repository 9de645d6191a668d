"""Every event of an assessment is explained in both languages, with the names of the law."""

from decimal import Decimal
from typing import get_args

import pytest
from msgspec.structs import replace

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    AssessmentEvent,
    AssessmentReturned,
    AssessmentVoided,
    Changes,
    ComponentEntry,
    Document,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    ObjectionRaised,
    ObjectionResolved,
    ReturnFinding,
    RulingGiven,
    StatementsEntered,
)
from domain.assessment.explanations import SENTENCES, explain
from tests.unit.domain.assessment.papers import (
    LETTER,
    entered,
    handed_in,
    opened,
    scored,
    submitted,
    verified,
)
from tests.unit.domain.scoring.rules import SEMARANG

CASES: list[tuple[AssessmentEvent, str, str]] = [
    (opened, "tahun buku 2015", "book year 2015"),
    (replace(opened, what_if="Coba"), "pengandaian. Alasan: Coba", "a what-if. Reason: Coba"),
    (StatementsEntered(figures={"kas": Decimal(12)}), "Kas Rp 12", "Cash Rp 12"),
    (LoanDataEntered(figures={"kas": Decimal(250)}), "Rp 250", "Loan data were entered"),
    (ManagementAnswersEntered(yes_counts={"manajemen_umum": 11}), "11 jawaban ya", "11 yes"),
    (entered(c_1a=ComponentEntry(ratio=Decimal(15))), "rasio 15%", "ratio 15%"),
    (entered(c_1a=ComponentEntry(value=Decimal(75))), "nilai 75", "value 75"),
    (entered(c_1a=ComponentEntry(score=Decimal("1.5"))), "skor 1.5", "score 1.5"),
    (entered(c_1a=None), "ditarik kembali", "taken back"),
    (
        DocumentAttached(
            document=Document(digest="sha256:x", name="RAT.pdf", media_type="text/plain", size=1)
        ),
        "RAT.pdf dilampirkan",
        "RAT.pdf was attached",
    ),
    (submitted, "nomor 1", "number 1"),
    (
        AssessmentReturned(submission=1, findings=(ReturnFinding(item="kas", text="tidak cocok"),)),
        "kas: tidak cocok",
        "kas: tidak cocok",
    ),
    (
        RulingGiven(
            component="1c", value=Decimal(75), ruling_reason="SEVERAL_BANDS", reason="Rapat"
        ),
        "beberapa baris memuatnya",
        "several rows cover it",
    ),
    (AdjustmentsRecorded(reason="Ditinjau"), "fatal: tidak ada", "faults: none"),
    (AdjustmentsRecorded(corrections=("K1",), reason="x"), "Faktor koreksi: ", "factors: "),
    (verified, "diverifikasi", "verified"),
    (
        AssessmentCorrected(
            corrects=5,
            changes=Changes(figures={"kas": Decimal(1)}, yes_counts={"manajemen_umum": 1}),
            reason="Salah ketik",
            evidence=(LETTER,),
        ),
        "versi 5 dikoreksi: Kas Rp 1; ",
        "version 5 was corrected: Cash Rp 1; ",
    ),
    (scored(handed_in), "81.50 berarti SEHAT", "81.50 means SEHAT"),
    (AssessmentVoided(reason="Ganda"), "Dibatalkan. Alasan: Ganda", "Voided. Reason: Ganda"),
    (ObjectionRaised(objection=1, reason="Rendah"), "nomor 1: Rendah", "number 1: Rendah"),
    (ObjectionResolved(objection=1, upheld=True, reason="Ya"), "diterima", "upheld"),
    (ObjectionResolved(objection=1, upheld=False, reason="Tidak"), "ditolak", "dismissed"),
]


@pytest.mark.parametrize(("event", "indonesian", "english"), CASES)
def test_an_event_is_told_in_both_languages(
    event: AssessmentEvent, indonesian: str, english: str
) -> None:
    """Names of figures and components are those of the ruleset."""
    told = explain(event, SEMARANG)
    assert indonesian in told.id
    assert english in told.en


def test_no_event_is_left_without_a_sentence() -> None:
    """Whoever adds an event adds its explanation."""
    assert set(SENTENCES) == set(get_args(AssessmentEvent))
    assert {type(event) for event, _, _ in CASES} == set(SENTENCES)
