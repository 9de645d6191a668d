"""Whether an assessment may begin.

A book year may be assessed from its first day: offices open the case early and fill it
in as the books close. Years before 1990 are typing mistakes. One ruleset counts for a book year
(`domain.ruleset.counting`); by any other an assessment is a what-if, which needs a reason.
"""

from msgspec import UNSET
from msgspec.structs import replace

from domain.assessment.commands import OpenAssessment
from domain.assessment.events import AssessmentOpened
from domain.assessment.facts import AssessmentFacts
from domain.assessment.key import assessment_key, claim
from domain.assessment.refusals import (
    NO_RULESET,
    AlreadyAssessed,
    KindNotCovered,
    RulesetNotCounting,
    RulesetNotInForce,
    RulesetPartial,
    RulesetRetired,
    RulesetUnknown,
    YearOutOfRange,
)
from domain.assessment.turns import active
from domain.cooperative.state import Active
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.text import Text
from domain.kernel.wording import PARAGRAPH, written
from domain.ruleset.counting import counting, covers
from domain.ruleset.state import Version

FIRST_YEAR = 1990


def open_assessment(command: OpenAssessment, facts: AssessmentFacts) -> Decision:
    """Begin the assessment of an active cooperative by a ruleset that covers its kind."""
    _refuse_year(command, facts)
    cooperative = active(facts.cooperative)
    chosen = _counting(command, cooperative, facts)
    version = _usable(_by_name(facts, chosen))
    _refuse_kind(cooperative, version)
    what_if = _reason(command)
    if what_if is None:
        _refuse_uncounted(command, version, chosen)
    _refuse_second(command, facts)
    opened = AssessmentOpened(
        cooperative=command.cooperative,
        book_year=command.book_year,
        ruleset=version.digest,
        ruleset_id=version.ruleset.id,
        membership_area=cooperative.profile.membership_area,
        what_if=what_if,
    )
    key = assessment_key(
        command.cooperative, command.book_year, version.ruleset.id, what_if=what_if is not None
    )
    return on(command.stream, opened) + claim(key, command.assessment)


def _refuse_year(command: OpenAssessment, facts: AssessmentFacts) -> None:
    year, last = command.book_year, facts.today.year
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


def _counting(
    command: OpenAssessment, cooperative: Active, facts: AssessmentFacts
) -> Version | None:
    """Return the version that counts for the year, in the area, for the kind."""
    profile = cooperative.profile
    return counting(
        facts.published,
        book_year=command.book_year,
        kind=profile.kind.value,
        area=profile.membership_area,
    )


def _by_name(facts: AssessmentFacts, chosen: Version | None) -> AssessmentFacts:
    """Take the counting version where its plain name was asked for, also when newer ones are."""
    if chosen is not None and facts.asked == chosen.ruleset.id:
        return replace(facts, version=chosen)
    return facts


def _reason(command: OpenAssessment) -> str | None:
    """Return why the score shall not count, None when it shall."""
    if command.what_if_reason is UNSET:
        return None
    refuse_all(written(command.what_if_reason, "whatIfReason", PARAGRAPH))
    return command.what_if_reason


def _refuse_uncounted(command: OpenAssessment, version: Version, chosen: Version | None) -> None:
    """Refuse a ruleset that does not cover the year, or beside which another one counts."""
    year, ruleset = command.book_year, version.ruleset
    other = NO_RULESET if chosen is None else Text(chosen.ruleset.id, chosen.ruleset.id)
    if not covers(ruleset, year):
        raise RulesetNotInForce(field="ruleset", ruleset=ruleset.id, year=year, other=other)
    if chosen is None or chosen.digest != version.digest:
        raise RulesetNotCounting(field="ruleset", ruleset=ruleset.id, year=year, other=other)


def _refuse_second(command: OpenAssessment, facts: AssessmentFacts) -> None:
    """Refuse a second assessment that counts for the year, or a second what-if of the ruleset."""
    counts = command.what_if_reason is UNSET
    holder = facts.holder if counts else facts.what_if_holder
    if holder is not None:
        raise AlreadyAssessed(
            field="bookYear",
            year=command.book_year,
            assessment=holder,
        )
