"""The fields that lead from one subject to another, all in one place.

The types of the subjects lead to each other in circles. So none of them imports another:
each takes its edges from here, and the types at the far ends are named by their modules,
which Strawberry imports when the schema is built. An edge carries the right to what it
leads to, which may be narrower than the right to the row that it starts from.

An edge that leads to rows of a view names the question that is asked for many rows at once, and
returns what else is said to it (`api.relay.leading`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.building.as_of import AsOf, position_of
from api.building.describe import argument, query
from api.building.rights import scope_of
from api.execution.batches import Batch
from api.execution.context import Info
from api.relay.leading import leads_to, leads_to_pages
from api.relay.paging import PagedQuery, connection, paged
from application.authorisation.table import CASES, REGISTRY
from domain.kernel.actors import Actor
from projections.views.accounts.questions import AccountRow
from projections.views.assessments import questions as assessment_view
from projections.views.assessments.questions import AssessmentFilter, AssessmentRow
from projections.views.audit_trail import questions as audit_view
from projections.views.audit_trail.questions import AuditFilter, AuditRow
from projections.views.cooperatives import questions as cooperative_view
from projections.views.cooperatives.questions import CooperativeRow
from projections.views.offices.questions import OfficeRow
from projections.views.scores import questions as score_view
from projections.views.scores.questions import ScoreFilter

if TYPE_CHECKING:
    from api.account.types import Account
    from api.assessment.types import Assessment
    from api.audit.types import AuditEntry
    from api.cooperative.types import Cooperative
    from api.office.types import Office
    from api.score.types import Score

COOPERATIVE = Annotated["Cooperative", strawberry.lazy("api.cooperative.types")]
ASSESSMENT = Annotated["Assessment", strawberry.lazy("api.assessment.types")]
ACCOUNT = Annotated["Account", strawberry.lazy("api.account.types")]
OFFICE = Annotated["Office", strawberry.lazy("api.office.types")]
SCORE = Annotated["Score", strawberry.lazy("api.score.types")]
AUDIT_ENTRY = Annotated["AuditEntry", strawberry.lazy("api.audit.types")]

Said = Mapping[str, Any]


def _likely_duplicates(of: str) -> Batch:
    """Return the question for the likely duplicates of the cooperative named by the column *of*."""
    return Batch(ask=cooperative_view.likely_duplicates, keys="ids", by=of, none=())


class OfCooperative:
    """What a cooperative leads to."""

    @leads_to(
        "The standing score of its latest assessed book year, by the ruleset that counts for the "
        "year. Null when there is none yet.",
        Batch(ask=score_view.current_of_cooperatives, keys="cooperatives", by="id"),
        right=REGISTRY,
        shows=SCORE | None,
    )
    @staticmethod
    async def current_score(info: Info, as_of: AsOf = None) -> Said:
        """Say as of when."""
        return {"as_of": await position_of(info.context, as_of)}

    @leads_to_pages(
        "Every score it ever had, corrections and voids included, what-ifs where asked for; "
        "latest book year first.",
        Batch(ask=score_view.pages_of_cooperatives, keys="cooperatives", by="id"),
        Batch(ask=score_view.counts_of_cooperatives, keys="cooperatives", by="id", none=0),
        right=REGISTRY,
        of=SCORE,
    )
    @staticmethod
    async def score_history(
        _info: Info,
        what_ifs: Annotated[bool, argument("Also what-ifs, which do not count.")] = False,
    ) -> Said:
        """Say that ended ones count, and whether what-ifs do."""
        return {"where": ScoreFilter(history=True, what_ifs=what_ifs)}

    @leads_to_pages(
        "Its assessments; latest book year first.",
        Batch(ask=assessment_view.pages_of_cooperatives, keys="cooperatives", by="id"),
        Batch(ask=assessment_view.counts_of_cooperatives, keys="cooperatives", by="id", none=0),
        right=CASES,
        of=ASSESSMENT,
    )
    @staticmethod
    async def assessments(_info: Info) -> Said:
        """Leave none out."""
        return {"where": AssessmentFilter()}

    @leads_to(
        "Others that may be the same, as far as you may see them: the same legal number under "
        "any type, the same NIK, or the same name in the same village.",
        _likely_duplicates("id"),
        right=CASES,
        shows=list[COOPERATIVE],
    )
    @staticmethod
    async def likely_duplicates(_info: Info) -> Said:
        """Say nothing more."""
        return {}

    @connection(
        "Everything that was done to it and to its assessments; latest first.",
        right=CASES,
        of=AUDIT_ENTRY,
    )
    @staticmethod
    async def audit(root: strawberry.Parent[CooperativeRow], info: Info) -> PagedQuery[AuditRow]:
        """Read the trail."""
        where = AuditFilter(cooperative=root.id)
        return paged(info, audit_view, scope=scope_of(info), where=where)


class OfRegistration:
    """What a registration leads to."""

    @leads_to(
        "Cooperatives that may be the same, as far as you may see them: the same legal number "
        "under any type, the same NIK, or the same name in the same village.",
        _likely_duplicates("cooperative_id"),
        right=CASES,
        shows=list[COOPERATIVE],
    )
    @staticmethod
    async def likely_duplicates(_info: Info) -> Said:
        """Say nothing more."""
        return {}


class OfAssessment:
    """What an assessment leads to."""

    @leads_to(
        "The cooperative assessed.",
        Batch(ask=cooperative_view.by_ids, keys="ids", by="cooperative_id"),
        right=REGISTRY,
        shows=COOPERATIVE | None,
    )
    @staticmethod
    async def cooperative(_info: Info) -> Said:
        """Say nothing more."""
        return {}

    @leads_to(
        "The standing score; null before there is one, and after a void.",
        Batch(ask=score_view.current_of_assessments, keys="assessments", by="id"),
        right=REGISTRY,
        shows=SCORE | None,
    )
    @staticmethod
    async def score(info: Info, as_of: AsOf = None) -> Said:
        """Say as of when."""
        return {"as_of": await position_of(info.context, as_of)}

    @leads_to(
        "Every score it ever had, in the order in which they were decided.",
        Batch(ask=score_view.history_of_assessments, keys="assessments", by="id", none=()),
        right=REGISTRY,
        shows=list[SCORE],
    )
    @staticmethod
    async def score_history(_info: Info) -> Said:
        """Say nothing more."""
        return {}

    @connection("Everything that was done to it; latest first.", right=CASES, of=AUDIT_ENTRY)
    @staticmethod
    async def audit(root: strawberry.Parent[AssessmentRow], info: Info) -> PagedQuery[AuditRow]:
        """Read the trail."""
        where = AuditFilter(stream=root.id)
        return paged(info, audit_view, scope=scope_of(info), where=where)


class OfViewer:
    """What the caller leads to."""

    @query("The account itself; null for guests and service keys.", shows=ACCOUNT | None)
    @staticmethod
    async def own_account(root: strawberry.Parent[Actor], info: Info) -> AccountRow | None:
        """Load the account."""
        return await info.context.loaders.account(root.account)

    @query("The office it works for.", shows=OFFICE | None)
    @staticmethod
    async def own_office(root: strawberry.Parent[Actor], info: Info) -> OfficeRow | None:
        """Load the office."""
        return await info.context.loaders.office(root.office)


class OfScore:
    """What a score leads to."""

    @leads_to(
        "The assessment it belongs to; null where you may see the score only.",
        Batch(ask=assessment_view.by_ids, keys="ids", by="assessment_id"),
        right=CASES,
        shows=ASSESSMENT | None,
    )
    @staticmethod
    async def assessment(_info: Info) -> Said:
        """Say nothing more."""
        return {}

    @leads_to(
        "The cooperative it is about.",
        Batch(ask=cooperative_view.by_ids, keys="ids", by="cooperative_id"),
        right=REGISTRY,
        shows=COOPERATIVE | None,
    )
    @staticmethod
    async def cooperative(_info: Info) -> Said:
        """Say nothing more."""
        return {}
