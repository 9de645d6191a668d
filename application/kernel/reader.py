"""What one attempt at a command reads: streams, which areas exist, what was uploaded.

There is one reader per attempt. A stream that it read keeps its version, at which the decision
will be appended: whoever writes to the stream in between makes the append a conflict, and the
command is decided again with a new reader.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from application.authorisation import Resource
from application.kernel.ports import Areas, DocumentStore, EventStore, Origins
from application.scoring.ruleset_cache import RulesetCache
from domain.kernel.actors import Actor
from domain.kernel.days import day_counted
from domain.kernel.decider import Decision, Fold
from domain.kernel.events import Event
from domain.kernel.files import StoredFile
from domain.kernel.log import NewEvent, Recorded
from domain.kernel.time_zones import TimeZone, day_in, zone_of_area
from domain.office.state import office_stream
from domain.office.time_zones import Zones, zone_then, zones_of_office
from domain.ruleset.state import ruleset_stream
from domain.scoring.ruleset import Ruleset

S = TypeVar("S")
E = TypeVar("E", bound=Event)


class Reader:
    """Reads for *actor*, who asks at the moment *at* (aware, UTC)."""

    def __init__(
        self,
        store: EventStore,
        *,
        at: datetime,
        actor: Actor,
        areas: Areas,
        documents: DocumentStore,
        rulesets: RulesetCache,
        origins: Origins,
    ) -> None:
        self.at = at
        self.actor = actor
        self._store = store
        self._areas = areas
        self._documents = documents
        self._rulesets = rulesets
        self._origins = origins
        self._named: set[str] = set()
        self._streams: dict[UUID, Sequence[Recorded[Event]]] = {}
        self._zones: dict[str, Zones] = {}

    async def read(self, *streams: UUID | None) -> None:
        """Read *streams* in one round trip; None is a stream that the command does not name.

        A second call belongs where one stream names the next, and nowhere else. What was
        read is not read again. The first call reads the actor's office as well, which says
        what day it is.
        """
        own = office_stream(self.actor.office) if self.actor.office is not None else None
        wanted = {stream for stream in (*streams, own) if stream is not None} - self._streams.keys()
        read = await self._store.read(sorted(wanted)) if wanted else {}
        for stream in wanted:
            self._streams[stream] = read.get(stream, ())
            self._rulesets.keep(self._streams[stream])

    def fold(self, fold: Fold[S, E], stream: UUID | None) -> S:
        """Return what the events of *stream*, which was read, add up to; None has no events."""
        return fold.initial if stream is None else fold.fold(self._streams[stream])

    def version(self, stream: UUID) -> int:
        """Return the version of *stream*, which was read; 0 when it has no events.

        Nobody decides about a stream unseen: one that was not read is a `KeyError`.
        """
        return len(self._streams[stream])

    def zone(self, thing: Resource) -> TimeZone:
        """Return the zone of the office that acts on *thing*.

        Who acts for no office goes by the office that *thing* is of, or by its area; where
        there is neither, the ministry's clock counts.
        """
        if self.actor.office is None:
            return self._zone_of(thing.office, thing.membership_area)
        return self._zone_of(self.actor.office, self.actor.territory)

    async def last_day(self, stream: UUID, thing: Resource) -> date | None:
        """Return the latest day from which an event of *stream*, which was read, counts.

        An event without a stated day counts from the day of the office that decided, as its
        clock was then; *thing* is what the stream is about.
        """
        events = self._streams[stream]
        offices = {thing.office, *(each.office for each in events)} - {None}
        await self.read(*(office_stream(str(code)) for code in offices))
        area = thing.membership_area
        days = (
            day_counted(
                each.effective_on,
                each.recorded_at,
                self._zone_of(each.office or thing.office, area, before=each.position),
            )
            for each in events
        )
        return max(days, default=None)

    def _zone_of(
        self, office: str | None, area: str | None, *, before: int | None = None
    ) -> TimeZone:
        """Return the zone of *office*, if it was read and exists, or else of *area*."""
        if office is None or office_stream(office) not in self._streams:
            return zone_of_area(area)
        if office not in self._zones:
            self._zones[office] = zones_of_office(self._streams[office_stream(office)])
        return zone_then(self._zones[office], before) or zone_of_area(area)

    def numbered(self, decision: Decision) -> Sequence[NewEvent]:
        """Return the events of *decision* with the versions that they shall get."""
        versions: dict[UUID, int] = {}
        events = []
        for pending in decision.events:
            before = versions.get(pending.stream, self.version(pending.stream))
            versions[pending.stream] = before + 1
            events.append(NewEvent(pending.stream, before + 1, pending.event))
        return events

    async def areas(self, codes: Collection[str]) -> frozenset[str]:
        """Return those of *codes* that are areas today: on the day of whoever asks for them."""
        if not codes:
            return frozenset()
        today = day_in(self.at, self.zone(Resource(membership_area=min(codes))))
        return await self._areas.known(set(codes), today)

    async def living_below(self, code: str, day: date) -> frozenset[str]:
        """Return the areas one level below *code* that are in force on *day* and later."""
        return await self._areas.living_below(code, day)

    async def seen_by_no_other(self, office: str, keeping: str | None = None) -> int:
        """Return how many cooperatives and cases only *office* sees, outside of *keeping*."""
        return await self._areas.seen_by_no_other(office, keeping)

    async def shares_origin(self, stream: UUID) -> bool:
        """Say whether what *stream* tells of came from where the actor works."""
        return await self._origins.shared(str(stream), self.actor.account, self.at)

    async def uploads(self, digests: Collection[str]) -> Mapping[str, StoredFile]:
        """Return those of *digests* that the actor uploaded; anybody else's name nothing."""
        if digests:
            found = await self._documents.uploaded(set(digests), by=self.actor.account, at=self.at)
            self._named.update(found)
            return found
        return {}

    async def keep_uploads(self) -> None:
        """Keep the uploads that were asked for, before an event names them."""
        if self._named:
            await self._documents.keep(self._named, by=self.actor.account)

    async def ruleset_names(self) -> Sequence[str]:
        """Return the plain name of every ruleset, in the order of their first publication."""
        await self._rulesets.restock(self._store)
        return self._rulesets.names

    async def ruleset(self, digest: str, ruleset_id: str | None = None) -> Ruleset | None:
        """Return the ruleset named *digest*, None when the log holds no such text.

        A process reads each text once. *ruleset_id* says in which stream it must be, where
        that is known; otherwise everything published since the last time is looked through.
        """
        if self._rulesets.get(digest) is None and ruleset_id is not None:
            await self.read(ruleset_stream(ruleset_id))
        elif self._rulesets.get(digest) is None:
            await self._rulesets.restock(self._store)
        return self._rulesets.get(digest)
