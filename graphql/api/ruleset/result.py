"""What mutations on a ruleset answer."""

from typing import Annotated

import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.ruleset.types import RulesetShown
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from domain.ruleset import commands
from domain.scoring.digests import digest
from domain.scoring.ruleset import Ruleset


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class RulesetDone(Success):
    """Success of a mutation on a ruleset."""

    digest: str = attribute("The name by which scores will cite it.")

    @query("The ruleset as published.", shows=RulesetShown)
    async def ruleset(self, info: Info) -> Ruleset:
        """Load the ruleset."""
        return await info.context.loaders.ruleset(self.digest)


def _show(command: commands.PublishRuleset, done: Done) -> RulesetDone:
    return RulesetDone(
        position=Position(done.position),
        repeated=done.repeated,
        digest=digest(command.ruleset),
    )


RESULT = Result(
    Annotated[
        RulesetDone | Refused,
        strawberry.union("RulesetResult", description="What came of a command on a ruleset."),
    ],
    _show,
)
