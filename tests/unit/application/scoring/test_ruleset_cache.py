"""What a process has seen of the law's tables it does not read again."""

from collections.abc import Sequence

from msgspec.structs import replace

from application.scoring.ruleset_cache import PUBLISHED, RulesetCache, find_ruleset
from domain.kernel.actors import SYSTEM
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.ruleset.commands import PublishRuleset
from domain.ruleset.events import RulesetPublished
from domain.scoring.digests import digest
from infrastructure.mapper import Mapper
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office
from tests.unit.domain.scoring.rules import SEMARANG

NEWER = replace(SEMARANG, id="semarang-2016")


def test_rulesets_of_every_version_are_found() -> None:
    """Those that were published before rulesets had a territory are in use still."""
    assert set(PUBLISHED) == set(Mapper().topics_of(RulesetPublished))


class CountedLog(MemoryEventStore):
    """A log that remembers which of its events it was asked for last."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.log = office.store.log
        self.looked_at: list[int] = []

    async def read_log(
        self, *, after: int, limit: int, topics: Sequence[str] = ()
    ) -> Sequence[Recorded[Event]]:
        """Read, and remember how many events there were to look through."""
        self.looked_at.append(len(self.log) - after)
        return await super().read_log(after=after, limit=limit, topics=topics)


async def test_an_unknown_digest_makes_nobody_read_the_whole_log_twice(office: Office) -> None:
    """Whoever asks again for a digest that there is not costs a look at the end of the log."""
    log, ruleset_cache = CountedLog(office), RulesetCache()
    assert await find_ruleset(log, ruleset_cache, "sha256:none") is None
    assert log.looked_at[0] == len(log.log)
    log.looked_at.clear()
    assert await find_ruleset(log, ruleset_cache, "sha256:none") is None
    assert log.looked_at == [0]


async def test_what_was_published_since_is_found(office: Office) -> None:
    """A ruleset that another process published after the first look is there at the next."""
    log, ruleset_cache = CountedLog(office), RulesetCache()
    await ruleset_cache.restock(log)
    before = ruleset_cache.known()
    await office.handler.handle(PublishRuleset(ruleset_id=NEWER.id, ruleset=NEWER), actor=SYSTEM)
    assert await find_ruleset(log, ruleset_cache, digest(NEWER)) == NEWER
    assert len(ruleset_cache.known()) == len(before) + 1
