"""Histories for tests of readers: events put into the log as they are, with times and actors.

No command and no rule stands behind them, so a test says exactly what the log holds.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import asyncpg
import msgspec

from domain.assessment.events import (
    AssessmentKeyClaimed,
    AssessmentOpened,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    AssessmentVoided,
    ScoreChangeKind,
    StatementsEntered,
)
from domain.cooperative.events import (
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
from domain.scoring.document import ScoreDocument
from domain.scoring.predicates import Predicate
from infrastructure.mapper import Mapper

BEGIN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
NAMES = UUID("1b1c7d3e-6c5b-4f3a-9a51-8c3f0f0d0001")
MAPPER = Mapper()
DIGEST = "sha256:" + "0" * 64


def named(name: str) -> UUID:
    """Return the id that stands for *name* in every test."""
    return uuid5(NAMES, name)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the log."""

    position: int
    stream: UUID
    version: int
    topic: str
    state: bytes
    recorded_at: datetime
    actor: str
    office: str | None = None
    effective_on: date | None = None
    command_id: UUID | None = None


class History:
    """Events in the order in which they happened, a minute apart."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._versions: dict[UUID, int] = {}
        self._command = named("command 0")

    @property
    def end(self) -> int:
        """The position of the last event."""
        return len(self.lines)

    def add(
        self,
        stream: UUID,
        event: Event,
        *,
        actor: str = "officer",
        office: str | None = None,
        effective_on: date | None = None,
        same: bool = False,
    ) -> int:
        """Let *event* happen to *stream*, by the *same* command as the last; return where."""
        topic, state = MAPPER.encode(event)
        if not same:
            self._command = named(f"command {self.end}")
        return self.add_bytes(
            stream,
            topic,
            state,
            actor=actor,
            office=office,
            effective_on=effective_on,
            command_id=self._command,
        )

    def add_bytes(self, stream: UUID, topic: str, state: bytes, **circumstances: Any) -> int:
        """Let something happen that the mapper may not know; return its position."""
        self._versions[stream] = self._versions.get(stream, 0) + 1
        line = Line(
            position=self.end + 1,
            stream=stream,
            version=self._versions[stream],
            topic=topic,
            state=state,
            recorded_at=BEGIN + timedelta(minutes=self.end),
            **{"actor": "officer", **circumstances},
        )
        self.lines.append(line)
        return line.position

    def version(self, stream: UUID) -> int:
        """Return how many events *stream* has."""
        return self._versions.get(stream, 0)

    def register(self, name: str, *, area: str = "33.74", kind: Kind = Kind.KSP) -> UUID:
        """Register a cooperative with that *name* and return its id."""
        cooperative = named(name)
        self.add(
            cooperative,
            CooperativeRegistered(profile=profile(name, area=area, kind=kind), location=LOCATION),
            actor="operator",
        )
        claim = LegalNumberClaimed(cooperative=cooperative, number=f"{name}/BH")
        self.add(key_stream("legal-number", f"{name}/BH"), claim, actor="operator", same=True)
        return cooperative

    def active(self, name: str, *, area: str = "33.74", kind: Kind = Kind.KSP) -> UUID:
        """Register a cooperative and verify its registration."""
        cooperative = self.register(name, area=area, kind=kind)
        self.add(cooperative, RegistrationVerified(note="complete"))
        return cooperative

    def open(
        self,
        cooperative: UUID,
        year: int,
        *,
        area: str = "33.74",
        ruleset: str = "semarang-2015",
        what_if: str | None = None,
    ) -> UUID:
        """Open an assessment and return its id."""
        assessment = named(f"{cooperative} {year} {ruleset} {self.end}")
        self.add(
            assessment,
            AssessmentOpened(
                cooperative=cooperative,
                book_year=year,
                ruleset=DIGEST,
                ruleset_id=ruleset,
                membership_area=area,
                what_if=what_if,
            ),
            actor="operator",
        )
        key = key_stream("assessment", cooperative, year, ruleset, self.end)
        claim = AssessmentKeyClaimed(assessment=assessment)
        self.add(key, claim, actor="operator", same=True)
        return assessment

    def submit(self, assessment: UUID, submission: int = 1, *, actor: str = "operator") -> int:
        """Enter something and hand it in; return the position."""
        self.add(assessment, StatementsEntered(figures={"cash": Decimal(5)}), actor=actor)
        return self.add(assessment, AssessmentSubmitted(submission=submission), actor=actor)

    def score(
        self,
        assessment: UUID,
        total: str,
        predicate: Predicate = Predicate.SEHAT,
        kind: ScoreChangeKind = ScoreChangeKind.SCORED,
        **circumstances: Any,
    ) -> int:
        """Decide on a score; return the position."""
        return self.add(assessment, scored(total, predicate, kind), **circumstances)

    def published(self, cooperative: UUID, year: int, total: str, *, area: str = "33.74") -> UUID:
        """Take an assessment from opening to its score; return its id."""
        assessment = self.open(cooperative, year, area=area)
        self.submit(assessment)
        self.add(assessment, AssessmentVerified(submission=1))
        self.score(assessment, total)
        return assessment

    def void(self, assessment: UUID, supersedes: int | None) -> int:
        """Void an assessment; return the position."""
        voided = AssessmentVoided(reason="Wrong cooperative.", supersedes=supersedes)
        return self.add(assessment, voided)


LOCATION = Location(
    address="Jl. Pemuda 1",
    village="33.74.01.1001",
    coordinates=Coordinates(latitude=Decimal("-6.98"), longitude=Decimal("110.41")),
)


def profile(name: str, *, area: str = "33.74", kind: Kind = Kind.KSP, **more: Any) -> Profile:
    """Return the profile of a cooperative of that *name*."""
    number = LegalNumber(number=f"{name}/BH", date=date(2001, 2, 3))
    return Profile(name=name, kind=kind, legal_number=number, membership_area=area, **more)


def scored(
    total: str,
    predicate: Predicate = Predicate.SEHAT,
    kind: ScoreChangeKind = ScoreChangeKind.SCORED,
    supersedes: int | None = None,
) -> AssessmentScored:
    """Return a score event without components."""
    document = ScoreDocument(
        ruleset=DIGEST,
        components=(),
        aspects=(),
        total=Decimal(total),
        predicate_before=Predicate.SEHAT,
        predicate=predicate,
    )
    return AssessmentScored(kind=kind, document=document, supersedes=supersedes, reason="checked")


async def write(url: str, lines: Sequence[Line]) -> None:
    """Write *lines* into the log of the database at *url*, as its owner."""
    connection = await asyncpg.connect(url)
    try:
        await copy(connection, lines)
    finally:
        await connection.close()


async def copy(connection: Any, lines: Sequence[Line]) -> None:
    """Write *lines* into the log on *connection*."""
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
            "effective_on",
            "command_id",
        ],
        records=[msgspec.structs.astuple(line) for line in lines],
    )
