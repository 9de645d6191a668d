"""The work on one assessment, form by form: each function is one command of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec

from cli.demonstration.books import Books, books_of
from cli.demonstration.cast import first_officer, second_officer
from cli.demonstration.dice import Dice
from cli.demonstration.figures import loan_figures, statement_figures
from cli.demonstration.registrations import Subject
from cli.demonstration.story import Step, invented
from cli.demonstration.targets import Targets, targets_of
from domain.assessment import commands
from domain.assessment.events import (
    Changes,
    ComponentEntry,
    Document,
    Evidence,
    ReturnFinding,
)
from domain.kernel.actors import Actor
from domain.kernel.commands import Command
from domain.scoring.ruleset import Ruleset

AUDIT = "Audit menemukan pinjaman macet yang belum diakui."
ALL_ANSWERS = 11
"""From so many yes answers on there are no two left to find among twelve."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The assessment of *subject* for *year*; *aims* replace some of its targets.

    *due* is the day by which findings that are still open are to be mended, *model* the
    cooperative whose books are used, when not its own.
    """

    subject: Subject
    year: int
    ruleset: Ruleset
    aims: Mapping[str, Decimal] = {}
    attempt: int = 1
    due: date | None = None
    model: int | None = None

    @property
    def assessment(self) -> UUID:
        """The assessment's own id."""
        return invented("assessment", self.subject.number, self._key)

    @property
    def _key(self) -> str:
        return f"{self.year}/{self.ruleset.id}/{self.attempt}"

    @property
    def first(self) -> Actor:
        """The officer who enters, returns, rules and corrects."""
        return first_officer(self.subject.is_supervised_by).actor

    @property
    def second(self) -> Actor:
        """The officer who verifies."""
        return second_officer(self.subject.is_supervised_by).actor

    @property
    def operator(self) -> Actor:
        """The person who fills in the cooperative's forms."""
        return self.subject.operator.actor

    @property
    def targets(self) -> Targets:
        """What the books are written to come near to."""
        targets = targets_of(self._whose_books, self.year)
        return msgspec.structs.replace(targets, ratios={**targets.ratios, **self.aims})

    @property
    def books(self) -> Books:
        """The cooperative's books for the year."""
        return books_of(self._whose_books, self.year, self.targets)

    @property
    def _whose_books(self) -> int:
        return self.subject.number if self.model is None else self.model

    def step(self, name: str, command: Command, actor: Actor, *, after: int) -> Step:
        """Return *command* as a step of this case, *after* so many days from its opening.

        A second attempt opens when the first has come to nothing.
        """
        opened = date(self.year + 1, 2, 1) + timedelta(
            days=Dice("opened", self.subject.number, self.year).below(50)
        )
        return Step(
            name=f"{self._key}/{name}",
            command=command,
            actor=actor,
            effective_on=opened + timedelta(days=after + 50 * (self.attempt - 1)),
        )


def opened(case: Case, actor: Actor) -> Step:
    """Open the assessment."""
    command = commands.OpenAssessment(
        assessment=case.assessment,
        cooperative=case.subject.cooperative,
        book_year=case.year,
        ruleset=case.ruleset.id,
    )
    return case.step("open", command, actor, after=0)


def statements(case: Case) -> Step:
    """Enter the balance sheet and the income statement."""
    figures = statement_figures(case.books, case.ruleset)
    command = commands.EnterStatements(assessment=case.assessment, figures=figures)
    return case.step("statements", command, case.operator, after=3)


def loan_data(case: Case) -> Step:
    """Enter the figures on loans."""
    figures = loan_figures(case.books, case.ruleset)
    command = commands.EnterLoanData(assessment=case.assessment, figures=figures)
    return case.step("loan-data", command, case.operator, after=4)


def answers(case: Case, actor: Actor) -> Step:
    """Answer the management questionnaire."""
    command = commands.EnterManagementAnswers(
        assessment=case.assessment, yes_counts=case.targets.yes_counts
    )
    return case.step("answers", command, actor, after=5)


def direct_entry(case: Case, ratios: Mapping[str, Decimal]) -> Step:
    """Enter components as *ratios*, the way an officer with a worksheet does."""
    command = commands.EnterComponents(
        assessment=case.assessment,
        components={key: ComponentEntry(ratio=ratio) for key, ratio in ratios.items()},
    )
    return case.step("components", command, case.first, after=4)


def attached(case: Case, document: Document) -> Step:
    """Attach a document that was uploaded before."""
    command = commands.AttachDocument(assessment=case.assessment, document=document)
    return case.step("attach", command, case.operator, after=13)


def submitted(case: Case, actor: Actor, turn: int = 1) -> Step:
    """Hand the figures in, for the *turn*-th time."""
    command = commands.SubmitAssessment(assessment=case.assessment)
    return case.step(f"submit/{turn}", command, actor, after=7 * turn)


def findings(case: Case) -> tuple[ReturnFinding, ...]:
    """Return what an officer finds wanting in the submission."""
    return (
        ReturnFinding(
            item="biaya_karyawan",
            text="Honor pengurus tercampur dengan biaya operasional; pisahkan.",
            due=case.due,
        ),
        ReturnFinding(
            item="manajemen_umum",
            text="Notula rapat pengurus belum dilampirkan.",
            due=case.due,
        ),
    )


def returned(case: Case) -> Step:
    """Send the submission back with two findings."""
    command = commands.ReturnAssessment(assessment=case.assessment, findings=findings(case))
    return case.step("return", command, case.first, after=10)


def mended(case: Case) -> Step:
    """Enter what the findings asked for."""
    salaries = case.books.income.salaries + Decimal(2_400_000)
    command = commands.EnterStatements(
        assessment=case.assessment, figures={"biaya_karyawan": salaries}
    )
    return case.step("mend", command, case.operator, after=13)


def ruled(case: Case, component: str, value: int, reason: str) -> Step:
    """Decide what the table leaves open."""
    command = commands.GiveRuling(
        assessment=case.assessment, component=component, value=Decimal(value), reason=reason
    )
    return case.step(f"rule/{component}", command, case.first, after=16)


def adjusted(case: Case, corrections: tuple[str, ...], faults: tuple[str, ...] = ()) -> Step:
    """Record correction factors and fatal faults; several corrections count as one level."""
    command = commands.RecordAdjustments(
        assessment=case.assessment,
        corrections=corrections,
        faults=faults,
        levels=1 if len(corrections) > 1 else None,
        reason="Temuan pemeriksaan lapangan, berita acara terlampir.",
    )
    return case.step("adjust", command, case.first, after=16)


def verified(case: Case) -> Step:
    """Find the submission right; the score follows in the same decision."""
    command = commands.VerifyAssessment(assessment=case.assessment)
    return case.step("verify", command, case.second, after=18)


def corrected(case: Case) -> Step:
    """Correct the published score: more loans were lost than the books had said."""
    command = commands.CorrectAssessment(
        assessment=case.assessment,
        changes=_more_lost(case),
        reason=AUDIT,
        evidence=(Evidence(description=f"Laporan auditor independen {case.year}"),),
    )
    return case.step("correct", command, case.first, after=60)


def voided(case: Case) -> Step:
    """Take the assessment out of force."""
    command = commands.VoidAssessment(
        assessment=case.assessment,
        reason="Neraca yang dinilai ternyata milik tahun buku lain.",
        evidence=(Evidence(description="Surat pengurus koperasi"),),
    )
    return case.step("void", command, case.first, after=45)


def objected(case: Case) -> Step:
    """Object to the score on the cooperative's behalf."""
    command = commands.RaiseObjection(
        assessment=case.assessment,
        reason="Dua jawaban manajemen umum dinilai tidak, padahal bukti ada.",
        evidence=(Evidence(description="Notula rapat pengurus"),),
    )
    return case.step("object", command, case.operator, after=30)


def resolved(case: Case, *, upheld: bool) -> Step:
    """Decide on the objection; one that is upheld changes two answers."""
    counted = case.targets.yes_counts["manajemen_umum"]
    yes = counted + 2 if counted < ALL_ANSWERS else counted - 1
    command = commands.ResolveObjection(
        assessment=case.assessment,
        upheld=upheld,
        reason="Notula diperiksa dan sah." if upheld else "Notula bertanggal setelah tahun buku.",
        changes=Changes(yes_counts={"manajemen_umum": yes} if upheld else {}),
        evidence=(Evidence(description="Berita acara klarifikasi"),),
    )
    return case.step("resolve", command, case.first, after=44)


def _more_lost(case: Case) -> Changes:
    """Return figures in which another 8 percent of the loans are lost, in whole millions."""
    lending = case.books.lending
    millions = lending.outstanding * 8 // 100 // 1_000_000
    more = millions * 1_000_000
    return Changes(
        figures={"macet": lending.lost + more, "pinjaman_bermasalah": lending.troubled + more}
    )
