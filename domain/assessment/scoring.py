"""The score that a working paper earns, and the rulings that still hold for it.

A ruling is about the ratio that lay before the officer. When a figure of that ratio is
entered anew afterwards the ruling lapses, and the question is asked again.
"""

from collections.abc import Iterable, Mapping

from domain.assessment.paper import Paper, entries_of
from domain.assessment.refusals import ComponentsMissing, RulingMissing
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text
from domain.scoring.document import ScoreDocument
from domain.scoring.engine import score
from domain.scoring.entries import Ruling
from domain.scoring.result import RulingNeeded, RulingReason, Scoring
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset

WHY: Mapping[RulingReason, Text] = {
    RulingReason.NO_BAND: Text("tidak ada baris yang memuatnya", "no row covers it"),
    RulingReason.SEVERAL_BANDS: Text("beberapa baris memuatnya", "several rows cover it"),
    RulingReason.ZERO_DENOMINATOR: Text("penyebutnya nol", "its denominator is nought"),
    RulingReason.CONTRADICTION: Text(
        "nilai dan skor pada barisnya berbeda", "its row prints a value and another score"
    ),
    RulingReason.SEVERAL_CORRECTIONS: Text(
        "beberapa faktor koreksi berlaku", "several correction factors apply"
    ),
}
RULE_IT = Text(
    "Petugas menetapkan nilainya secara tertulis (giveRuling).",
    "An officer decides on the value in writing (giveRuling).",
)
ENTER_IT = Text(
    "Sertakan nilai komponen itu dalam perubahan, dengan alasan.",
    "Give the value of that component within the changes, with the reason.",
)
MEND_TABLE = Text(
    "Tabel predikat tidak memuat jumlah ini: terbitkan ruleset yang diperbaiki.",
    "The table of predicates does not cover this total: publish a mended ruleset.",
)


def score_paper(paper: Paper, ruleset: Ruleset) -> Scoring:
    """Score everything on *paper* by *ruleset*, as far as it can be scored."""
    rulings = standing_rulings(paper, ruleset)
    return score(ruleset, entries_of(paper), rulings, paper.adjustments)


def scored(paper: Paper, ruleset: Ruleset, remedy: Text = RULE_IT) -> ScoreDocument:
    """Return the finished score of *paper*; refuse, with *remedy*, what is still open."""
    scoring = score_paper(paper, ruleset)
    if scoring.document is not None:
        return scoring.document
    if scoring.missing:
        raise missing(scoring)
    found = tuple(_ruling_missing(need, remedy) for need in scoring.rulings_needed)
    raise found[0] if len(found) == 1 else Refusals(found)


def missing(scoring: Scoring) -> ComponentsMissing:
    """Return the refusal that names what is still to be entered."""
    return ComponentsMissing(field="assessment", names=", ".join(scoring.missing))


def _ruling_missing(need: RulingNeeded, remedy: Text) -> Refusal:
    return RulingMissing(
        field="assessment",
        component=need.component,
        reason=need.reason.value,
        why=WHY[need.reason],
        ratio="-" if need.ratio is None else need.ratio,
        candidates=", ".join(map(str, need.candidates)) or "0-100",
        remedy=MEND_TABLE if need.component == "predicate" else remedy,
    )


def standing_rulings(paper: Paper, ruleset: Ruleset) -> tuple[Ruling, ...]:
    """Return the rulings on *paper* that no later entry has overtaken."""
    return tuple(
        paper.rulings[component.key]
        for component in ruleset.components
        if component.key in paper.rulings
        and _last_entry(paper, ruleset, component) < paper.rulings[component.key].version
    )


def _last_entry(paper: Paper, ruleset: Ruleset, component: Component) -> int:
    """Return the version of the latest event that touched a figure of *component*."""
    entered = (paper.figures.get(name) for name in figures_of(ruleset, component))
    return max((entry.version or 0 for entry in entered if entry is not None), default=0)


def figures_of(ruleset: Ruleset, component: Component) -> Iterable[str]:
    """Return every figure that *component* may use, whole or in parts, and the parts of those."""
    measure = component.measure
    if not isinstance(measure, RatioMeasure):
        return ()
    parts = {figure.name: figure.parts for figure in ruleset.figures}
    found = [term.figure for term in (*measure.numerator, *measure.denominator)]
    for name in found:
        found += (part.figure for part in parts[name] if part.figure not in found)
    return found
