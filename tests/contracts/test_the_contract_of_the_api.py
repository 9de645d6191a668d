"""The committed schema is what the code has, explains itself, and lets nothing in undecided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    specified_scalar_types,
)

from api.building.describe import OR_NULL, RIGHT
from api.building.rights import DEFINITION, Undecided, fields_of, guard
from api.building.schema import build_schema, printed

CONTRACT = Path(__file__).parents[2] / "graphql" / "schema.graphql"
ENGINE: GraphQLSchema = build_schema()._schema

QUERIES = """
node nodes viewer cooperatives cooperative registrations assessments assessment verificationQueue
scores rulesets ruleset calculate whatIf auditTrail stream replay recompute
"""
MUTATIONS = """
registerCooperative verifyRegistration confirmRegistrant rejectRegistration changeCooperativeProfile
relocateCooperative deactivateCooperative reactivateCooperative openAssessment enterStatements
enterLoanData enterManagementAnswers enterComponents attachDocument submitAssessment
returnAssessment verifyAssessment recordAdjustments giveRuling correctAssessment voidAssessment
raiseObjection resolveObjection publishRuleset
"""


def own_types() -> Iterator[GraphQLNamedType]:
    """Yield every type that is not the engine's own."""
    for name, kind in ENGINE.type_map.items():
        if not name.startswith("__") and name not in specified_scalar_types:
            yield kind


def silent() -> Iterator[str]:
    """Yield everything without a description."""
    for kind in own_types():
        if not kind.description:
            yield kind.name
        if isinstance(kind, GraphQLEnumType):
            values = kind.values.items()
            yield from (f"{kind.name}.{name}" for name, each in values if not each.description)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                parts = {name: field, **{f"{name}({arg})": it for arg, it in field.args.items()}}
                yield from (f"{kind.name}.{p}" for p, it in parts.items() if not it.description)
        if isinstance(kind, GraphQLInputObjectType):
            fields = kind.fields.items()
            yield from (f"{kind.name}.{name}" for name, each in fields if not each.description)


def test_the_committed_schema_is_what_the_code_has() -> None:
    """After a change: sokoguru schema > graphql/schema.graphql."""
    assert CONTRACT.read_text(encoding="utf-8") == printed()


def test_everything_in_the_schema_has_a_description() -> None:
    """Types, fields, arguments, input fields and enum values: the schema is the manual."""
    assert list(silent()) == []


@pytest.mark.parametrize("name", QUERIES.split())
def test_a_query_that_programs_rely_on_is_there(name: str) -> None:
    """Names once given hold."""
    assert ENGINE.query_type is not None
    assert name in ENGINE.query_type.fields


@pytest.mark.parametrize("name", MUTATIONS.split())
def test_a_mutation_takes_one_input_and_may_be_refused(name: str) -> None:
    """One input that may carry a command id; a union whose other member is Refused."""
    assert ENGINE.mutation_type is not None
    field = ENGINE.mutation_type.fields[name]
    (given,) = field.args.values()
    assert "commandId" in given.type.of_type.fields
    answers = {each.name: each for each in field.type.of_type.types}
    assert "Refused" in answers
    (success,) = [each for each in answers.values() if each.name != "Refused"]
    assert "position" in success.fields


def test_nothing_of_a_success_is_forbidden_to_whoever_succeeded() -> None:
    """A field of an answer that is not for everybody who may give the command is null for them."""
    assert ENGINE.mutation_type is not None
    for name, field in ENGINE.mutation_type.fields.items():
        may = field.extensions[RIGHT].reach
        for answer in getattr(get_named_type(field.type), "types", ()):
            for each in answer.fields.values():
                rule = each.extensions[RIGHT]
                for_all = rule.public or (may.keys() <= rule.reach.keys() and rule.scope is None)
                said = each.extensions[DEFINITION].metadata.get(OR_NULL)
                assert for_all or said, (name, answer.name)


def test_every_change_may_name_the_version_it_saw() -> None:
    """What changes an aggregate takes expectedVersion."""
    assert ENGINE.mutation_type is not None
    for name in set(MUTATIONS.split()) - {
        "registerCooperative",
        "openAssessment",
        "publishRuleset",
    }:
        (given,) = ENGINE.mutation_type.fields[name].args.values()
        assert "expectedVersion" in given.type.of_type.fields


def test_a_field_without_a_decision_keeps_the_schema_from_being_built() -> None:
    """A type that nobody decided about is named, field by field."""

    @strawberry.type
    class Query:
        """A root with a field that no table knows."""

        unknown: str = "x"

    with pytest.raises(Undecided) as raised:
        guard(strawberry.Schema(Query)._schema)
    assert raised.value.fields == ("Query.unknown",)


def test_every_field_of_the_schema_is_decided_about() -> None:
    """The built schema has passed the guard, so there are fields and none is undecided."""
    assert len(list(fields_of(ENGINE))) > 300
