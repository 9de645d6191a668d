"""A national log for benchmarks: cooperatives, and their assessments year after year.

Score documents come from the engine, figures from random books; each cooperative's
session is a run of events among those of others, and verification comes thousands of
events later, so that a reader meets an assessment again when it has forgotten it.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from domain.assessment.events import (
    AssessmentCorrected,
    AssessmentKeyClaimed,
    AssessmentOpened,
    AssessmentReturned,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    Changes,
    Evidence,
    LoanDataEntered,
    ManagementAnswersEntered,
    ReturnFinding,
    ScoreChangeKind,
    StatementsEntered,
)
from domain.cooperative.events import (
    Contacts,
    CooperativeRegistered,
    Coordinates,
    Kind,
    LegalNumber,
    LegalNumberClaimed,
    Location,
    Profile,
    RegistrationVerified,
)
from domain.kernel.events import Event
from domain.kernel.identifiers import key_stream
from domain.scoring.digests import digest
from domain.scoring.document import ScoreDocument
from domain.scoring.engine import score
from domain.scoring.entries import Entered, Entries, Ruling
from domain.scoring.ruleset import RatioMeasure, Ruleset
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Connection
from infrastructure.rulesets.bundled import bundled_rulesets

BEGIN = datetime(2021, 1, 4, tzinfo=UTC)
WINDOW = 4_000  # cooperatives whose submissions pile up before the first is verified
AT_ONCE = 16  # cooperatives that fill in their forms at the same time
FIRST_YEAR = 2020

Told = tuple[UUID, Event, str]


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """What one cooperative entered in one year, and the score it gives."""

    figures: Mapping[str, Decimal]
    yes_counts: Mapping[str, int]
    document: ScoreDocument


def history(cooperatives: int, years: int) -> Iterator[Told]:
    """Yield (stream, event, actor) of so many *cooperatives* over so many *years*."""
    chance = random.Random(7)
    ruleset = next(each for each in bundled_rulesets() if each.id == "perdep-06-2016")
    books = [_book(ruleset, chance) for _ in range(40)]
    ids = [UUID(int=chance.getrandbits(128), version=4) for _ in range(cooperatives)]
    for number, cooperative in enumerate(ids):
        yield from _registration(number, cooperative)
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for begin in range(0, cooperatives, WINDOW):
            window = range(begin, min(begin + WINDOW, cooperatives))
            cases = [UUID(int=chance.getrandbits(128), version=4) for _ in window]
            entries = [
                _entry(
                    number, ids[number], case, year=year, ruleset=ruleset, book=chance.choice(books)
                )
                for number, case in zip(window, cases, strict=True)
            ]
            yield from _interleaved(entries, chance)
            for number, case in zip(window, cases, strict=True):
                yield from _decision(number, case, chance.choice(books), chance)


def _interleaved(sessions: Sequence[Iterator[Told]], chance: random.Random) -> Iterator[Told]:
    waiting = list(reversed(sessions))
    running: list[Iterator[Told]] = []
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            running.append(waiting.pop())
        session = chance.choice(running)
        told = next(session, None)
        if told is None:
            running.remove(session)
        else:
            yield told


def _registration(number: int, cooperative: UUID) -> Iterator[Told]:
    regency = f"{11 + number % 38}.{1 + number % 35:02}"
    name = f"KSP {WORDS[number % len(WORDS)]} {WORDS[number // 7 % len(WORDS)]} {number}"
    profile = Profile(
        name=name,
        kind=list(Kind)[number % 4],
        legal_number=LegalNumber(number=f"{number}/BH/{regency}"),
        membership_area=regency,
        contacts=Contacts(phone="024-7600000", email=f"ksp{number}@example.id"),
    )
    location = Location(
        address=f"Jl. Pemuda {number % 200}",
        village=f"{regency}.01.{1001 + number % 20}",
        coordinates=Coordinates(latitude=Decimal("-6.98"), longitude=Decimal("110.41")),
    )
    operator = f"operator-{number}"
    yield cooperative, CooperativeRegistered(profile=profile, location=location), operator
    number_stream = key_stream("legal-number", number)
    claim = LegalNumberClaimed(cooperative=cooperative, number=profile.legal_number.number)
    yield number_stream, claim, operator
    yield cooperative, RegistrationVerified(), f"officer-{number % 500}"


def _entry(
    number: int, cooperative: UUID, case: UUID, *, year: int, ruleset: Ruleset, book: Book
) -> Iterator[Told]:
    operator = f"operator-{number}"
    opened = AssessmentOpened(
        cooperative=cooperative,
        book_year=year,
        ruleset=digest(ruleset),
        ruleset_id=ruleset.id,
        membership_area=f"{11 + number % 38}.{1 + number % 35:02}",
    )
    yield case, opened, operator
    key = key_stream("assessment", cooperative, year)
    yield key, AssessmentKeyClaimed(assessment=case), operator
    yield case, StatementsEntered(figures=book.figures), operator
    yield case, LoanDataEntered(figures=dict(list(book.figures.items())[:6])), operator
    yield case, ManagementAnswersEntered(yes_counts=book.yes_counts), operator
    yield case, AssessmentSubmitted(submission=1), operator


def _decision(number: int, case: UUID, book: Book, chance: random.Random) -> Iterator[Told]:
    officer, submission = f"officer-{number % 500}", 1
    if chance.random() < 0.1:
        finding = ReturnFinding(item="cash", text="The balance sheet says otherwise.")
        yield case, AssessmentReturned(submission=1, findings=(finding,)), officer
        yield case, StatementsEntered(figures=book.figures), f"operator-{number}"
        yield case, AssessmentSubmitted(submission=2), f"operator-{number}"
        submission = 2
    yield case, AssessmentVerified(submission=submission), officer
    yield case, AssessmentScored(kind=ScoreChangeKind.SCORED, document=book.document), officer
    if chance.random() < 0.05:
        changes = Changes(figures=book.figures)
        evidence = (Evidence(description="Minutes of the audit"),)
        yield (
            case,
            AssessmentCorrected(corrects=7, changes=changes, reason="Audit", evidence=evidence),
            officer,
        )
        corrected = AssessmentScored(
            kind=ScoreChangeKind.CORRECTED, document=book.document, supersedes=7, reason="Audit"
        )
        yield case, corrected, officer


def _book(ruleset: Ruleset, chance: random.Random) -> Book:
    names = {
        term.figure
        for each in ruleset.components
        if isinstance(each.measure, RatioMeasure)
        for term in each.measure.numerator + each.measure.denominator
    }
    figures = {name: Decimal(chance.randrange(1, 10**10)) for name in sorted(names)}
    counts = {
        each.key: chance.randrange(len(each.measure.questions) + 1)
        for each in ruleset.components
        if not isinstance(each.measure, RatioMeasure)
    }
    entries = Entries(
        figures={
            name: Entered(amount=amount, version=2, pointer=f"/figures/{name}")
            for name, amount in figures.items()
        },
        yes_counts={
            key: Entered(amount=Decimal(yes), version=4, pointer=f"/yes_counts/{key}")
            for key, yes in counts.items()
        },
    )
    needed = score(ruleset, entries).rulings_needed
    rulings = [Ruling(component=each.component, value=Decimal(50), version=5) for each in needed]
    document = score(ruleset, entries, rulings).document
    assert document is not None
    return Book(figures=figures, yes_counts=counts, document=document)


async def write(connection: Connection, cooperatives: int, years: int) -> int:
    """Write the history into the log and return how many events it has."""
    await connection.copy_records_to_table(
        "stored_events",
        columns=[
            "notification_id",
            "originator_id",
            "originator_version",
            "topic",
            "state",
            "recorded_at",
            "actor",
            "office",
            "command_id",
        ],
        records=_rows(cooperatives, years),
    )
    await connection.execute("ANALYZE stored_events")
    written: int = await connection.fetchval("SELECT max(notification_id) FROM stored_events")
    return written


def _rows(cooperatives: int, years: int) -> Iterator[tuple[Any, ...]]:
    encode = Mapper().encode
    versions: dict[UUID, int] = {}
    command = UUID(int=0)
    for position, (stream, event, actor) in enumerate(history(cooperatives, years), start=1):
        if not isinstance(event, LegalNumberClaimed | AssessmentKeyClaimed):
            command = UUID(int=position)
        versions[stream] = version = versions.get(stream, 0) + 1
        topic, state = encode(event)
        recorded_at = BEGIN + timedelta(seconds=position)
        yield position, stream, version, topic, state, recorded_at, actor, "Dinas Koperasi", command


WORDS = [
    "Handayani",
    "Sejahtera",
    "Makmur",
    "Mandiri",
    "Bersama",
    "Lestari",
    "Sentosa",
    "Amanah",
    "Barokah",
    "Utama",
    "Mulia",
    "Abadi",
    "Karya",
    "Bakti",
    "Rukun",
    "Guyub",
    "Tani",
    "Nelayan",
    "Pasar",
    "Guru",
    "Wanita",
    "Pemuda",
    "Desa",
    "Kota",
    "Bahari",
]
