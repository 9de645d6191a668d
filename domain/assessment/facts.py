"""What a decision on an assessment is told besides the state and the command."""

from collections.abc import Mapping
from uuid import UUID

from domain.assessment.refusals import RulesetUnknown
from domain.cooperative.state import UNREGISTERED, Cooperative
from domain.kernel.facts import Facts
from domain.kernel.files import StoredFile
from domain.ruleset.state import Version
from domain.scoring.ruleset import Ruleset


class AssessmentFacts(Facts, frozen=True, kw_only=True):
    """What exists around the assessment.

    *version* is the ruleset's version, None when there is none by the name *asked*,
    which is an id or a digest. *cooperative* and
    *holder* (the live assessment of the same cooperative, year and ruleset) matter
    for opening only. *documents* are the files that the command may name: those attached
    before, and those that the actor uploaded.
    """

    asked: str = ""
    version: Version | None = None
    cooperative: Cooperative = UNREGISTERED
    holder: UUID | None = None
    documents: Mapping[str, StoredFile] = {}

    @property
    def ruleset(self) -> Ruleset:
        """The rules of the assessment."""
        if self.version is None:
            raise RulesetUnknown(field="ruleset", ruleset=self.asked)
        return self.version.ruleset
