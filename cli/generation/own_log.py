"""Whether a log may take a nation: an empty one, or one that holds the beginning of the same."""

from application.kernel.ports import EventStore
from application.scoring.ruleset_cache import PUBLISHED
from cli.generation.plan import Plan
from domain.area.events import AreaCodesLoaded
from infrastructure.settings.problems import CannotStart

INSTALLATION = frozenset((*PUBLISHED, AreaCodesLoaded.topic))
#: More than a first start ever writes.
LOOKED_AT = 100


class LogInUse(CannotStart):
    """The log holds what was not generated, or another nation."""


async def refuse_others(store: EventStore, plan: Plan) -> None:
    """Raise `LogInUse` unless the log is empty or holds something of *plan*.

    What a first start writes, the rulesets and the list of areas, is nobody's work.
    """
    if await store.outcome_of(plan.first_command(0)) is not None:
        return
    for recorded in await store.read_log(after=0, limit=LOOKED_AT):
        if recorded.topic not in INSTALLATION:
            raise LogInUse(
                f"The log holds other data (position {recorded.position}: {recorded.topic}); "
                "nothing was written. Name an empty folder by --data-dir or an empty database by "
                "SOKOGURU_DATABASE_URL, or repeat the --cooperatives, --years and --seed that "
                "this log was begun with."
            )
