"""Publishing a ruleset: a mistake in a published one is mended by publishing another."""

from typing import Annotated

import strawberry

from api.building.describe import Given, attribute, mutation, object_type, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.pipeline import CommandInput, Refused, perform
from api.ruleset.types import RulesetShown
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from domain.ruleset.commands import PublishRuleset
from domain.scoring.digests import digest
from domain.scoring.ruleset import Ruleset
from domain.scoring.rulesets import read_ruleset


@strawberry.input(description="A ruleset to publish.")
class PublishRulesetInput(CommandInput):
    """Publication."""

    document: str = attribute("The whole ruleset as JSON, as docs/rulesets.md describes it.")

    def command(self) -> PublishRuleset:
        """Return the command."""
        ruleset = read_ruleset(self.document.encode())
        return PublishRuleset(ruleset_id=ruleset.id, ruleset=ruleset)


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class RulesetDone:
    """Success of a mutation on a ruleset."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    digest: str = attribute("The name by which scores will cite it.")

    @query("The ruleset as published.", shows=RulesetShown)
    async def ruleset(self, info: Info) -> Ruleset:
        """Load the ruleset."""
        return await info.context.loaders.ruleset(self.digest)


RulesetResult = Annotated[
    RulesetDone | Refused,
    strawberry.union("RulesetResult", description="What came of a command on a ruleset."),
]


@strawberry.type
class RulesetMutations:
    """The part of Mutation that is about rulesets."""

    @mutation("Publish a ruleset. Officers of the ministry.")
    async def publish_ruleset(self, info: Info, input: Given[PublishRulesetInput]) -> RulesetResult:
        """Publish."""

        def published(done: Done) -> RulesetDone:
            named = digest(input.command().ruleset)
            return RulesetDone(position=Position(done.position), digest=named)

        return await perform(info.context, input, input.command, published)
