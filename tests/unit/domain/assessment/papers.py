"""The assessments that the tests of this folder talk about.

By scores: KPRI Handayani 2015, whose 22 published scores make 81.50, SEHAT. By figures:
the case that is calculated by hand under 14/2009, 80.15, SEHAT.
"""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from domain.assessment import ASSESSMENT
from domain.assessment.events import (
    AssessmentKeyClaimed,
    AssessmentKeyReleased,
    AssessmentOpened,
    AssessmentScored,
    AssessmentSubmitted,
    AssessmentVerified,
    ComponentEntry,
    ComponentsEntered,
    Evidence,
    LoanDataEntered,
    ManagementAnswersEntered,
    ScoreChangeKind,
    StatementsEntered,
)
from domain.assessment.facts import AssessmentFacts
from domain.assessment.key import assessment_key
from domain.assessment.scoring import score_paper
from domain.cooperative.state import Active
from domain.kernel.decider import PendingEvent
from domain.kernel.files import StoredFile
from domain.ruleset.state import Version, Versions
from domain.scoring.digests import digest
from domain.scoring.document import ScoreDocument
from domain.scoring.ruleset import Ruleset
from tests.support.given import NOW, OFFICER, OPERATOR, By, Given, by, on
from tests.unit.domain.cooperative.papers import HANDAYANI, LOCATION, PROFILE
from tests.unit.domain.scoring import test_published_case
from tests.unit.domain.scoring.rules import OF_2009, SEMARANG
from tests.unit.domain.scoring.test_full_case_by_figures import MILLIONS, YES

COOPERATIVE = HANDAYANI
CASE = UUID(int=70)
LETTER = Evidence(description="Surat koperasi 12/2016")
FIGURES = {name: Decimal(amount) * 1_000_000 for name, amount in MILLIONS.items()}
LOANS = {name: FIGURES[name] for name in ("kurang_lancar", "diragukan", "macet")}
COMPONENTS: Mapping[str, ComponentEntry | None] = {
    key: ComponentEntry(score=Decimal(score))
    for key, score in test_published_case.HANDAYANI.items()
}
ACTIVE = Active(profile=PROFILE, location=LOCATION, registered_by="guest")


def under(ruleset: Ruleset) -> tuple[AssessmentOpened, Given]:
    """Return how an assessment under *ruleset* begins, and the subject before it."""
    version = Version(digest=digest(ruleset), ruleset=ruleset)
    opened = AssessmentOpened(
        cooperative=COOPERATIVE,
        book_year=2015,
        ruleset=version.digest,
        ruleset_id=ruleset.id,
        membership_area="33.74",
    )
    facts = AssessmentFacts(
        at=NOW,
        actor=OFFICER,
        version=version,
        published=(Versions(by_digest={version.digest: version}),),
        cooperative=ACTIVE,
        documents={"sha256:scan": StoredFile(media_type="application/pdf", size=9)},
    )
    return opened, Given(ASSESSMENT, facts)


opened, unopened = under(SEMARANG)
opened_2009, unopened_2009 = under(OF_2009)

by_scores = ComponentsEntered(components=COMPONENTS)
by_figures = (
    StatementsEntered(figures={k: v for k, v in FIGURES.items() if k not in LOANS}),
    LoanDataEntered(figures=LOANS),
    ManagementAnswersEntered(yes_counts=YES),
)
submitted = AssessmentSubmitted(submission=1)
verified = AssessmentVerified(submission=1)

draft = unopened.given(opened)
filled = draft.given(by_scores)
handed_in = filled.given(*by(OPERATOR, submitted))


def claimed(book_year: int = 2015, ruleset_id: str = "semarang-2015") -> PendingEvent:
    """Return the claim of the place in the year, in the place's own stream."""
    key = assessment_key(COOPERATIVE, book_year, ruleset_id)
    return on(key, AssessmentKeyClaimed(assessment=CASE))


def released() -> PendingEvent:
    """Return the release of the place in the year, in the place's own stream."""
    key = assessment_key(COOPERATIVE, 2015, "semarang-2015")
    return on(key, AssessmentKeyReleased(assessment=CASE))


def entered(**components: ComponentEntry | None) -> ComponentsEntered:
    """Return an officer's direct entries; a key is written ``c_1a``."""
    return ComponentsEntered(
        components={key.removeprefix("c_"): entry for key, entry in components.items()}
    )


def document(subject: Given, ruleset: Ruleset = SEMARANG) -> ScoreDocument:
    """Return the score that *subject* earns as it stands."""
    found = score_paper(subject.state.paper, ruleset).document
    assert found is not None
    return found


def scored(subject: Given, ruleset: Ruleset = SEMARANG) -> AssessmentScored:
    """Return the event of the first score of *subject*."""
    return AssessmentScored(kind=ScoreChangeKind.SCORED, document=document(subject, ruleset))


def published(subject: Given, ruleset: Ruleset = SEMARANG) -> Given:
    """Return *subject*, handed in, after somebody verified it."""
    return subject.given(verified, scored(subject, ruleset))


def verified_by_officer(subject: Given) -> Given:
    """Return *subject* after the officer who acts in these tests verified it."""
    events: tuple[By, ...] = by(OFFICER, verified, scored(subject))
    return subject.given(*events)


def figures_case() -> Given:
    """Return the case by figures, handed in."""
    return unopened_2009.given(opened_2009, *by_figures, submitted)


def with_ratio_9() -> Given:
    """Return the published case with a ratio of 9 for 1c, which two rows claim."""
    overlap = entered(c_1c=ComponentEntry(ratio=Decimal(9)))
    return filled.given(overlap, *by(OPERATOR, submitted))


def changed_kind(kind: str) -> Active:
    """Return the cooperative as one of another *kind*."""
    return replace(ACTIVE, profile=replace(PROFILE, kind=kind))
