"""What may be asked of a ruleset. A published version is never edited."""

from typing import ClassVar
from uuid import UUID

from domain.kernel.commands import Command
from domain.ruleset.state import ruleset_stream
from domain.scoring.ruleset import Ruleset


class AboutRuleset(Command, frozen=True, kw_only=True):
    """A wish about the ruleset named *ruleset_id*."""

    names: ClassVar[str] = "ruleset_id"
    ruleset_id: str

    @property
    def stream(self) -> UUID:
        """The stream of the ruleset's plain name, all its versions."""
        return ruleset_stream(self.ruleset_id)


class PublishRuleset(AboutRuleset, frozen=True, kw_only=True):
    """Publish a version; the same text twice changes nothing."""

    ruleset: Ruleset


class RetireRuleset(AboutRuleset, frozen=True, kw_only=True):
    """Close a version for new assessments."""

    digest: str
    reason: str


RulesetCommand = PublishRuleset | RetireRuleset
