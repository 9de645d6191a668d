"""Publishing a ruleset: a mistake in a published one is mended by publishing another."""

import strawberry

from api.mutations.declared import builds
from api.mutations.fields import required
from api.mutations.inputs import CommandInput
from api.mutations.reading import Reading
from api.ruleset.result import RESULT
from domain.kernel.refusals import Refusal, Refusals
from domain.ruleset import commands
from domain.scoring.ruleset import Ruleset
from domain.scoring.rulesets import read_ruleset


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
