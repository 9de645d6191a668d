"""An assessment: how far it is, what was entered, what it scored and what is to be mended."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.assessment.entered import Entered, show_entered
from api.audit import types as audits
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.as_of import AsOfInput, position_of
from api.building.describe import argument, attribute, query
from api.building.scalars import AreaCode, Position
from api.cooperative import types as cooperatives
from api.execution.context import Info
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import Node, opaque
from api.ruleset.types import RulesetShown, show_ruleset
from api.score import types as scores
from domain.assessment.events import Document as DocumentKept
from domain.assessment.events import ReturnFinding
from domain.scoring.predicates import Predicate as PredicateCode
from projections.views.assessments.entries import entered
from projections.views.assessments.questions import AssessmentRow, AssessmentState
from projections.views.audit_trail import questions as audit_trail
from projections.views.audit_trail.questions import AuditFilter

if TYPE_CHECKING:
    from api.audit.types import AuditEntry
    from api.cooperative.types import Cooperative
    from api.score.types import Score


@strawberry.type(description="What an officer wants mended.")
class Finding:
    """A finding of the last return."""

    item: str = attribute("The figure, component or document.")
    text: str = attribute("What is wrong with it.")
    due: date | None = attribute("By when it should be mended.")


@strawberry.type(description="A supporting document.")
class Document:
    """A file kept beside the log."""

    digest: str = attribute("SHA-256 of its bytes.")
    name: str = attribute("File name, as given by whoever attached it.")
    media_type: str = attribute("What sort of file it is.")
    size: int = attribute("Bytes.")
    kind: str = attribute("What it is in this assessment.")
    path: str = attribute("Where to GET it, with the same token.")


@strawberry.type(description="A health assessment of one cooperative for one book year.")
class Assessment(Node):
    """One assessment."""

    key: strawberry.Private[UUID]
    cooperative_key: strawberry.Private[UUID]
    digest: strawberry.Private[str]
    book_year: int = attribute("The book year assessed.")
    membership_area: AreaCode = attribute("The area whose case it is.")
    state: AssessmentState = attribute("How far it is.")
    submission: int = attribute("How often it was handed in.")
    opened_at: datetime = attribute("When it was opened.")
    opened_by: str = attribute("The account that opened it.")
    submitted_at: datetime | None = attribute("When it was last handed in.")
    submitted_by: str | None = attribute("The account that last handed it in.")
    returned_at: datetime | None = attribute("When it was last sent back.")
    returned_by: str | None = attribute("The officer who last sent it back.")
    verified_at: datetime | None = attribute("When it was verified.")
    verified_by: str | None = attribute("The officer who verified it.")
    findings: list[Finding] = attribute("What the last return wants mended.")
    due: date | None = attribute("The earliest day by which something is due.")
    documents: list[Document] = attribute("Supporting documents.")
    objection: int | None = attribute("Number of the open objection, if there is one.")
    objection_reason: str | None = attribute("Why the cooperative objects.")
    total: Decimal | None = attribute("Total of the standing score.")
    predicate: PredicateCode | None = attribute("Predicate of the standing score.")
    void_reason: str | None = attribute("Why it was voided, if it was.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")
    position: Position = attribute("Where its latest event stands in the log.")

    @query("The cooperative assessed.")
    async def cooperative(
        self, info: Info
    ) -> Annotated["Cooperative", strawberry.lazy("api.cooperative.types")] | None:
        """Load the cooperative."""
        row = await info.context.loaders.cooperative(self.cooperative_key)
        return cooperatives.show_cooperative(row) if row else None

    @query("The user name of whoever opened it.")
    async def opened_by_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.opened_by)

    @query("The user name of whoever last handed it in.")
    async def submitted_by_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.submitted_by)

    @query("The user name of whoever last sent it back.")
    async def returned_by_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.returned_by)

    @query("The user name of whoever verified it.")
    async def verified_by_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.verified_by)

    @query("The rules by which it is assessed.")
    async def ruleset(self, info: Info) -> RulesetShown:
        """Load the ruleset."""
        return show_ruleset(await info.context.loaders.ruleset(self.digest))

    @query("The standing score; null before there is one, and after a void.")
    async def score(
        self,
        info: Info,
        as_of: Annotated[AsOfInput | None, argument("Ask about the past.")] = None,
    ) -> Annotated["Score", strawberry.lazy("api.score.types")] | None:
        """Load the score."""
        position = await position_of(info.context, as_of)
        row = await info.context.loaders.score_of_assessment(self.key, position)
        return scores.show_score(row) if row else None

    @query("Every score it ever had, in the order in which they were decided.")
    async def score_history(
        self, info: Info
    ) -> list[Annotated["Score", strawberry.lazy("api.score.types")]]:
        """Load the scores."""
        rows = await info.context.loaders.scores_of_assessment(self.key)
        return [scores.show_score(row) for row in rows]

    @query("Everything entered that counts, each entry with the event that brought it.")
    async def entered(
        self,
        info: Info,
        as_of: Annotated[AsOfInput | None, argument("Ask about the past.")] = None,
    ) -> Entered | None:
        """Read the entries."""
        context = info.context
        found = await entered(
            context.services.views,
            scope=context.loaders.scope("Query.assessment"),
            assessment=self.key,
            up_to=await position_of(context, as_of),
        )
        return show_entered(found) if found else None

    @query("Everything that was done to it; latest first.")
    async def audit(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Annotated["AuditEntry", strawberry.lazy("api.audit.types")]]:
        """Read the trail."""
        views, where = info.context.services.views, AuditFilter(stream=self.key)
        seen = info.context.loaders.scope("Assessment.audit")
        request = page_request(first, after, last, before)
        page = await audit_trail.page(views, scope=seen, where=where, request=request)
        return connect(
            page,
            audits.show_entry,
            lambda: audit_trail.count(views, scope=seen, where=where),
        )


def show_assessment(row: AssessmentRow) -> Assessment:
    """Show *row*."""
    return Assessment(
        id=opaque("Assessment", row.id),
        key=row.id,
        cooperative_key=row.cooperative_id,
        digest=row.ruleset,
        book_year=row.book_year,
        membership_area=AreaCode(row.membership_area),
        state=row.state,
        submission=row.submission,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        returned_at=row.returned_at,
        returned_by=row.returned_by,
        verified_at=row.verified_at,
        verified_by=row.verified_by,
        findings=[_finding(each) for each in row.findings],
        due=row.due,
        documents=[_document(each, row.id) for each in row.documents],
        objection=row.objection,
        objection_reason=row.objection_reason,
        total=row.total,
        predicate=row.predicate,
        void_reason=row.void_reason,
        changed_at=row.changed_at,
        version=row.stream_version,
        position=Position(row.position),
    )


def _finding(finding: ReturnFinding) -> Finding:
    return Finding(item=finding.item, text=finding.text, due=finding.due)


def _document(document: DocumentKept, assessment: UUID) -> Document:
    return Document(
        digest=document.digest,
        name=document.name,
        media_type=document.media_type,
        size=document.size,
        kind=document.kind,
        path=f"/documents/{document.digest}?of={opaque('Assessment', assessment)}",
    )
