"""Publishing the rulesets that come with the program, at every start.

The first start writes them into the log; every later one finds them there and changes
nothing, so any number of servers may do it side by side.
"""

from collections.abc import Iterable

from application.kernel.handler import Done, Handler
from domain.kernel.actors import SYSTEM, Actor
from domain.ruleset.commands import PublishRuleset
from domain.scoring.ruleset import Ruleset


async def publish_bundled_rulesets(
    handler: Handler, rulesets: Iterable[Ruleset], *, actor: Actor = SYSTEM
) -> tuple[Done, ...]:
    """Publish each of *rulesets* that the log does not hold yet."""
    return tuple(
        [
            await handler.handle(
                PublishRuleset(ruleset_id=ruleset.id, ruleset=ruleset), actor=actor
            )
            for ruleset in rulesets
        ]
    )
