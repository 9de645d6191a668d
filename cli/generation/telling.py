"""What the log would be told: each story decided by the handler, against a log of its own.

Nobody in one story meets anybody of another, so each begins with nothing but the rulesets, and
what its commands write can be put behind what others wrote.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import zip_longest
from operator import attrgetter
from typing import cast
from uuid import UUID, uuid4

from application.kernel.handler import Handler
from application.kernel.ports import DocumentStore, EventStore, Ids, RefusedCommand
from application.scoring.bundled import publish_bundled_rulesets
from application.scoring.ruleset_cache import RulesetCache
from cli.demonstration.every_area import EveryArea
from cli.demonstration.papers import PAPERS
from cli.demonstration.story import Story
from cli.generation.plan import TODAY
from domain.kernel.events import Event
from domain.kernel.files import StoredFile
from domain.kernel.log import Append, Appended, Recorded
from domain.scoring.ruleset import Ruleset

MOMENT = datetime.combine(TODAY, time(), UTC)

Streams = Mapping[UUID, Sequence[Recorded[Event]]]
Wave = list[Append]
"""Commands of different stories: they share no stream, so they can be written together."""


class Notes:
    """The log of one story: what a handler reads of it and writes into it."""

    def __init__(self, known: Streams) -> None:
        self.appends: list[Append] = []
        self._streams = {stream: list(events) for stream, events in known.items()}

    @property
    def streams(self) -> Streams:
        """Everything that was recorded, by stream."""
        return self._streams

    async def append(self, append: Append) -> Appended:
        """Note *append*."""
        self.appends.append(append)
        for new in append.events:
            recorded = Recorded(
                position=len(self.appends),
                stream=new.stream,
                version=new.version,
                topic=new.event.topic,
                event=new.event,
                recorded_at=MOMENT,
                actor=append.actor,
                office=append.office,
                command_id=append.command_id,
                effective_on=append.effective_on,
            )
            self._streams.setdefault(new.stream, []).append(recorded)
        return Appended(position=len(self.appends), outcome=append.outcome)

    async def read(self, streams: Sequence[UUID]) -> Streams:
        """Return the events of each of *streams*."""
        return {stream: self._streams.get(stream, ()) for stream in streams}

    async def read_log(
        self, *, after: int, limit: int, topics: Collection[str]
    ) -> Sequence[Recorded[Event]]:
        """Return at most *limit* events of *topics* after position *after*, in order."""
        found = (each for events in self._streams.values() for each in events)
        fit = (each for each in found if each.position > after and each.topic in topics)
        return sorted(fit, key=attrgetter("position"))[:limit]

    async def last_position(self) -> int:
        """Return where the story stands."""
        return len(self.appends)


class _Clock:
    def now(self) -> datetime:
        return MOMENT


class _Papers:
    """Has the papers of the demonstration, whoever names them."""

    async def uploaded(
        self, digests: Collection[str], *, by: str, at: datetime
    ) -> Mapping[str, StoredFile]:
        del by, at
        papers = (PAPERS[digest].document for digest in digests)
        return {
            each.digest: StoredFile(media_type=each.media_type, size=each.size) for each in papers
        }

    async def keep(self, digests: Collection[str], *, by: str) -> None:
        """They are kept before anybody names them."""


class _Refused:
    async def record(self, refused: RefusedCommand) -> None:
        """Nobody is told; the refusal itself is a mistake in the story."""


class _Origins:
    async def note(self, subject: str, address: str, at: datetime) -> None:
        """Nobody comes from anywhere."""

    async def shared(self, _one: str, _other: str, _at: datetime) -> bool:
        """Say that no two came from one network."""
        return False


class Teller:
    """Tells stories by the rules of *rulesets*."""

    def __init__(self, rulesets: Sequence[Ruleset]) -> None:
        self.rulesets = {ruleset.id: ruleset for ruleset in rulesets}
        self._cache = RulesetCache()
        self._known: Streams = {}

    async def open(self) -> None:
        """Publish the rulesets, which every story finds in its log."""
        notes = Notes({})
        await publish_bundled_rulesets(self._handler(notes), self.rulesets.values())
        self._known = notes.streams

    async def told(self, stories: Iterator[Story]) -> list[Wave]:
        """Return what *stories* write: the first command of each, then the second, and so on."""
        each = [await self._tell(story) for story in stories]
        waves = zip_longest(*each)
        return [[append for append in wave if append is not None] for wave in waves]

    async def _tell(self, story: Story) -> list[Append]:
        notes, ids = Notes(self._known), map(story.command_id, story.steps)
        handler = self._handler(notes, ids.__next__)
        for step in story.steps:
            await handler.handle(step.command, actor=step.actor, effective_on=step.effective_on)
        return notes.appends

    def _handler(self, notes: Notes, ids: Ids = uuid4) -> Handler:
        return Handler(
            cast("EventStore", notes),
            _Clock(),
            cast("DocumentStore", _Papers()),
            areas=EveryArea(),
            refused=_Refused(),
            origins=_Origins(),
            ids=ids,
            ruleset_cache=self._cache,
        )
