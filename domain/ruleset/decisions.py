"""Publishing and retiring a ruleset. What is published never changes.

Publishing the same text again is no mistake and no event: every start of the server
publishes the bundled rulesets, and only the first start leaves a trace.
"""

from typing import assert_never

from domain.kernel.area_codes import well_formed
from domain.kernel.days import out_of_range
from domain.kernel.decider import NOTHING, Decision, on
from domain.kernel.facts import Facts
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.text import Text
from domain.kernel.wording import PARAGRAPH, written
from domain.ruleset.commands import PublishRuleset, RetireRuleset, RulesetCommand
from domain.ruleset.events import RulesetPublished, RulesetRetired
from domain.ruleset.refusals import (
    AlreadyRetired,
    DigestUnknown,
    NameMismatch,
    RulesetUnsound,
    VersionTaken,
)
from domain.ruleset.state import Versions
from domain.ruleset.texts import unwritable
from domain.scoring.check import blocks, check
from domain.scoring.digests import digest
from domain.scoring.ruleset import Ruleset


def decide(state: Versions, command: RulesetCommand, facts: Facts) -> Decision:
    """Answer *command* with the events it makes true, or raise what refuses it."""
    match command:
        case PublishRuleset():
            return publish(state, command)
        case RetireRuleset():
            return retire(state, command, facts)
        case _:
            assert_never(command)


def publish(state: Versions, command: PublishRuleset) -> Decision:
    """Publish a text whose structure is sound."""
    ruleset = command.ruleset
    if command.ruleset_id != ruleset.id:
        raise NameMismatch(field="rulesetId", own=ruleset.id, given=command.ruleset_id)
    name = digest(ruleset)
    if name in state.by_digest:
        return NOTHING
    refuse_all(
        [
            *unwritable(ruleset),
            *out_of_range(ruleset.valid_from, "ruleset.valid_from"),
            *out_of_range(ruleset.valid_to, "ruleset.valid_to"),
            *_misplaced(ruleset),
            *_unsound(ruleset),
            *_taken(state, ruleset),
        ]
    )
    return on(command.stream, RulesetPublished(digest=name, ruleset=ruleset))


def _unsound(ruleset: Ruleset) -> list[Refusal]:
    return [
        RulesetUnsound(field="ruleset", place=finding.place, finding=finding.text)
        for finding in blocks(check(ruleset))
    ]


def _misplaced(ruleset: Ruleset) -> list[Refusal]:
    if well_formed(ruleset.territory):
        return []
    shape = Text("Bukan kode wilayah.", "This is no area code.")
    return [RulesetUnsound(field="ruleset", place="territory", finding=shape)]


def _taken(state: Versions, ruleset: Ruleset) -> list[Refusal]:
    published = {version.ruleset.version for version in state.by_digest.values()}
    if ruleset.version not in published:
        return []
    return [VersionTaken(field="ruleset", ruleset=ruleset.id, version=ruleset.version)]


def retire(state: Versions, command: RetireRuleset, facts: Facts) -> Decision:
    """Close a version for new assessments; what was scored by it stays scored."""
    version = state.by_digest.get(command.digest)
    if version is None:
        raise DigestUnknown(field="digest", ruleset=command.ruleset_id, digest=command.digest)
    if version.retired:
        raise AlreadyRetired(field="digest")
    refuse_all(written(command.reason, "reason", PARAGRAPH))
    retired = RulesetRetired(digest=command.digest, reason=command.reason, retired_on=facts.today)
    return on(command.stream, retired)
