"""Why a published score may not be changed.

Refusal
├── OwnVerification, OwnScore, OwnObjection   four eyes (see `domain.assessment.hands`)
├── NotTheCurrentScore       it was replaced already
├── EvidenceMissing
└── objections: ObjectionOpen, NoObjection, ChangesWithoutUpholding
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class OwnVerification(Refusal):
    """Whoever verified would alone change what was published."""

    code = "own_verification"
    what = Text(
        "Anda sendiri yang memverifikasi penilaian ini.", "You verified this assessment yourself."
    )
    remedy_text = Text(
        "Minta rekan mencatat perubahannya.", "A colleague records the change; ask one."
    )


class OwnScore(Refusal):
    """Whoever decided on a score would answer the objection to it."""

    code = "own_score"
    what = Text(
        "Anda sendiri yang menetapkan skor penilaian ini.",
        "You decided on a score of this assessment yourself.",
    )
    remedy_text = Text(
        "Minta rekan menjawab keberatannya.", "Ask a colleague to answer the objection."
    )


class OwnObjection(Refusal):
    """Whoever objected on the cooperative's behalf would answer the objection."""

    code = "own_objection"
    what = Text(
        "Anda sendiri yang mengajukan keberatan atas penilaian ini.",
        "You objected to this assessment yourself.",
    )
    remedy_text = Text(
        "Minta rekan menjawab keberatannya.", "Ask a colleague to answer the objection."
    )


class NotTheCurrentScore(Refusal):
    """The score to be corrected has been replaced already."""

    code = "not_the_current_score"
    what = Text(
        "Skor pada versi {given} tidak berlaku lagi; yang berlaku versi {current}.",
        "The score at version {given} no longer stands; version {current} does.",
    )
    remedy_text = Text(
        "Baca skor yang berlaku, lalu koreksi yang itu.",
        "Read the score that stands, then correct that one.",
    )


class EvidenceMissing(Refusal):
    """A published score changes only on evidence."""

    code = "evidence_missing"
    what = Text("Perubahan tanpa bukti.", "A change without evidence.")
    remedy_text = Text(
        "Sebutkan sedikitnya satu bukti, misalnya surat atau berita acara.",
        "Name at least one piece of evidence, such as a letter or minutes.",
    )


class ObjectionOpen(Refusal):
    """An objection is waiting already."""

    code = "objection_open"
    what = Text("Keberatan nomor {number} belum dijawab.", "Objection {number} is still open.")
    remedy_text = Text("Tunggu jawabannya dahulu.", "Wait for its answer first.")


class NoObjection(Refusal):
    """There is no objection to resolve."""

    code = "no_objection"
    what = Text("Tidak ada keberatan yang terbuka.", "There is no open objection.")
    remedy_text = Text(
        "Catat koreksi bila skornya salah.", "Record a correction if the score is wrong."
    )


class ChangesWithoutUpholding(Refusal):
    """An objection was dismissed, and still something should change."""

    code = "changes_without_upholding"
    what = Text(
        "Keberatan yang ditolak tidak mengubah angka.",
        "An objection that is dismissed changes no figure.",
    )
    remedy_text = Text(
        "Terima keberatannya, atau hapus perubahannya.",
        "Uphold the objection, or leave the changes out.",
    )
