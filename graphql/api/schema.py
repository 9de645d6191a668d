"""The schema, assembled: each subject brings its part of Query and of Mutation.

No logic lives here. A new subject is added to the bases below, and to the table in
`application.authorisation`, or the schema is not built.
"""

from functools import cache

import strawberry

from api.accounts.door import DoorMutations
from api.accounts.mutations import AccountMutations
from api.accounts.queries import AccountQueries
from api.areas.mutations import AreaMutations
from api.areas.queries import AreaQueries
from api.assessments.mutations import AssessmentMutations
from api.assessments.queries import AssessmentQueries
from api.audit.queries import AuditQueries
from api.authorisation import guard
from api.cooperatives.mutations import CooperativeMutations
from api.cooperatives.queries import CooperativeQueries
from api.offices.mutations import OfficeMutations
from api.offices.queries import OfficeQueries
from api.rulesets.mutations import RulesetMutations
from api.rulesets.queries import RulesetQueries
from api.scalars import config
from api.scores.queries import ScoreQueries
from api.viewer.queries import ViewerQueries


@strawberry.type(description="Everything that can be asked. Asking changes nothing.")
class Query(
    ViewerQueries,
    CooperativeQueries,
    AssessmentQueries,
    ScoreQueries,
    RulesetQueries,
    AuditQueries,
    AccountQueries,
    OfficeQueries,
    AreaQueries,
):
    """The root of queries."""


@strawberry.type(
    description="Everything that can be done. Each mutation gives one command; it is carried out "
    "whole or not at all, and answers with what happened or with a refusal."
)
class Mutation(
    CooperativeMutations,
    AssessmentMutations,
    RulesetMutations,
    DoorMutations,
    AccountMutations,
    OfficeMutations,
    AreaMutations,
):
    """The root of mutations."""


@cache
def build_schema() -> strawberry.Schema:
    """Return the schema; raise `api.authorisation.Undecided` when a field has no decision."""
    schema = strawberry.Schema(query=Query, mutation=Mutation, config=config())
    guard(schema._schema)  # noqa: SLF001 Strawberry names no other way to the engine's schema
    return schema


def printed() -> str:
    """Return the schema as it is committed in graphql/schema.graphql."""
    return build_schema().as_str() + "\n"
