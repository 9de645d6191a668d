"""What can happen to a ruleset: it is published, whole, and later retired."""

from datetime import date
from typing import ClassVar

from domain.kernel.events import Event
from domain.scoring.ruleset import Ruleset


class RulesetPublished(Event, frozen=True, kw_only=True):
    """*ruleset* may be used from now on, named by its *digest*.

    The event holds the full text: scoring and replay need nothing but the log.
    """

    topic: ClassVar[str] = "ruleset.published.v2"
    digest: str
    ruleset: Ruleset


class RulesetRetired(Event, frozen=True, kw_only=True):
    """No new assessment may use the version *digest*; old ones stay as they are."""

    topic: ClassVar[str] = "ruleset.retired.v1"
    digest: str
    reason: str
    retired_on: date | None = None


RulesetEvent = RulesetPublished | RulesetRetired
