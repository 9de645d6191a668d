"""Publishing a ruleset: a mistake in a published one is mended by publishing another."""

from typing import Annotated

import strawberry

from api.building.describe import attribute, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.declared import builds
from api.mutations.fields import required
from api.mutations.inputs import CommandInput
from api.mutations.reading import Reading
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.ruleset.types import RulesetShown, show_ruleset
from application.kernel.handler import Done
from domain.kernel.refusals import Refusal, Refusals
from domain.ruleset import commands
from domain.scoring.digests import digest
from domain.scoring.ruleset import Ruleset
from domain.scoring.rulesets import read_ruleset


@strawberry.type(description="The command was carried out.")
class RulesetDone(Success):
    """Success of a mutation on a ruleset."""

    digest: str = attribute("The name by which scores will cite it.")

    @query("The ruleset as published.")
    async def ruleset(self, info: Info) -> RulesetShown:
        """Load the ruleset."""
        return show_ruleset(await info.context.loaders.ruleset(self.digest))


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


def ruleset_in(document: str, _reading: Reading, _field: str) -> Ruleset:
    """Read a whole ruleset."""
    return read_ruleset(document.encode())


def id_in(document: str, _reading: Reading, _field: str) -> str:
    """Read its id; what is wrong with the document is told by `ruleset_in`."""
    try:
        return read_ruleset(document.encode()).id
    except (Refusal, Refusals):
        return ""


@strawberry.input(description="A ruleset to publish.")
class PublishRulesetInput(CommandInput):
    """Publication."""

    document: str = required(
        "The whole ruleset as JSON, as docs/rulesets.md describes it.",
        into={"ruleset": ruleset_in, "ruleset_id": id_in},
    )


publish_ruleset = builds(
    commands.PublishRuleset,
    PublishRulesetInput,
    RESULT,
    "Publish a ruleset. Officers of the ministry.",
)
