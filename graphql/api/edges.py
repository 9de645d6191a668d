"""The fields that lead from one subject to another, all in one place.

The types of the subjects lead to each other in circles. So none of them imports another:
each takes its edges from here, and the types at the far ends are named by their modules,
which Strawberry imports when the schema is built. An edge carries the right to what it
leads to, which may be narrower than the right to the row that it starts from.
"""

from typing import TYPE_CHECKING, Annotated

import strawberry
from msgspec.structs import replace

from api.building.as_of import AsOf, position_of
from api.building.describe import argument, query
from api.building.rights import scope_of
from api.execution.context import Info
from api.relay.paging import PagedQuery, connection, paged
from application.authorisation.table import CASES, REGISTRY
from domain.kernel.actors import Actor
from projections.querying.paging import Page, PageRequest
from projections.views.accounts.questions import AccountRow
from projections.views.assessments import questions as assessment_view
from projections.views.assessments.questions import AssessmentFilter, AssessmentRow
from projections.views.audit_trail import questions as audit_view
from projections.views.audit_trail.questions import AuditFilter, AuditRow
from projections.views.cooperatives.questions import CooperativeRow
from projections.views.offices.questions import OfficeRow
from projections.views.registrations.questions import RegistrationRow
from projections.views.scores import questions as score_view
from projections.views.scores.questions import ScoreFilter, ScoreRow

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


class OfCooperative:
    """What a cooperative leads to."""

    @query(
        "The standing score of its latest assessed book year, by the ruleset that counts for the "
        "year. Null when there is none yet.",
        right=REGISTRY,
        shows=SCORE | None,
    )
    @staticmethod
    async def current_score(
        root: strawberry.Parent[CooperativeRow], info: Info, as_of: AsOf = None
    ) -> ScoreRow | None:
        """Load the score."""
        position = await position_of(info.context, as_of)
        return await info.context.loaders.current_score(root.id, scope_of(info), position)

    @connection(
        "Every score it ever had, corrections and voids included, what-ifs where asked for; "
        "latest book year first.",
        right=REGISTRY,
        of=SCORE,
    )
    @staticmethod
    async def score_history(
        root: strawberry.Parent[CooperativeRow],
        info: Info,
        what_ifs: Annotated[bool, argument("Also what-ifs, which do not count.")] = False,
    ) -> PagedQuery[ScoreRow]:
        """Load the scores, together with those of the other cooperatives of a list."""
        seen, loaders = scope_of(info), info.context.loaders
        asked = ScoreFilter(history=True, what_ifs=what_ifs)
        own = replace(asked, cooperative=root.id)

        async def page(request: PageRequest) -> Page[ScoreRow]:
            return await loaders.score_page(root.id, seen, request, asked)

        return PagedQuery(page=page, count=paged(info, score_view, scope=seen, where=own).count)

    @connection("Its assessments; latest book year first.", right=CASES, of=ASSESSMENT)
    @staticmethod
    async def assessments(
        root: strawberry.Parent[CooperativeRow], info: Info
    ) -> PagedQuery[AssessmentRow]:
        """Load the assessments, together with those of the other cooperatives of a list."""
        seen, loaders = scope_of(info), info.context.loaders
        own = AssessmentFilter(cooperative=root.id)

        async def page(request: PageRequest) -> Page[AssessmentRow]:
            return await loaders.assessment_page(root.id, seen, request, AssessmentFilter())

        return PagedQuery(
            page=page, count=paged(info, assessment_view, scope=seen, where=own).count
        )

    @query(
        "Others that may be the same, as far as you may see them: the same legal number under "
        "any type, the same NIK, or the same name in the same village.",
        right=CASES,
        shows=list[COOPERATIVE],
    )
    @staticmethod
    async def likely_duplicates(
        root: strawberry.Parent[CooperativeRow], info: Info
    ) -> tuple[CooperativeRow, ...]:
        """Load them, together with those of the other cooperatives of a list."""
        return await info.context.loaders.likely_duplicates(root.id, scope_of(info))

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

    @query(
        "Cooperatives that may be the same, as far as you may see them: the same legal number "
        "under any type, the same NIK, or the same name in the same village.",
        right=CASES,
        shows=list[COOPERATIVE],
    )
    @staticmethod
    async def likely_duplicates(
        root: strawberry.Parent[RegistrationRow], info: Info
    ) -> tuple[CooperativeRow, ...]:
        """Load them, together with those of the other registrations of a list."""
        return await info.context.loaders.likely_duplicates(root.cooperative_id, scope_of(info))


class OfAssessment:
    """What an assessment leads to."""

    @query("The cooperative assessed.", right=REGISTRY, shows=COOPERATIVE | None)
    @staticmethod
    async def cooperative(
        root: strawberry.Parent[AssessmentRow], info: Info
    ) -> CooperativeRow | None:
        """Load the cooperative."""
        return await info.context.loaders.cooperative(root.cooperative_id, scope_of(info))

    @query(
        "The standing score; null before there is one, and after a void.",
        right=REGISTRY,
        shows=SCORE | None,
    )
    @staticmethod
    async def score(
        root: strawberry.Parent[AssessmentRow], info: Info, as_of: AsOf = None
    ) -> ScoreRow | None:
        """Load the score."""
        position = await position_of(info.context, as_of)
        return await info.context.loaders.score_of_assessment(root.id, scope_of(info), position)

    @query(
        "Every score it ever had, in the order in which they were decided.",
        right=REGISTRY,
        shows=list[SCORE],
    )
    @staticmethod
    async def score_history(
        root: strawberry.Parent[AssessmentRow], info: Info
    ) -> tuple[ScoreRow, ...]:
        """Load the scores."""
        return await info.context.loaders.scores_of_assessment(root.id, scope_of(info))

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

    @query(
        "The assessment it belongs to; null where you may see the score only.",
        right=CASES,
        shows=ASSESSMENT | None,
    )
    @staticmethod
    async def assessment(root: strawberry.Parent[ScoreRow], info: Info) -> AssessmentRow | None:
        """Load the assessment."""
        return await info.context.loaders.assessment(root.assessment_id, scope_of(info))

    @query("The cooperative it is about.", right=REGISTRY, shows=COOPERATIVE | None)
    @staticmethod
    async def cooperative(root: strawberry.Parent[ScoreRow], info: Info) -> CooperativeRow | None:
        """Load the cooperative."""
        return await info.context.loaders.cooperative(root.cooperative_id, scope_of(info))
