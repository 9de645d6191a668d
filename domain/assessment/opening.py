"""Whether an assessment may begin.

A book year may be assessed from its first day: offices open the case early and fill it
in as the books close. Years before 1990 are typing mistakes.
"""

from domain.assessment.commands import OpenAssessment
from domain.assessment.events import AssessmentOpened
from domain.assessment.facts import AssessmentFacts
from domain.assessment.key import assessment_key, claim
from domain.assessment.refusals import (
    AlreadyAssessed,
    KindNotCovered,
    RulesetPartial,
    RulesetRetired,
    RulesetUnknown,
    YearOutOfRange,
)
from domain.assessment.turns import active
from domain.cooperative.state import Active
from domain.kernel.decider import Decision, on
from domain.ruleset.state import Version

FIRST_YEAR = 1990


def open_assessment(command: OpenAssessment, facts: AssessmentFacts) -> Decision:
    """Begin the assessment of an active cooperative by a ruleset that covers its kind."""
    _refuse_year(command, facts)
    version = _usable(facts)
    cooperative = active(facts.cooperative)
    _refuse_kind(cooperative, version)
    _refuse_second(command, version, facts)
    key = assessment_key(command.cooperative, command.book_year, version.ruleset.id)
    opened = AssessmentOpened(
        cooperative=command.cooperative,
        book_year=command.book_year,
        ruleset=version.digest,
        ruleset_id=version.ruleset.id,
        membership_area=cooperative.profile.membership_area,
    )
    return on(command.stream, opened) + claim(key, command.assessment)


def _refuse_year(command: OpenAssessment, facts: AssessmentFacts) -> None:
    year, last = command.book_year, facts.at.year
    if not FIRST_YEAR <= year <= last:
        raise YearOutOfRange(field="bookYear", year=year, first=FIRST_YEAR, last=last)


def _usable(facts: AssessmentFacts) -> Version:
    version = facts.version
    if version is None:
        raise RulesetUnknown(field="ruleset", ruleset=facts.asked)
    if version.retired:
        raise RulesetRetired(field="ruleset", ruleset=version.ruleset.id)
    if version.ruleset.partial:
        raise RulesetPartial(field="ruleset", ruleset=version.ruleset.id)
    return version


def _refuse_kind(cooperative: Active, version: Version) -> None:
    ruleset, kind = version.ruleset, cooperative.profile.kind
    if kind not in ruleset.applies_to:
        kinds = ", ".join(ruleset.applies_to)
        raise KindNotCovered(field="ruleset", ruleset=ruleset.id, kind=kind.value, kinds=kinds)


def _refuse_second(command: OpenAssessment, version: Version, facts: AssessmentFacts) -> None:
    if facts.holder is not None:
        raise AlreadyAssessed(
            field="bookYear",
            year=command.book_year,
            ruleset=version.ruleset.id,
            assessment=facts.holder,
        )
