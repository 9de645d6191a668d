"""Fields of one name are compared by the same rule as ever, in time linear to the document."""

import pytest
from graphql import GraphQLError, build_schema, parse, validate
from graphql.validation import OverlappingFieldsCanBeMergedRule

from api.execution.merging import FieldsMergeRule
from api.execution.selections import MOST_LOOKS

SCHEMA = build_schema("""
  interface Named { name: String size: Int }
  type Office implements Named {
    name: String size: Int code: Int! part(of: Int, by: String): Office parts: [Office] kind: Kind
  }
  type Person implements Named {
    name: String size: Int code: String! part(of: Int): Person parts: [[Person]] kind: String
  }
  enum Kind { A }
  union Thing = Office | Person
  type Query { office(of: Int): Office person: Person named: Named thing: Thing }
  type Mutation { act: Office }
""")

EQUAL = [
    "{ office { name } office { name } }",
    '{ office { part(of: 1, by: "x") { name } part(by: "x", of: 1) { size } } }',
    "{ office(of: 1) { name } office(of: 1) { size } office(of: 1) { name } }",
    "{ office(of: 1) { name } ...F } fragment F on Query { office(of: 1) { size } }",
    "{ thing { ... on Office { x: name } ... on Person { x: name } } }",
    "{ thing { ... on Office { part(of: 1) { name } } ... on Person { part(of: 2) { name } } } }",
    "{ named { name ... on Office { name } ... on Person { name } ... { name } } }",
    "mutation { act { name } act { size } }",
    "{ office { nothing } office { nothing { x } } }",
    "{ office { name { x } name { x } } thing { x x } }",
    "{ thing { ... on Nothing { name } ...Nowhere } }",
    "{ office { ...C } } fragment C on Office { part { ...C } }",
]
DIFFERENT = [
    "{ x: office { name } x: person { name } }",
    "{ office(of: 1) { name } office(of: 2) { name } }",
    "{ office(of: 1) { name } office { name } }",
    "{ office { x: name } office { x: size } }",
    "{ office { x: name } ...F } fragment F on Query { office { x: size } }",
    "{ office { part { x: name } } office { part { x: size } } }",
    "{ thing { ... on Office { x: code } ... on Person { x: code } } }",
    "{ thing { ... on Office { code } ... on Person { code } } }",
    "{ thing { ... on Office { parts { name } } ... on Person { parts { name } } } }",
    "{ thing { ... on Office { kind } ... on Person { kind } } }",
    "{ thing { ... on Office { x: parts { name } } ... on Person { x: part { name } } } }",
    "{ thing { ... on Office { part { x: name } } ... on Person { part { x: size } } } }",
    "{ named { x: name ... on Office { x: size } } }",
    "{ named { x: name ... on Office { y: name } ... on Person { x: size } } }",
]


def told(document: str, *rules: object) -> list[GraphQLError]:
    """Return what *rules* have to say about *document*."""
    return validate(SCHEMA, parse(document), rules)  # type: ignore[arg-type] # classes of rules


@pytest.mark.parametrize("document", EQUAL)
def test_fields_that_mean_the_same_are_answered_together(document: str) -> None:
    """The same field again, in whatever way, is no fault; nor what another rule complains of."""
    assert not told(document, FieldsMergeRule)
    assert not told(document, OverlappingFieldsCanBeMergedRule)


@pytest.mark.parametrize("document", DIFFERENT)
def test_fields_that_mean_different_things_are_refused(document: str) -> None:
    """Another field, other arguments or values of another shape under one name: as the engine."""
    (error,) = told(document, FieldsMergeRule)
    assert told(document, OverlappingFieldsCanBeMergedRule)
    assert error.message.startswith("Fields '")
    assert error.nodes
    assert len(error.nodes) == 2


def test_how_much_is_looked_at_has_a_bound() -> None:
    """Fragments that are spread twice in each other unfold to more than anybody reads."""
    levels = " ".join(
        f"fragment F{n} on Office {{ a: part {{ ...F{n + 1} }} b: part {{ ...F{n + 1} }} }}"
        for n in range(20)
    )
    (error,) = told(
        f"{{ office {{ ...F0 }} }} {levels} fragment F20 on Office {{ name }}", FieldsMergeRule
    )
    assert error.extensions == {"code": "QUERY_TOO_COSTLY"}


def test_many_equal_fields_are_within_the_bound() -> None:
    """A thousand times the same field is looked at twice each, not a million times."""
    assert MOST_LOOKS == 10_000
    assert not told("{" + " office { name }" * 1_000 + "}", FieldsMergeRule)
