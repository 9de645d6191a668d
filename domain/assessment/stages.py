"""The phases of an assessment in words: where it stands, and what is possible there."""

from collections.abc import Mapping

from domain.assessment.state import (
    Draft,
    Returned,
    Scored,
    Submitted,
    Unopened,
    Verified,
    Voided,
)
from domain.kernel.text import Text

SUBJECT = Text("Penilaian", "assessment")
_SCORED = Text("sudah diverifikasi dan diberi skor", "is verified and scored")
_CORRECT = Text(
    "Catat koreksi, penyesuaian, keberatan atau pembatalan.",
    "Record a correction, an adjustment, an objection, or void it.",
)

STAGES: Mapping[type, Text] = {
    Unopened: Text("belum dibuka", "was not opened"),
    Draft: Text("masih diisi", "is still being filled in"),
    Submitted: Text("sudah diserahkan dan sedang diperiksa", "is submitted and under verification"),
    Returned: Text("dikembalikan untuk diperbaiki", "was returned to be mended"),
    Verified: _SCORED,
    Scored: _SCORED,
    Voided: Text("sudah dibatalkan", "was voided"),
}
"""Read as the end of "This assessment ..."."""

REMEDIES: Mapping[type, Text] = {
    Unopened: Text("Buka penilaiannya dahulu.", "Open the assessment first."),
    Draft: Text("Lengkapi dan serahkan dahulu.", "Complete and submit it first."),
    Submitted: Text(
        "Minta petugas mengembalikan atau memverifikasinya.",
        "Ask an officer to return or verify it.",
    ),
    Returned: Text("Perbaiki dan serahkan kembali.", "Mend it and submit it again."),
    Verified: _CORRECT,
    Scored: _CORRECT,
    Voided: Text("Buka penilaian baru untuk tahun itu.", "Open a new one for that year."),
}
