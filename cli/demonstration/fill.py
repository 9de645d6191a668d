"""Tells the stories to the log, through the same handler as every other command.

An interrupted fill is finished by the next one: a step whose command id the log remembers
is not taken again, and a story whose last step was taken is not even looked at.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

import msgspec

from api.execution.services import Services
from application.kernel.handler import Handler
from application.kernel.ports import DocumentStore, EventStore
from cli.demonstration.cast import offices
from cli.demonstration.papers import PAPERS
from cli.demonstration.semarang import handayani
from cli.demonstration.stories import story_of
from cli.demonstration.story import Step, Story
from domain.assessment.commands import AttachDocument
from domain.scoring.ruleset import Ruleset

AT_ONCE = 64
"""Stories told side by side: enough that many commands share one commit."""

Progress = Callable[[], None]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where the stories are told."""

    handler: Handler
    store: EventStore
    documents: DocumentStore


def target_of(services: Services) -> Target:
    """Return where the server of *services* keeps what is told."""
    return Target(handler=services.handler, store=services.store, documents=services.documents)


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """How many steps the demonstration has, and how many were new this time."""

    steps: int
    told: int


def all_stories(cooperatives: int, rulesets: Mapping[str, Ruleset], today: date) -> Iterator[Story]:
    """Yield the offices, the published case, and so many invented *cooperatives*."""
    yield from offices()
    yield handayani(rulesets)
    for number in range(cooperatives):
        yield story_of(number, rulesets, today)


async def fill(target: Target, stories: Iterable[Story], progress: Progress) -> Filled:
    """Tell *stories*, calling *progress* after each."""
    remaining = iter(stories)
    async with asyncio.TaskGroup() as group:
        tellers = [
            group.create_task(_tell_each(target, remaining, progress)) for _ in range(AT_ONCE)
        ]
    counts = [teller.result() for teller in tellers]
    return Filled(
        steps=sum(count.steps for count in counts), told=sum(count.told for count in counts)
    )


async def _tell_each(target: Target, stories: Iterator[Story], progress: Progress) -> Filled:
    """Tell one story after the other until the tellers have finished them together."""
    steps, told = 0, 0
    for story in stories:
        if not await _is_told(target.store, story, story.steps[-1]):
            told += await _tell(target, story)
        steps += len(story.steps)
        progress()
    return Filled(steps=steps, told=told)


async def _tell(target: Target, story: Story) -> int:
    """Tell *story*, and return how many of its steps were new."""
    begun = await _is_told(target.store, story, story.steps[0])
    told = 0
    for step in story.steps:
        if not (begun and await _is_told(target.store, story, step)):
            await upload_paper(target.documents, step)
            await _take(target.handler, story, step)
            told += 1
    return told


async def upload_paper(documents: DocumentStore, step: Step) -> None:
    """Have whoever takes *step* upload the paper that it attaches."""
    command = step.command
    if isinstance(command, AttachDocument):
        paper = PAPERS[command.document.digest]
        await documents.put(
            paper.content, paper.document.media_type, by=step.actor.account, at=datetime.now(UTC)
        )


async def _is_told(store: EventStore, story: Story, step: Step) -> bool:
    return await store.outcome_of(story.command_id(step)) is not None


async def _take(handler: Handler, story: Story, step: Step) -> None:
    """Take one step; an answer of no is a mistake in the story, so it says where."""
    try:
        await handler.handle(
            step.command,
            actor=step.actor,
            command_id=story.command_id(step),
            effective_on=step.effective_on,
        )
    except Exception as problem:
        problem.add_note(f"In the demonstration: {story.key}, step {step.name}.")
        raise
