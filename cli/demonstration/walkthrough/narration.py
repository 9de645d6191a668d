"""Performs the script: gives the commands, reads the log back, and shows both."""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from api.execution.services import Services
from application.authorisation import ViewScope
from cli.demonstration.cast import first_officer, second_officer
from cli.demonstration.fill import upload_paper
from cli.demonstration.places import SEMARANG
from cli.demonstration.story import Step
from cli.demonstration.walkthrough.script import Chapter, Script
from cli.replay import show_replay
from cli.screen import Screen
from domain.assessment.events import AssessmentScored
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.refusals import Refusal
from projections.views.scores import questions as scores

CHAPTER_EVENTS = 100
"""More events than any chapter writes."""
SECONDS = 10.0
"""How long to wait for the views before an answer from them is shown."""
OFFICER_SEES = ViewScope(territory=SEMARANG)


class Narrator:
    """Tells one script on one log."""

    def __init__(self, services: Services, script: Script, screen: Screen) -> None:
        self._services = services
        self._script = script
        self._screen = screen
        self._chapters = 0

    async def tell(self) -> bool:
        """Tell everything; say whether the recomputed score equals the recorded one."""
        for chapter in self._script.until_scored:
            events = await self._perform(chapter)
        before = _score_in(events)
        self._screen.trace(before.event.document, self._script.case.ruleset)
        await self._forbid(self._script.forbidden)
        after = _score_in(await self._perform(self._script.correction))
        self._screen.difference(before.event, after.event)
        await self._ask_as_of(before.position, after.position)
        return await self._replay()

    def _begin(self, chapter: Chapter) -> None:
        self._chapters += 1
        self._screen.chapter(self._chapters, chapter.title, chapter.said)

    async def _perform(self, chapter: Chapter) -> Sequence[Recorded[Event]]:
        """Give the commands of *chapter*, and show what the log has of them."""
        self._begin(chapter)
        store = self._services.store
        position = await store.last_position()
        for step in chapter.steps:
            await self._give(step)
        events = await store.read_log(after=position, limit=CHAPTER_EVENTS)
        self._screen.events(events)
        self._screen.quote(chapter.quoted)
        return events

    async def _give(self, step: Step) -> None:
        await upload_paper(self._services.documents, step)
        await self._services.handler.handle(
            step.command, actor=step.actor, effective_on=step.effective_on
        )

    async def _forbid(self, chapter: Chapter) -> None:
        self._begin(chapter)
        (step,) = chapter.steps
        try:
            await self._give(step)
        except Refusal as refusal:
            self._screen.refusal(refusal)

    async def _ask_as_of(self, *positions: int) -> None:
        """Ask the views for the cooperative's score as of each position."""
        self._begin(self._script.as_of)
        await self._services.runner.wait_until(positions[-1], SECONDS)
        answers = [(position, *await self._score_as_of(position)) for position in positions]
        self._screen.comparison(answers)

    async def _score_as_of(self, position: int) -> tuple[Decimal | None, str | None]:
        cooperative = self._script.case.subject.cooperative
        found = await scores.current_of_cooperatives(
            self._services.views,
            scope=OFFICER_SEES,
            cooperatives=[cooperative],
            as_of=position,
        )
        row = found[cooperative]
        return row.total, row.predicate

    async def _replay(self) -> bool:
        self._begin(self._script.replay)
        assessment = self._script.case.assessment
        return bool(await show_replay(self._services.store, assessment, self._screen))


def cast_of(script: Script) -> dict[str, str]:
    """Return what the accounts of the walkthrough are called."""
    people = (first_officer(SEMARANG), second_officer(SEMARANG), script.case.subject.operator)
    return {str(member.account): member.full_name for member in people}


def _score_in(events: Sequence[Recorded[Event]]) -> Recorded[AssessmentScored]:
    """Return the score among *events*."""
    scored = [each for each in events if isinstance(each.event, AssessmentScored)]
    return cast("Recorded[AssessmentScored]", scored[-1])
