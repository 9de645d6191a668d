"""What each event of an assessment meant, in a sentence for people.

Names come from the ruleset, so that an auditor reads "Kas" and not a key. Amounts are
given as they were entered: an explanation rounds nothing.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import assert_never

from domain.assessment import events as past
from domain.assessment.scoring import WHY
from domain.kernel.text import Text
from domain.scoring.amounts import rupiah
from domain.scoring.result import RulingReason
from domain.scoring.ruleset import Ruleset

SENTENCES: Mapping[type, Text] = {
    past.AssessmentOpened: Text(
        "Penilaian tahun buku {year} dibuka menurut {ruleset}.{what_if}",
        "The assessment for book year {year} was opened by {ruleset}.{what_if}",
    ),
    past.StatementsEntered: Text(
        "Laporan keuangan diisi: {what}.", "Statements were entered: {what}."
    ),
    past.LoanDataEntered: Text("Data pinjaman diisi: {what}.", "Loan data were entered: {what}."),
    past.ManagementAnswersEntered: Text(
        "Kuesioner manajemen diisi: {what}.", "The management questionnaire was answered: {what}."
    ),
    past.ComponentsEntered: Text(
        "Petugas mengisi komponen secara langsung: {what}.",
        "An officer entered components directly: {what}.",
    ),
    past.DocumentAttached: Text("Dokumen {what} dilampirkan.", "Document {what} was attached."),
    past.AssessmentSubmitted: Text(
        "Diserahkan; penyerahan nomor {number}.", "Submitted; submission number {number}."
    ),
    past.AssessmentReturned: Text(
        "Penyerahan nomor {number} dikembalikan dengan temuan: {what}.",
        "Submission number {number} was returned with findings: {what}.",
    ),
    past.RulingGiven: Text(
        "Petugas menetapkan nilai {value} untuk {what}, karena {why}. Alasan: {reason}",
        "An officer ruled the value {value} for {what}, because {why}. Reason: {reason}",
    ),
    past.AdjustmentsRecorded: Text(
        "Faktor koreksi: {corrections}. Kesalahan fatal: {faults}. Alasan: {reason}",
        "Correction factors: {corrections}. Fatal faults: {faults}. Reason: {reason}",
    ),
    past.AssessmentVerified: Text(
        "Penyerahan nomor {number} diverifikasi petugas.",
        "Submission number {number} was verified by an officer.",
    ),
    past.AssessmentCorrected: Text(
        "Skor pada versi {number} dikoreksi: {what}. Alasan: {reason}",
        "The score at version {number} was corrected: {what}. Reason: {reason}",
    ),
    past.AssessmentScored: Text(
        "Jumlah skor {total} berarti {before}; setelah penyesuaian {after}.",
        "The total {total} means {before}; after adjustments {after}.",
    ),
    past.AssessmentVoided: Text("Dibatalkan. Alasan: {reason}", "Voided. Reason: {reason}"),
    past.ObjectionRaised: Text(
        "Keberatan nomor {number}: {reason}", "Objection number {number}: {reason}"
    ),
    past.ObjectionResolved: Text(
        "Keberatan nomor {number} {answer}. Alasan: {reason}",
        "Objection number {number} was {answer}. Reason: {reason}",
    ),
}
_WAYS: Mapping[str, Text] = {
    "ratio": Text("rasio {amount}%", "ratio {amount}%"),
    "yes": Text("{amount} jawaban ya", "{amount} yes answers"),
    "value": Text("nilai {amount}", "value {amount}"),
    "score": Text("skor {amount}", "score {amount}"),
}
_NOTHING = Text("", "")
_NONE = Text("tidak ada", "none")
_TAKEN_BACK = Text("ditarik kembali", "taken back")
_UPHELD = Text("diterima", "upheld")
_DISMISSED = Text("ditolak", "dismissed")


def explain(event: past.AssessmentEvent, ruleset: Ruleset) -> Text:
    """Say what *event* meant under *ruleset*."""
    return _filled(SENTENCES[type(event)], _details(event, ruleset))


def _details(event: past.AssessmentEvent, ruleset: Ruleset) -> Mapping[str, object]:
    """Return what the sentence about *event* leaves open."""
    match event:
        case past.AssessmentOpened():
            return {
                "year": event.book_year,
                "ruleset": ruleset.title,
                "what_if": _NOTHING if event.what_if is None else _what_if(event.what_if),
            }
        case past.StatementsEntered() | past.LoanDataEntered():
            return {"what": _joined(_figures(event.figures, ruleset))}
        case past.ManagementAnswersEntered():
            return {"what": _joined(_yes_counts(event.yes_counts, ruleset))}
        case past.ComponentsEntered():
            return {"what": _joined(_components(event.components, ruleset))}
        case past.DocumentAttached():
            return {"what": event.document.name}
        case past.AssessmentSubmitted() | past.AssessmentVerified():
            return {"number": event.submission}
        case past.AssessmentReturned():
            findings = "; ".join(f"{each.item}: {each.text.rstrip('.')}" for each in event.findings)
            return {"number": event.submission, "what": findings}
        case past.RulingGiven():
            name = _component_names(ruleset)[event.component]
            why = WHY[RulingReason(event.ruling_reason)]
            return {"value": event.value, "what": name, "why": why, "reason": event.reason}
        case past.AdjustmentsRecorded():
            return _adjustments(event, ruleset)
        case past.AssessmentCorrected():
            what = _joined(_changes(event.changes, ruleset))
            return {"number": event.corrects, "what": what, "reason": event.reason}
        case past.AssessmentScored(document=document):
            before, after = document.predicate_before.value, document.predicate.value
            return {"total": document.total, "before": before, "after": after}
        case past.AssessmentVoided():
            return {"reason": event.reason}
        case past.ObjectionRaised():
            return {"number": event.objection, "reason": event.reason}
        case past.ObjectionResolved():
            answer = _UPHELD if event.upheld else _DISMISSED
            return {"number": event.objection, "answer": answer, "reason": event.reason}
        case _:
            assert_never(event)


def _what_if(reason: str) -> Text:
    return Text(
        f" Skornya hanya pengandaian. Alasan: {reason}",
        f" Its score is a what-if. Reason: {reason}",
    )


def _adjustments(event: past.AdjustmentsRecorded, ruleset: Ruleset) -> Mapping[str, object]:
    texts = {item.key: item.text for item in ruleset.corrections.items + ruleset.faults.items}
    return {
        "corrections": _joined(texts[key] for key in event.corrections),
        "faults": _joined(texts[key] for key in event.faults),
        "reason": event.reason,
    }


def _changes(changes: past.Changes, ruleset: Ruleset) -> Iterable[Text]:
    yield from _figures(changes.figures, ruleset)
    yield from _yes_counts(changes.yes_counts, ruleset)
    yield from _components(changes.components, ruleset)


def _figures(figures: Mapping[str, Decimal], ruleset: Ruleset) -> Iterable[Text]:
    labels = {figure.name: figure.label for figure in ruleset.figures}
    for name, amount in figures.items():
        label, shown = labels[name], rupiah(amount)
        yield Text(f"{label.id} Rp {shown.id}", f"{label.en} Rp {shown.en}")


def _yes_counts(counts: Mapping[str, int], ruleset: Ruleset) -> Iterable[Text]:
    entries = {key: past.ComponentEntry(yes=count) for key, count in counts.items()}
    return _components(entries, ruleset)


def _components(
    components: Mapping[str, past.ComponentEntry | None], ruleset: Ruleset
) -> Iterable[Text]:
    names = _component_names(ruleset)
    for key, entry in components.items():
        said = _TAKEN_BACK if entry is None else _way(entry)
        yield Text(f"{names[key].id} {said.id}", f"{names[key].en} {said.en}")


def _way(entry: past.ComponentEntry) -> Text:
    """Return the one way in which *entry* was made, with its amount."""
    given = {way: getattr(entry, way) for way in _WAYS}
    way = next(way for way, amount in given.items() if amount is not None)
    return _WAYS[way].format(amount=given[way])


def _component_names(ruleset: Ruleset) -> Mapping[str, Text]:
    return {component.key: component.name for component in ruleset.components}


def _joined(texts: Iterable[Text]) -> Text:
    found = list(texts)
    if not found:
        return _NONE
    return Text("; ".join(each.id for each in found), "; ".join(each.en for each in found))


def _filled(sentence: Text, details: Mapping[str, object]) -> Text:
    """Return *sentence* with *details* in place, each bilingual one in its language."""
    pairs = {
        name: detail if isinstance(detail, Text) else Text(str(detail), str(detail))
        for name, detail in details.items()
    }
    return Text(
        sentence.id.format(**{name: pair.id for name, pair in pairs.items()}),
        sentence.en.format(**{name: pair.en for name, pair in pairs.items()}),
    )
