"""Why something may not happen in an assessment.

    Refusal
    ├── opening: AlreadyOpened, AlreadyAssessed, YearOutOfRange, DayBeforeYear,
    │            CooperativeNotActive, RulesetUnknown, RulesetRetired, RulesetPartial,
    │            KindNotCovered
    ├── entering: NothingEntered, OneWayOnly, DocumentUnknown, DocumentAttachedTwice,
    │            ComponentsMissing
    └── verifying: FindingsMissing, DueInPast, EntriesUnchanged, EntryCovered, RulingMissing,
                 RulingNotNeeded, LevelsMissing, OwnSubmission

Those of changing what is published stand in `domain.assessment.correction_refusals`, `OutOfTurn`
in `domain.kernel.common_refusals`, what is wrong with a single figure or component in
`domain.scoring.refusals`.
"""

from domain.kernel.common_refusals import NothingChanged
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class AlreadyOpened(Refusal):
    """The id stands for an assessment already."""

    code = "already_opened"
    what = Text(
        "Nomor pengenal ini sudah dipakai penilaian lain.",
        "This id stands for another assessment already.",
    )
    remedy_text = Text("Pakai nomor pengenal baru.", "Choose a new id.")


class AlreadyAssessed(Refusal):
    """There is a live assessment that counts for the year, or such a what-if."""

    code = "already_assessed"
    what = Text(
        "Sudah ada penilaian tahun buku {year} seperti itu untuk koperasi ini.",
        "This cooperative already has such an assessment for {year}.",
    )
    remedy_text = Text(
        "Lanjutkan penilaian {assessment}, atau batalkan dahulu.",
        "Go on with assessment {assessment}, or have it voided first.",
    )


class YearOutOfRange(Refusal):
    """The book year is to come, or before cooperatives kept such books."""

    code = "book_year_out_of_range"
    what = Text(
        "Tahun buku {year} di luar {first} sampai {last}.",
        "Book year {year} is outside {first} to {last}.",
    )
    remedy_text = Text(
        "Pilih tahun buku {first} sampai {last}.", "Choose a book year from {first} to {last}."
    )


class DayBeforeYear(Refusal):
    """A decision would count from a day before the book year that it is about."""

    code = "day_before_book_year"
    what = Text(
        "Tanggal {day} mendahului tahun buku {year}.",
        "The day {day} comes before book year {year}.",
    )
    remedy_text = Text(
        "Isi tanggal dalam tahun buku itu atau sesudahnya.",
        "Enter a day of that book year or later.",
    )


class CooperativeNotActive(Refusal):
    """Only a verified, active cooperative is assessed."""

    code = "cooperative_not_active"
    what = Text("Koperasi ini {state.id}.", "The cooperative {state.en}.")
    remedy_text = Text(
        "Hanya koperasi yang terverifikasi dan aktif dapat dinilai. {remedy.id}",
        "Only a verified, active cooperative can be assessed. {remedy.en}",
    )


class RulesetUnknown(Refusal):
    """No ruleset of that name or digest was published."""

    code = "ruleset_unknown"
    what = Text("Ruleset {ruleset!r} tidak dikenal.", "There is no ruleset {ruleset!r}.")
    remedy_text = Text(
        "Pilih salah satu dari daftar ruleset.", "Choose one from the list of rulesets."
    )


class RulesetRetired(Refusal):
    """The version is closed for new assessments."""

    code = "ruleset_retired"
    what = Text(
        "Ruleset {ruleset} tidak berlaku lagi untuk penilaian baru.",
        "Ruleset {ruleset} is closed for new assessments.",
    )
    remedy_text = Text("Pilih versi yang berlaku.", "Choose a version in use.")


class RulesetPartial(Refusal):
    """The ruleset is published for reading, its tables are not complete."""

    code = "ruleset_partial"
    what = Text(
        "Tabel ruleset {ruleset} belum lengkap sehingga tidak dapat memberi skor.",
        "The tables of ruleset {ruleset} are not complete, so it cannot score.",
    )
    remedy_text = Text("Pilih ruleset yang lengkap.", "Choose a complete ruleset.")


NO_RULESET = Text("tidak ada", "none")


class RulesetNotInForce(Refusal):
    """The ruleset is not in force on the last day of the book year."""

    code = "ruleset_not_in_force"
    what = Text(
        "{ruleset} tidak berlaku pada akhir tahun buku {year}.",
        "{ruleset} is not in force at the end of book year {year}.",
    )
    remedy_text = Text(
        "Pakai ruleset yang berlaku ({other.id}), atau isi whatIfReason: skornya lalu hanya "
        "pengandaian.",
        "Use the ruleset that counts ({other.en}), or give whatIfReason: its score is a what-if "
        "then.",
    )


class RulesetNotCounting(Refusal):
    """Another ruleset counts for the book year, the area and the kind of cooperative."""

    code = "ruleset_not_counting"
    what = Text(
        "Untuk tahun buku {year} koperasi ini tidak dinilai menurut {ruleset} versi itu.",
        "For book year {year} that version of {ruleset} is not what counts for this cooperative.",
    )
    remedy_text = RulesetNotInForce.remedy_text


class KindNotCovered(Refusal):
    """The ruleset is for other kinds of cooperatives."""

    code = "kind_not_covered"
    what = Text(
        "{ruleset} tidak berlaku untuk {kind}.", "{ruleset} does not apply to the kind {kind}."
    )
    remedy_text = Text(
        "Pilih ruleset untuk {kind}; {ruleset} berlaku untuk {kinds}.",
        "Choose a ruleset for the kind {kind}; {ruleset} applies to {kinds}.",
    )


class NothingEntered(Refusal):
    """A form was sent in without a single entry."""

    code = "nothing_entered"
    what = Text("Tidak ada isian pada {field}.", "Nothing was entered in {field}.")
    remedy_text = Text("Isi sedikitnya satu.", "Enter at least one.")


class OneWayOnly(Refusal):
    """A component was entered in several ways at once, or in none."""

    code = "one_way_only"
    what = Text(
        "Komponen {name} diisi dengan {count} cara.",
        "Component {name} was entered in {count} ways.",
    )
    remedy_text = Text(
        "Isi tepat satu: rasio, jumlah ya, nilai, atau skor.",
        "Enter exactly one: ratio, yes count, value, or score.",
    )


class DocumentUnknown(Refusal):
    """A document is named that was not uploaded."""

    code = "document_unknown"
    what = Text("Dokumen {digest} belum diunggah.", "Document {digest} was not uploaded.")
    remedy_text = Text(
        "Unggah berkasnya dahulu, lalu pakai sidik yang dikembalikan.",
        "Upload the file first and use the digest that comes back.",
    )


class DocumentAttachedTwice(Refusal):
    """The same file is attached already."""

    code = "document_attached_twice"
    what = Text("{name} sudah terlampir.", "{name} is attached already.")
    remedy_text = Text("Tidak perlu melampirkannya lagi.", "There is no need to attach it again.")


class ComponentsMissing(Refusal):
    """Figures or components are still to be entered."""

    code = "components_missing"
    what = Text("Masih kosong: {names}.", "Still to be entered: {names}.")
    remedy_text = Text(
        "Isi semuanya, lalu serahkan kembali.", "Enter all of them, then submit again."
    )


class FindingsMissing(Refusal):
    """A return must say what is to be mended."""

    code = "findings_missing"
    what = Text("Pengembalian tanpa temuan.", "A return without findings.")
    remedy_text = Text(
        "Sebutkan sedikitnya satu temuan: butir dan uraiannya.",
        "Name at least one finding: its item and what is wrong.",
    )


class DueInPast(Refusal):
    """A finding would be due before today."""

    code = "due_in_past"
    what = Text("Batas waktu {due} sudah lewat.", "The due date {due} has passed.")
    remedy_text = Text("Pilih hari ini atau sesudahnya.", "Choose today or later.")


class EntriesUnchanged(NothingChanged):
    """The command would leave every entry as it is."""

    remedy_text = Text(
        "Ubah sedikitnya satu isian, atau batalkan.", "Change at least one entry, or leave it."
    )


class EntryCovered(Refusal):
    """A figure or count would be corrected that does not count, as a direct entry covers it."""

    code = "entry_covered"
    what = Text(
        "{name} tidak memengaruhi skor: {components} diisi langsung oleh petugas.",
        "{name} does not bear on the score: an officer entered {components} directly.",
    )
    remedy_text = Text(
        "Ubah {components} sendiri, atau tarik isian langsungnya dalam perubahan yang sama.",
        "Change {components} itself, or take the direct entry back within the same changes.",
    )


class RulingMissing(Refusal):
    """The table leaves a component open, and no officer has decided it yet."""

    code = "ruling_needed"
    what = Text(
        "Tabel tidak memutuskan {component} (rasio {ratio}): {why.id}. Kemungkinan: {candidates}.",
        "The table does not decide {component} (ratio {ratio}): {why.en}. "
        "Candidates: {candidates}.",
    )
    remedy_text = Text("{remedy.id}", "{remedy.en}")


class RulingNotNeeded(Refusal):
    """The table decides the component by itself."""

    code = "ruling_not_needed"
    what = Text(
        "Komponen {component} tidak memerlukan ketetapan.", "Component {component} needs no ruling."
    )
    remedy_text = Text(
        "Kembalikan penilaian bila angkanya salah.",
        "Return the assessment if its figures are wrong.",
    )


class LevelsMissing(Refusal):
    """Several corrections apply, and the law does not say how far they lower."""

    code = "levels_missing"
    what = Text(
        "{count} faktor koreksi berlaku dan peraturan tidak menyebut berapa tingkat turunnya.",
        "{count} correction factors apply and the law does not say how many levels they lower.",
    )
    remedy_text = Text(
        "Tetapkan jumlah tingkat, 1 sampai {count}, dengan alasan.",
        "Decide on the number of levels, 1 to {count}, with a reason.",
    )


class OwnSubmission(Refusal):
    """Whoever worked on a submission would verify it, or change what was published of it."""

    code = "own_submission"
    what = Text("Anda sendiri yang {act.id}.", "You yourself {act.en}.")
    remedy_text = Text(
        "Minta rekan yang tidak ikut menyusunnya.", "Ask a colleague who had no part in it."
    )
