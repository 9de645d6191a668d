"""Questions about the law's scoring tables, which are the same for everybody."""

from typing import Annotated

import strawberry

from api.context import Info
from api.describe import answers, takes
from api.rulesets.types import RulesetShown, show_ruleset
from application.ruleset_shelf import find_ruleset


@strawberry.type
class RulesetQueries:
    """The part of Query that is about rulesets."""

    @answers("Every ruleset ever published, by id, the newest version first.")
    async def rulesets(self, info: Info) -> list[RulesetShown]:
        """Read them all."""
        services = info.context.services
        await services.shelf.restock(services.store)
        return [show_ruleset(ruleset) for ruleset in services.shelf.known()]

    @answers("One ruleset by its plain id (its newest version) or by its digest.")
    async def ruleset(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, takes("Its plain id.")] = None,
        digest: Annotated[str | None, takes("Its digest.")] = None,
    ) -> RulesetShown | None:
        """Look one up."""
        services = info.context.services
        found = await find_ruleset(services.store, services.shelf, digest or id or "")
        return show_ruleset(found) if found else None
