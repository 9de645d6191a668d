"""What the walkthrough and the replay put on the screen: events, traces, differences.

Money and law terms read as on paper, in either language.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from application.scoring.replay import Recomputation, ReplayStep
from domain.assessment.events import AssessmentScored
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text
from domain.scoring.amounts import rupiah
from domain.scoring.document import ComponentScore, ScoreDocument
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset
from domain.scoring.words import interval_words

WIDTH = 140
"""Columns to use where the output is no terminal, wide enough for a score's trace."""


def console() -> Console:
    """Return where to write: as wide as the terminal, colours only where there is one."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=WIDTH)


_HUNDREDTH = Decimal("0.01")


class Screen:
    """Writes in one language; *names* are what accounts are called."""

    def __init__(self, out: Console, language: str, names: Mapping[str, str]) -> None:
        self._out = out
        self._language = language
        self._names = names

    def words(self, id: str, en: str) -> str:  # noqa: A002 - the language's own code
        """Return one of two sentences."""
        return Text(id, en).in_language(self._language)

    def line(self, text: Text) -> None:
        """Write a sentence, on one line however long it is."""
        self._out.print(text.in_language(self._language), soft_wrap=True)

    def chapter(self, number: int, title: Text, said: Text) -> None:
        """Write a heading, and what is about to happen."""
        self._out.print()
        self._out.rule(f"[bold]{number}. {title.in_language(self._language)}", align="left")
        self.line(said)

    def events(self, recorded: Iterable[Recorded[Event]]) -> None:
        """List *recorded* events with their place in the log."""
        table = self._table(
            (self.words("Posisi", "Position"), "right"),
            (self.words("Peristiwa", "Event"), "left"),
            (self.words("Versi", "Version"), "right"),
            (self.words("Oleh", "By"), "left"),
            (self.words("Berlaku", "Effective"), "left"),
        )
        for each in recorded:
            day = each.effective_on.isoformat() if each.effective_on else ""
            table.add_row(
                str(each.position), each.topic, str(each.version), self.name(each.actor), day
            )
        self._out.print(table)

    def quote(self, lines: Iterable[str]) -> None:
        """Show what was said in the commands, as it was typed."""
        for line in lines:
            self._out.print(f"  [dim]{escape(line)}[/dim]")

    def name(self, actor: str) -> str:
        """Return what an account is called, the account itself when nobody knows."""
        return self._names.get(actor, actor)

    def refusal(self, refusal: Refusal) -> None:
        """Show a command that was refused, and what to do instead."""
        self._out.print(f"[red]{refusal.code}[/red]  ", end="")
        self.line(refusal.message)
        self._out.print("-> ", end="")
        self.line(refusal.remedy)

    def trace(self, document: ScoreDocument, ruleset: Ruleset) -> None:
        """Show every step from the figures to the predicate."""
        table = self._table(
            (self.words("Komponen", "Component"), "left"),
            (self.words("Hitungan", "Calculation"), "right"),
            (self.words("Rasio %", "Ratio %"), "right"),
            (self.words("Baris tabel", "Row of the table"), "left"),
            (self.words("Nilai", "Value"), "right"),
            (self.words("Bobot", "Weight"), "right"),
            (self.words("Skor", "Score"), "right"),
        )
        scores = {each.component: each for each in document.components}
        for component in ruleset.components:
            table.add_row(*self._trace_row(component, scores[component.key]))
        self._out.print(table)
        self.total(document)

    def total(self, document: ScoreDocument) -> None:
        """Show the total and what it earns."""
        total = f"{self.words('Jumlah', 'Total')} {points(document.total)}"
        self._out.print(f"[bold]{total}   {document.predicate}[/bold]")

    def comparison(self, answers: Iterable[tuple[int, Decimal | None, str | None]]) -> None:
        """Show a total and a predicate for each position asked about."""
        table = self._table(
            (self.words("Per posisi", "As of position"), "right"),
            (self.words("Jumlah", "Total"), "right"),
            (self.words("Predikat", "Predicate"), "left"),
        )
        for position, total, predicate in answers:
            table.add_row(str(position), "-" if total is None else points(total), predicate or "-")
        self._out.print(table)

    def difference(self, before: AssessmentScored, after: AssessmentScored) -> None:
        """Show what a correction changed."""
        was = {each.component: each for each in before.document.components}
        for each in after.document.components:
            old = was[each.component]
            if old.score != each.score:
                self._out.print(
                    f"{each.component}: {old.ratio} % -> {each.ratio} %, "
                    f"{self.words('skor', 'score')} {points(old.score)} -> {points(each.score)}"
                )
        self._out.print(
            f"[bold]{points(before.document.total)} {before.document.predicate} -> "
            f"{points(after.document.total)} {after.document.predicate}[/bold]"
        )

    def steps(self, steps: Iterable[ReplayStep]) -> None:
        """List what happened to an assessment, with the total as it stood after each step."""
        table = self._table(
            (self.words("Posisi", "Position"), "right"),
            (self.words("Versi", "Version"), "right"),
            (self.words("Langkah", "Step"), "left"),
            (self.words("Oleh", "By"), "left"),
            (self.words("Jumlah", "Total"), "right"),
            (self.words("Predikat", "Predicate"), "left"),
        )
        for step in steps:
            document = step.scoring.document
            table.add_row(
                str(step.position),
                str(step.version),
                step.explanation.in_language(self._language),
                self.name(step.actor),
                points(step.scoring.total_so_far),
                document.predicate if document else "",
            )
        self._out.print(table)

    def recomputation(self, found: Recomputation) -> None:
        """Show every recorded score of a story beside the one that follows from the events."""
        for each in found.earlier:
            self._out.print(self.words(f"Posisi {each.position}", f"Position {each.position}"))
            self._recomputed(each)
        if found.earlier:
            self._out.print(self.words("Yang berlaku", "The one that stands"))
        self._recomputed(found)
        verdict = (
            Text("[green]sama[/green]", "[green]equal[/green]")
            if found.story_equal
            else Text("[red]berbeda[/red]", "[red]different[/red]")
        )
        self.line(verdict)

    def _recomputed(self, found: Recomputation) -> None:
        recorded = f"{points(found.recorded.total)} {found.recorded.predicate}"
        self._out.print(f"{self.words('tercatat', 'recorded')}:   {recorded}")
        again = found.recomputed
        computed = f"{points(again.total)} {again.predicate}" if again else "-"
        self._out.print(f"{self.words('dihitung ulang', 'recomputed')}: {computed}")
        for each in found.differences:
            self._out.print(f"  {each.pointer}: {each.recorded} != {each.recomputed}")

    def _trace_row(self, component: Component, score: ComponentScore) -> tuple[str, ...]:
        name = component.name.in_language(self._language)
        return (
            f"{component.key} {name}" if len(component.key) <= 2 else name,  # noqa: PLR2004 - 1a
            _calculation(score).in_language(self._language),
            "" if score.ratio is None else str(score.ratio),
            self._band(component, score),
            points(score.value),
            str(component.weight),
            points(score.score),
        )

    def _band(self, component: Component, score: ComponentScore) -> str:
        measure = component.measure
        if score.band is None or not isinstance(measure, RatioMeasure):
            return ""
        return interval_words(measure.bands[score.band]).in_language(self._language)

    def _table(self, *columns: tuple[str, str]) -> Table:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for heading, side in columns:
            table.add_column(heading, justify="right" if side == "right" else "left")
        return table


def _calculation(score: ComponentScore) -> Text:
    """Show the division, or what was counted."""
    if score.numerator is None or score.denominator is None:
        counted = [rupiah(each.amount) for each in score.inputs]
        return Text(" + ".join(it.id for it in counted), " + ".join(it.en for it in counted))
    above, below = rupiah(score.numerator), rupiah(score.denominator)
    return Text(f"{above.id} / {below.id}", f"{above.en} / {below.en}")


def points(amount: Decimal) -> str:
    """Return a value, score or total with two places, or as many as it has.

    >>> points(Decimal(75)), points(Decimal("81.5")), points(Decimal("0.125"))
    ('75.00', '81.50', '0.125')
    """
    shown = amount.quantize(_HUNDREDTH)
    return str(shown if shown == amount else amount.normalize())
