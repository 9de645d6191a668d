"""The rulesets that this process has seen, by digest: a digest never changes its text.

Only the text is kept. Whether a version is retired can change at any moment and is
always read from the log.
"""

from collections.abc import Iterable

from application.kernel.ports import EventStore
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.ruleset import RULESET
from domain.ruleset.events import RulesetPublished
from domain.ruleset.state import ruleset_stream
from domain.scoring.digests import is_digest
from domain.scoring.ruleset import Ruleset

_BATCH = 200


PUBLISHED = ("ruleset.published.v1", RulesetPublished.topic)
"""The topics of every version of the event that was ever stored."""


class RulesetCache:
    """A cache without a way to go stale."""

    def __init__(self) -> None:
        self._by_digest: dict[str, Ruleset] = {}
        self._read_up_to = 0
        self._names: dict[str, None] = {}

    def get(self, digest: str) -> Ruleset | None:
        """Return the ruleset named *digest*, None when it was never seen here."""
        return self._by_digest.get(digest)

    @property
    def names(self) -> tuple[str, ...]:
        """The plain names in the order of their first publication, as of the last `restock`."""
        return tuple(self._names)

    def known(self) -> tuple[Ruleset, ...]:
        """Return every ruleset seen here, by id, the newest text of each first."""
        newest_first = tuple(self._by_digest.values())[::-1]
        return tuple(sorted(newest_first, key=lambda ruleset: ruleset.id))

    def keep(self, events: Iterable[Recorded[Event]]) -> None:
        """Remember every ruleset that was published in *events*."""
        for recorded in events:
            if isinstance(recorded.event, RulesetPublished):
                self._by_digest.setdefault(recorded.event.digest, recorded.event.ruleset)

    async def restock(self, store: EventStore) -> None:
        """Read every ruleset published since the last time: the way to one known by digest only.

        Anybody may ask for a digest that there is not, so the log is read through once only.
        """
        after, end = self._read_up_to, await store.last_position()
        while batch := await store.read_log(after=after, limit=_BATCH, topics=PUBLISHED):
            self.keep(batch)
            self._names = {**self._names, **_named(batch)}
            after = batch[-1].position
        self._read_up_to = max(after, end)


def _named(events: Iterable[Recorded[Event]]) -> dict[str, None]:
    rulesets = (each.event for each in events if isinstance(each.event, RulesetPublished))
    return {event.ruleset.id: None for event in rulesets}


async def find_ruleset(store: EventStore, ruleset_cache: RulesetCache, name: str) -> Ruleset | None:
    """Return the ruleset that *name* means: by digest, or the newest version of an id."""
    if is_digest(name):
        if ruleset_cache.get(name) is None:
            await ruleset_cache.restock(store)
        return ruleset_cache.get(name)
    stream = ruleset_stream(name)
    events = (await store.read([stream])).get(stream, ())
    ruleset_cache.keep(events)
    found = RULESET.fold(events).find(name)
    return None if found is None else ruleset_cache.get(found.digest)
