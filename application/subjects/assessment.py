"""Use cases of assessments: what they read, and whose case it is.

The case stays with the office that the cooperative belonged to when it was opened, so
everything after opening needs the assessment's own stream and, once a process, the
text of its ruleset.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.scoring.ruleset_cache import is_digest, ruleset_stream
from application.subjects.cooperative import cooperative_of
from application.subjects.ruleset import versions_of
from application.subjects.uniqueness import assessment_key, assessment_key_events
from domain.assessment import commands as ask
from domain.assessment.decisions import decide
from domain.assessment.events import AssessmentOpened
from domain.assessment.facts import AssessmentFacts
from domain.assessment.state import UNOPENED, Assessment, Opened, evolve, held
from domain.cooperative.state import Registered
from domain.ruleset.state import Version

COMMANDS: tuple[type[ask.AssessmentCommand], ...] = (
    ask.EnterStatements,
    ask.EnterLoanData,
    ask.EnterManagementAnswers,
    ask.EnterComponents,
    ask.AttachDocument,
    ask.SubmitAssessment,
    ask.ReturnAssessment,
    ask.GiveRuling,
    ask.RecordAdjustments,
    ask.VerifyAssessment,
    ask.CorrectAssessment,
    ask.VoidAssessment,
    ask.RaiseObjection,
    ask.ResolveObjection,
)
WITH_EVIDENCE = (
    ask.CorrectAssessment,
    ask.VoidAssessment,
    ask.RaiseObjection,
    ask.ResolveObjection,
)


def assessment_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    opening = UseCase(
        command=ask.OpenAssessment,
        subject=_subject,
        reads=_reads_to_open,
        whose=_whose_to_open,
        decide=_open,
        rulesets=_ruleset_named,
        owner="cooperative",
    )
    others: tuple[UseCase[Any], ...] = tuple(
        UseCase(
            command=kind,
            subject=_subject,
            reads=_reads,
            whose=_whose,
            decide=_decide,
            documents=_documents,
        )
        for kind in COMMANDS
    )
    return (opening, *others)


def assessment_of(view: View, assessment: UUID) -> Assessment:
    """Return the assessment as *view* knows it."""
    return view.fold(evolve, UNOPENED, assessment)


def opened_of(view: View, assessment: UUID) -> AssessmentOpened | None:
    """Return how the assessment began, which says everything about whose it is."""
    first = next(iter(view.events(assessment)), None)
    return first.event if first and isinstance(first.event, AssessmentOpened) else None


def _subject(command: ask.AssessmentCommand) -> UUID:
    return command.assessment


# --- Opening ----------------------------------------------------------------------------------


def _ruleset_named(command: ask.OpenAssessment) -> Iterable[str]:
    return (command.ruleset,)


def _ruleset_id(command: ask.OpenAssessment, view: View) -> str:
    """Return the plain name of the ruleset asked for; an unknown digest has none."""
    if not is_digest(command.ruleset):
        return command.ruleset
    ruleset = view.ruleset_cache.get(command.ruleset)
    return ruleset.id if ruleset is not None else ""


def _key_asked(command: ask.OpenAssessment, view: View) -> UUID:
    return assessment_key(command.cooperative, command.book_year, _ruleset_id(command, view))


def _reads_to_open(command: ask.OpenAssessment, view: View) -> Iterable[UUID]:
    return (
        command.assessment,
        command.cooperative,
        ruleset_stream(_ruleset_id(command, view)),
        _key_asked(command, view),
    )


def _whose_to_open(command: ask.OpenAssessment, view: View) -> Sequence[Resource]:
    cooperative = cooperative_of(view, command.cooperative)
    if not isinstance(cooperative, Registered):
        return ()
    area = cooperative.profile.membership_area
    return (Resource(cooperative=command.cooperative, membership_area=area),)


def _open(command: ask.OpenAssessment, view: View) -> Decision:
    facts = AssessmentFacts(
        at=view.at,
        actor=view.actor,
        asked=command.ruleset,
        version=versions_of(view, _ruleset_id(command, view)).find(command.ruleset),
        cooperative=cooperative_of(view, command.cooperative),
        holder=view.fold(held, None, _key_asked(command, view)),
    )
    return _decision(command, view, facts)


# --- Everything after opening -----------------------------------------------------------------


def _reads(command: ask.AssessmentCommand, view: View) -> Iterable[UUID]:
    yield command.assessment
    opened = opened_of(view, command.assessment)
    if opened is None:
        return
    if view.ruleset_cache.get(opened.ruleset) is None:
        yield ruleset_stream(opened.ruleset_id)
    if isinstance(command, ask.VoidAssessment):
        yield assessment_key(opened.cooperative, opened.book_year, opened.ruleset_id)


def _whose(command: ask.AssessmentCommand, view: View) -> Sequence[Resource]:
    opened = opened_of(view, command.assessment)
    if opened is None:
        return ()
    return (Resource(cooperative=opened.cooperative, membership_area=opened.membership_area),)


def _documents(command: ask.AssessmentCommand) -> Iterable[str]:
    if isinstance(command, ask.AttachDocument):
        return (command.document.digest,)
    if isinstance(command, WITH_EVIDENCE):
        return [each.document for each in command.evidence if each.document is not None]
    return ()


def _decide(command: ask.AssessmentCommand, view: View) -> Decision:
    opened = opened_of(view, command.assessment)
    digest = opened.ruleset if opened is not None else ""
    ruleset = view.ruleset_cache.get(digest)
    facts = AssessmentFacts(
        at=view.at,
        actor=view.actor,
        asked=digest,
        version=None if ruleset is None else Version(digest=digest, ruleset=ruleset),
        documents=view.documents,
    )
    return _decision(command, view, facts)


def _decision(command: ask.AssessmentCommand, view: View, facts: AssessmentFacts) -> Decision:
    before = assessment_of(view, command.assessment)
    events = decide(before, command, facts)
    case = before.case if isinstance(before, Opened) else None
    keys = assessment_key_events(view, command.assessment, case, events)
    return Decision(events=(*view.next(command.assessment, events), *keys))
