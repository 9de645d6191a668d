"""The chapters of the walkthrough: what is said, and the commands that are then given."""

import msgspec

from cli.demonstration import cases, registrations
from cli.demonstration.cases import Case
from cli.demonstration.cast import operator_of
from cli.demonstration.papers import ANNUAL_REPORT
from cli.demonstration.places import SEMARANG, place_in
from cli.demonstration.registrations import Subject
from cli.demonstration.story import Step, invented
from domain.kernel.text import Text
from domain.scoring.ruleset import Ruleset

MODEL = 92
"""Whose books the walkthrough uses: healthy by a little, until an auditor has been there."""
BOOK_YEAR = 2025
RULESET = "perdep-06-2016"


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, a sentence or two, the *steps* that follow, and words from them."""

    title: Text
    said: Text
    steps: tuple[Step, ...] = ()
    quoted: tuple[str, ...] = ()


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """The walkthrough of one case, up to and after its score, and the end that has no commands."""

    case: Case
    until_scored: tuple[Chapter, ...]
    forbidden: Chapter
    correction: Chapter
    as_of: Chapter
    replay: Chapter


def script(number: int, ruleset: Ruleset) -> Script:
    """Return the walkthrough of the *number*-th cooperative, which nobody has told before."""
    case = _case(number, ruleset)
    return Script(
        case=case,
        until_scored=(*_registration(case), *_entry(case), *_verification(case)),
        forbidden=_forbidden(case),
        correction=_correction(case),
        as_of=_AS_OF,
        replay=_REPLAY,
    )


def _case(number: int, ruleset: Ruleset) -> Case:
    cooperative = invented("cooperative", number)
    subject = Subject(
        number=number,
        cooperative=cooperative,
        place=place_in(SEMARANG, number),
        operator=operator_of(number, cooperative),
    )
    return Case(subject=subject, year=BOOK_YEAR, ruleset=ruleset, model=MODEL)


def _registration(case: Case) -> tuple[Chapter, ...]:
    profile = registrations.profile_of(case.subject)
    location = registrations.location_of(case.subject)
    return (
        Chapter(
            title=Text("Mendaftar", "Register"),
            said=Text(
                "Siapa pun dapat mendaftarkan koperasi; ia masuk daftar pendaftaran baru.",
                "Anybody may register a cooperative; it enters the list of new registrations.",
            ),
            steps=(registrations.entered(case.subject),),
            quoted=(profile.name, profile.legal_number.number, location.address),
        ),
        Chapter(
            title=Text("Memeriksa pendaftaran", "Verify the registration"),
            said=Text(
                "Petugas dinas menyatakan pendaftaran sah; pengurus koperasi mendapat akun.",
                "An officer finds the registration valid; the operator gets an account.",
            ),
            steps=(registrations.verified(case.subject), registrations.invited(case.subject)),
        ),
    )


def _entry(case: Case) -> tuple[Chapter, ...]:
    return (
        Chapter(
            title=Text("Membuka penilaian", "Open the assessment"),
            said=Text(
                "Satu koperasi, satu tahun buku, satu peraturan; peraturannya disebut dengan "
                "sidik jarinya.",
                "One cooperative, one book year, one ruleset, named by its fingerprint.",
            ),
            steps=(cases.opened(case, case.operator),),
        ),
        Chapter(
            title=Text("Mengisi", "Enter the figures"),
            said=Text(
                "Neraca dan hasil usaha, data pinjaman, dan jawaban manajemen.",
                "Balance sheet and income statement, data on loans, management answers.",
            ),
            steps=(
                cases.statements(case),
                cases.loan_data(case),
                cases.answers(case, case.operator),
            ),
        ),
        Chapter(
            title=Text("Menyerahkan", "Submit"),
            said=Text("Pengurus menyerahkan isian.", "The operator hands the figures in."),
            steps=(cases.submitted(case, case.operator),),
        ),
    )


def _verification(case: Case) -> tuple[Chapter, ...]:
    return (
        Chapter(
            title=Text("Mengembalikan dengan temuan", "Return with findings"),
            said=Text(
                "Petugas lain memeriksa dan menemukan dua hal.",
                "Another officer checks, and finds two things.",
            ),
            steps=(cases.returned(case),),
            quoted=tuple(f"{each.item}: {each.text}" for each in cases.findings(case)),
        ),
        Chapter(
            title=Text("Memperbaiki dan menyerahkan kembali", "Mend and resubmit"),
            said=Text(
                "Isian lama tetap ada; yang baru berlaku.",
                "What was entered before stays; the new figure counts.",
            ),
            steps=(
                cases.mended(case),
                cases.attached(case, ANNUAL_REPORT.document),
                cases.submitted(case, case.operator, turn=2),
            ),
        ),
        Chapter(
            title=Text("Memverifikasi dan memberi skor", "Verify and score"),
            said=Text(
                "Verifikasi dan skor adalah satu keputusan; setiap langkah hitungan tercatat.",
                "Verification and score are one decision; every step of the sum is recorded.",
            ),
            steps=(cases.verified(case),),
        ),
    )


def _forbidden(case: Case) -> Chapter:
    """Let the officer who verified try to correct the score alone."""
    step = cases.corrected(case)
    alone = msgspec.structs.replace(step, name=f"{step.name}/alone", actor=case.second)
    return Chapter(
        title=Text("Empat mata", "Four eyes"),
        said=Text(
            "Petugas yang memverifikasi mencoba mengoreksi sendirian. Perintahnya ditolak, "
            "dan catatan tidak berubah.",
            "The officer who verified tries to correct alone. The command is refused, "
            "and the log is left untouched.",
        ),
        steps=(alone,),
    )


def _correction(case: Case) -> Chapter:
    return Chapter(
        title=Text("Mengoreksi", "Correct"),
        said=Text(
            "Petugas lain mengoreksi dengan alasan dan bukti; skor lama tetap terbaca.",
            "Another officer corrects, with reason and evidence; the old score stays readable.",
        ),
        steps=(cases.corrected(case),),
        quoted=(cases.AUDIT,),
    )


_AS_OF = Chapter(
    title=Text("Bertanya tentang keadaan sebelumnya", "Ask as of before"),
    said=Text(
        "Pertanyaan yang sama, dijawab menurut posisi catatan sebelum dan sesudah koreksi.",
        "The same question, answered as of the positions before and after the correction.",
    ),
)
_REPLAY = Chapter(
    title=Text("Memutar ulang setiap langkah", "Replay each step"),
    said=Text(
        "Skor dihitung ulang dari peristiwa saja, lalu dibandingkan dengan yang tercatat.",
        "The score is computed again from the events alone, and compared with the record.",
    ),
)
