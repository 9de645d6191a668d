"""An assessment: how far it is, what was entered, what it scored and what is to be mended."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import strawberry
from msgspec.structs import asdict

from api.assessment.entered import Entered, show_entered
from api.building.as_of import AsOf, position_of
from api.building.describe import attribute, object_type, query
from api.building.rights import scope_of
from api.building.scalars import AreaCode, Position
from api.edges import OfAssessment
from api.execution.context import Info
from api.names import account_name, area_name
from api.relay.accounts import account, account_if_any
from api.relay.node_types import Node, node_type
from api.relay.nodes import opaque
from api.ruleset.types import RulesetShown
from application.authorisation.table import CASES, WITH_ITS_ROW
from domain.assessment.events import Document as DocumentKept
from domain.scoring.predicates import Predicate as PredicateCode
from domain.scoring.ruleset import Ruleset
from projections.views.assessments.entries import entered
from projections.views.assessments.questions import AssessmentRow, AssessmentState


@object_type("What an officer wants mended.", right=WITH_ITS_ROW)
class Finding:
    """A finding of the last return."""

    item: str = attribute("The figure, component or document.")
    text: str = attribute("What is wrong with it.")
    due: date | None = attribute("By when it should be mended.")


class AttachedDocument(DocumentKept, frozen=True, kw_only=True):
    """A document of the assessment with the id *assessment*."""

    assessment: UUID


@object_type("A supporting document.", right=WITH_ITS_ROW)
class Document:
    """A file kept beside the log."""

    digest: str = attribute("SHA-256 of its bytes.")
    name: str = attribute("File name, as given by whoever attached it.")
    media_type: str = attribute("What sort of file it is.")
    size: int = attribute("Bytes.")
    kind: str = attribute("What it is in this assessment.")

    @query("Where to GET it, with the same token.")
    @staticmethod
    def path(root: strawberry.Parent[AttachedDocument]) -> str:
        """Return the path, with the id that says of which assessment it is."""
        return f"/documents/{root.digest}?of={opaque('Assessment', root.assessment)}"


@node_type(
    "A health assessment of one cooperative for one book year.",
    row=AssessmentRow,
    right=WITH_ITS_ROW,
)
class Assessment(Node):
    """One assessment."""

    book_year: int = attribute("The book year assessed.")
    membership_area: AreaCode = attribute("The area whose case it is.")
    membership_area_name = area_name("membership_area", "Name of that area.")
    state: AssessmentState = attribute("How far it is.")
    counts: bool = attribute(
        "Whether it is the result of its book year; a what-if is not, and never the current score."
    )
    what_if_reason: str | None = attribute(
        "Why it was opened although it does not count; null where it does.", source="what_if"
    )
    submission: int = attribute("How often it was handed in.")
    opened_at: datetime = attribute("When it was opened.")
    opened_by = account("The account that opened it.", "opened_by")
    submitted_at: datetime | None = attribute("When it was last handed in.")
    submitted_by = account_if_any("The account that last handed it in.", "submitted_by")
    returned_at: datetime | None = attribute("When it was last sent back.")
    returned_by = account_if_any("The officer who last sent it back.", "returned_by")
    verified_at: datetime | None = attribute("When it was verified.")
    verified_by = account_if_any("The officer who verified it.", "verified_by")
    findings: list[Finding] = attribute("What the last return wants mended.")
    due: date | None = attribute("The earliest day by which something is due.")

    @query("Supporting documents.", shows=list[Document])
    @staticmethod
    def documents(root: strawberry.Parent[AssessmentRow]) -> list[AttachedDocument]:
        """Tell each document whose it is."""
        return [AttachedDocument(assessment=root.id, **asdict(each)) for each in root.documents]

    objection: int | None = attribute("Number of the open objection, if there is one.")
    objection_reason: str | None = attribute("Why the cooperative objects.")
    total: Decimal | None = attribute("Total of the standing score.")
    predicate: PredicateCode | None = attribute("Predicate of the standing score.")
    void_reason: str | None = attribute("Why it was voided, if it was.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute(
        "Give it as `expectedVersion` to be refused when somebody was faster.",
        source="stream_version",
    )
    position: Position = attribute("Where its latest event stands in the log.")
    cooperative = OfAssessment.cooperative

    opened_by_name = account_name("opened_by", "The user name of whoever opened it.")
    submitted_by_name = account_name("submitted_by", "The user name of whoever last handed it in.")
    returned_by_name = account_name("returned_by", "The user name of whoever last sent it back.")
    verified_by_name = account_name("verified_by", "The user name of whoever verified it.")

    @query("The rules by which it is assessed.", shows=RulesetShown)
    @staticmethod
    async def ruleset(root: strawberry.Parent[AssessmentRow], info: Info) -> Ruleset:
        """Load the ruleset."""
        return await info.context.loaders.ruleset(root.ruleset)

    score = OfAssessment.score
    score_history = OfAssessment.score_history

    @query(
        "Everything entered that counts, each entry with the event that brought it.", right=CASES
    )
    @staticmethod
    async def entered(
        root: strawberry.Parent[AssessmentRow], info: Info, as_of: AsOf = None
    ) -> Entered | None:
        """Read the entries."""
        context = info.context
        found = await entered(
            context.services.views,
            scope=scope_of(info),
            assessment=root.id,
            up_to=await position_of(context, as_of),
        )
        return show_entered(found) if found else None

    audit = OfAssessment.audit
