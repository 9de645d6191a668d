"""The schema, assembled: each subject brings its part of Query and of Mutation.

No logic lives here. A new subject is added to the bases below.
"""

from functools import cache

import strawberry

from api.account.inspection import InspectionQueries
from api.account.queries import AccountQueries
from api.area.queries import AreaQueries
from api.assessment.queries import AssessmentQueries
from api.audit.queries import AuditQueries
from api.building.reading import read_directly
from api.building.receiving import receive_directly
from api.building.rights import guard
from api.building.scalars import config
from api.cooperative.queries import CooperativeQueries
from api.cooperative.receipt import ReceiptQueries
from api.mutations.root import Mutation
from api.office.queries import OfficeQueries
from api.ruleset.queries import RulesetQueries
from api.score.preview_queries import PreviewQueries
from api.score.queries import ScoreQueries
from api.viewer.queries import ViewerQueries


@strawberry.type(description="Everything that can be asked. Asking changes nothing.")
class Query(
    ViewerQueries,
    CooperativeQueries,
    ReceiptQueries,
    AssessmentQueries,
    ScoreQueries,
    PreviewQueries,
    RulesetQueries,
    AuditQueries,
    AccountQueries,
    InspectionQueries,
    OfficeQueries,
    AreaQueries,
):
    """The root of queries."""


@cache
def build_schema() -> strawberry.Schema:
    """Return the schema; raise `api.building.rights.Undecided` when a field has no right."""
    schema = strawberry.Schema(query=Query, mutation=Mutation, config=config())
    engine = schema._schema  # noqa: SLF001 Strawberry names no other way to the engine's schema
    read_directly(engine)
    receive_directly(engine, schema.config.name_converter)
    guard(engine)
    return schema


def printed() -> str:
    """Return the schema as it is committed in graphql/schema.graphql."""
    return build_schema().as_str() + "\n"
