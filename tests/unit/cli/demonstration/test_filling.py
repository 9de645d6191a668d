"""Filling tells each story once, however often it is started or cut off."""

from datetime import date, datetime
from uuid import UUID

import pytest

from application.kernel.handler import Done
from cli.demonstration.fill import Target, fill
from cli.demonstration.papers import ANNUAL_REPORT
from cli.demonstration.story import Step, Story, invented
from domain.assessment.commands import AttachDocument
from domain.cooperative.commands import VerifyRegistration
from domain.kernel.actors import SYSTEM, Actor
from domain.kernel.commands import Command
from domain.kernel.log import Appended

COMMAND = VerifyRegistration(cooperative=UUID(int=7))
STORIES = tuple(
    Story(
        key=f"cooperative/{number}",
        steps=tuple(Step(name=name, command=COMMAND, actor=SYSTEM) for name in ("one", "two")),
    )
    for number in range(100)
)


class Log:
    """A handler, a store and a ruleset_cache of documents that remember what they were given."""

    def __init__(self, fails_at: UUID | None = None) -> None:
        self.done: list[UUID] = []
        self.papers: list[tuple[str, str]] = []
        self.fails_at = fails_at

    async def handle(
        self, command: object, *, actor: Actor, command_id: UUID, effective_on: date | None
    ) -> Done:
        """Remember the command, once."""
        assert (isinstance(command, Command), actor, effective_on) == (True, SYSTEM, None)
        if command_id == self.fails_at:
            raise ConnectionError
        repeated = command_id in self.done
        if not repeated:
            self.done.append(command_id)
        return Done(position=len(self.done), stream=command_id, version=1, repeated=repeated)

    async def outcome_of(self, command_id: UUID) -> Appended | None:
        """Say whether the command was carried out."""
        return Appended(position=1, outcome=b"") if command_id in self.done else None

    async def put(self, content: bytes, media_type: str, *, by: str, at: datetime) -> str:
        """Note who uploads a paper."""
        assert at.tzinfo is not None
        self.papers.append((by, media_type))
        return f"sha256:{len(content)}"


def target(log: Log) -> Target:
    """Return *log* as everything that a fill needs."""
    return Target(handler=log, store=log, documents=log)  # type: ignore[arg-type]


def ignored() -> None:
    """Show no progress."""


async def test_every_step_is_taken_in_order() -> None:
    """A hundred stories of two steps, the first before the second in each."""
    log = Log()
    filled = await fill(target(log), STORIES, ignored)
    assert (filled.steps, filled.told) == (200, 200)
    for story in STORIES:
        first, second = (log.done.index(story.command_id(step)) for step in story.steps)
        assert first < second


async def test_a_second_fill_adds_nothing() -> None:
    """It counts the same steps and tells none of them."""
    log = Log()
    await fill(target(log), STORIES, ignored)
    filled = await fill(target(log), STORIES, ignored)
    assert (filled.steps, filled.told, len(log.done)) == (200, 0, 200)


async def test_an_interrupted_fill_is_completed_by_the_next() -> None:
    """Cut off in the middle of a story, it goes on where it was."""
    log = Log(fails_at=invented("cooperative/40", "two"))
    with pytest.raises(ExceptionGroup):
        await fill(target(log), STORIES, ignored)
    before, log.fails_at = len(log.done), None
    assert 0 < before < 200
    filled = await fill(target(log), STORIES, ignored)
    assert (filled.told, len(log.done)) == (200 - before, 200)


async def test_a_failing_step_is_named() -> None:
    """Whoever reads the failure learns which story it was, and where."""
    log = Log(fails_at=invented("cooperative/40", "two"))
    with pytest.raises(ExceptionGroup) as failed:
        await fill(target(log), STORIES, ignored)
    (problem,) = failed.value.exceptions
    assert problem.__notes__ == ["In the demonstration: cooperative/40, step two."]


async def test_progress_is_shown_for_every_story() -> None:
    """The bar reaches its end, whether a story was told or skipped."""
    seen: list[None] = []
    await fill(target(Log()), STORIES, lambda: seen.append(None))
    assert len(seen) == len(STORIES)


async def test_a_paper_is_uploaded_by_whoever_attaches_it() -> None:
    """A digest of somebody else's upload would name nothing."""
    log = Log()
    attach = AttachDocument(assessment=UUID(int=70), document=ANNUAL_REPORT.document)
    story = Story(key="case", steps=(Step(name="attach", command=attach, actor=SYSTEM),))
    await fill(target(log), [story], ignored)
    assert log.papers == [(SYSTEM.account, "text/plain")]
