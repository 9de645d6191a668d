"""What may be asked of a ruleset. A published version is never edited."""

import msgspec

from domain.scoring.ruleset import Ruleset


class RulesetCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A wish about the ruleset named *ruleset_id*."""

    ruleset_id: str


class PublishRuleset(RulesetCommand, frozen=True, kw_only=True):
    """Publish a version; the same text twice changes nothing."""

    ruleset: Ruleset


class RetireRuleset(RulesetCommand, frozen=True, kw_only=True):
    """Close a version for new assessments."""

    digest: str
    reason: str
