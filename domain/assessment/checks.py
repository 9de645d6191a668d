"""Questions that several decisions ask before they say yes."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from domain.assessment.amending import answers_in
from domain.assessment.correction_refusals import EvidenceMissing
from domain.assessment.events import Changes, ComponentEntry, Evidence
from domain.assessment.facts import AssessmentFacts
from domain.assessment.refusals import (
    DocumentUnknown,
    OneWayOnly,
)
from domain.assessment.stages import REMEDIES, STAGES, SUBJECT
from domain.assessment.state import Assessment
from domain.kernel.common_refusals import OutOfTurn
from domain.kernel.refusals import Refusal
from domain.kernel.wording import PARAGRAPH, written
from domain.scoring.inputs import check_answers, check_components, check_figures
from domain.scoring.ruleset import Ruleset


def out_of_turn(state: Assessment) -> OutOfTurn:
    """Return the refusal that says where the assessment stands."""
    return OutOfTurn(
        field="assessment",
        subject=SUBJECT,
        state=STAGES[type(state)],
        remedy=REMEDIES[type(state)],
    )


def check_evidence(evidence: Iterable[Evidence], facts: AssessmentFacts) -> list[Refusal]:
    """Check that every piece says something and that its document was uploaded."""
    found: list[Refusal] = []
    for index, each in enumerate(evidence):
        found += written(each.description, f"evidence[{index}].description", PARAGRAPH)
        if each.document is not None and each.document not in facts.documents:
            found.append(DocumentUnknown(field=f"evidence[{index}].document", digest=each.document))
    return found


def check_has_evidence(evidence: tuple[Evidence, ...], facts: AssessmentFacts) -> list[Refusal]:
    """Check that there is evidence at all, and each piece of it."""
    return check_evidence(evidence, facts) if evidence else [EvidenceMissing(field="evidence")]


def check_entry(name: str, entry: ComponentEntry) -> Iterator[Refusal]:
    """Check that a component was entered in exactly one of the four ways."""
    ways = (entry.ratio, entry.yes, entry.value, entry.score)
    count = sum(way is not None for way in ways)
    if count != 1:
        yield OneWayOnly(field=f"components.{name}", name=name, count=count)


def check_direct(
    ruleset: Ruleset, components: Mapping[str, ComponentEntry | None]
) -> list[Refusal]:
    """Check components entered directly; None takes one back, so its key must exist too."""
    given = {name: entry or ComponentEntry(value=Decimal(0)) for name, entry in components.items()}
    doubled = [refusal for name, entry in given.items() for refusal in check_entry(name, entry)]
    return doubled + check_components(
        ruleset,
        ratios={name: each.ratio for name, each in given.items() if each.ratio is not None},
        yes_counts={
            name: Decimal(each.yes) for name, each in given.items() if each.yes is not None
        },
        values={name: each.value for name, each in given.items() if each.value is not None},
        scores={name: each.score for name, each in given.items() if each.score is not None},
    )


def check_changes(ruleset: Ruleset, changes: Changes) -> list[Refusal]:
    """Check every figure, count and component of a correction."""
    return [
        *check_figures(ruleset, changes.figures),
        *check_answers(ruleset, changes.yes_counts, answers_in(changes)),
        *check_direct(ruleset, changes.components),
    ]
