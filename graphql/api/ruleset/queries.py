"""Questions about the law's scoring tables, which are the same for everybody."""

from typing import Annotated

import strawberry

from api.building.asked import one_of, said
from api.building.describe import argument, query
from api.execution.context import Info
from api.ruleset.types import RulesetShown
from application.authorisation.table import ANYBODY
from application.scoring.ruleset_cache import find_ruleset
from domain.scoring.ruleset import Ruleset


@strawberry.type
class RulesetQueries:
    """The part of Query that is about rulesets."""

    @query(
        "Every ruleset ever published, by id, the newest version first.",
        right=ANYBODY,
        shows=list[RulesetShown],
    )
    async def rulesets(self, info: Info) -> tuple[Ruleset, ...]:
        """Read them all."""
        services = info.context.services
        await services.ruleset_cache.restock(services.store)
        return services.ruleset_cache.known()

    @query(
        "One ruleset by its plain id (its newest version) or by its digest.",
        right=ANYBODY,
        shows=RulesetShown | None,
    )
    async def ruleset(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, argument("Its plain id.")] = None,
        digest: Annotated[str | None, argument("Its digest.")] = None,
    ) -> Ruleset | None:
        """Look one up."""
        one_of(id=id, digest=digest)
        name = said(id, "id") if id is not None else said(digest or "", "digest")
        services = info.context.services
        return await find_ruleset(services.store, services.ruleset_cache, name)
