"""What a decision on an assessment is told besides the state and the command."""

from collections.abc import Mapping
from uuid import UUID

from domain.assessment.refusals import RulesetUnknown
from domain.cooperative.state import UNREGISTERED, Cooperative
from domain.kernel.facts import Facts
from domain.kernel.files import StoredFile
from domain.ruleset.state import Version, Versions
from domain.scoring.ruleset import Ruleset


class AssessmentFacts(Facts, frozen=True, kw_only=True):
    """What exists around the assessment.

    *version* is the ruleset's version, None when there is none by the name *asked*,
    which is an id or a digest. *documents* are the files that the command may name: those
    attached before, and those that the actor uploaded.

    These matter for opening only: *cooperative*, *holder* (the live assessment that counts for
    the same cooperative and year), *what_if_holder* (the live what-if by the same ruleset), and
    *published* (every ruleset, in the order of publication).
    """

    asked: str = ""
    version: Version | None = None
    cooperative: Cooperative = UNREGISTERED
    holder: UUID | None = None
    what_if_holder: UUID | None = None
    published: tuple[Versions, ...] = ()
    documents: Mapping[str, StoredFile] = {}

    @property
    def ruleset(self) -> Ruleset:
        """The rules of the assessment."""
        if self.version is None:
            raise RulesetUnknown(field="ruleset", ruleset=self.asked)
        return self.version.ruleset
