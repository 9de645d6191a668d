"""What the schema says about itself, answered without the engine's ceremony around each field.

The whole schema has some ten thousand fields. The engine takes several times as long for them,
and all that time nobody else is served. What a field says is still asked of the engine's own
definitions; here is only the walk, and how many fields it may answer in one operation.
"""

from typing import Any

import msgspec
from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    introspection_types,
    is_leaf_type,
    is_list_type,
)
from graphql.execution.values import get_argument_values
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.execution.costliness import TOO_COSTLY

#: Fields about the schema that one operation may have answered: the whole of it, and some more.
MOST_ANSWERS = 20_000
OF_THE_SCHEMA = frozenset(introspection_types.values())


class Executor(StrawberryGraphQLCoreExecutionContext):
    """The engine's executor, except for questions about the schema."""

    walk: "Walk | None" = None

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: Any,
        info: Any,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Complete an object; the schema and its types in one walk."""
        if return_type in OF_THE_SCHEMA:
            self.walk = self.walk or Walk(self)
            return self.walk.answer(return_type, field_details_list, result)
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )


class About(msgspec.Struct, frozen=True):
    """What the engine's resolvers want to know of the circumstances."""

    schema: GraphQLSchema
    parent_type: GraphQLObjectType


class Step:
    """One field of a plan: what is answered under *name*, and what is *asked* of that."""

    __slots__ = ("arguments", "asked", "is_leaf", "is_list", "kind", "name", "resolve")

    def __init__(self, name: str, field: GraphQLField, asked: Any, executor: Executor) -> None:
        self.name = name
        self.resolve: Any = field.resolve
        self.arguments = get_argument_values(field, asked[0].node, executor.variable_values)
        self.kind: Any = get_named_type(field.type)
        self.is_list = is_list_type(get_nullable_type(field.type))
        self.is_leaf = is_leaf_type(self.kind)
        self.asked = asked


class Walk:
    """All that one operation asks about the schema."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._left = MOST_ANSWERS
        self._plans: dict[int, tuple[About, list[Step]]] = {}

    def answer(self, kind: GraphQLObjectType, asked: Any, source: Any) -> dict[str, Any]:
        """Return what is *asked* of *source*, which is a *kind*."""
        about, steps = self._plans.get(id(asked)) or self._plan(kind, asked)
        self._left -= len(steps)
        if self._left < 0:
            message = f"The operation asks for more than {MOST_ANSWERS} fields of the schema."
            raise GraphQLError(message, asked[0].node, extensions={"code": TOO_COSTLY})
        return {
            step.name: self._complete(step, step.resolve(source, about, **step.arguments))
            for step in steps
        }

    def _plan(self, kind: GraphQLObjectType, asked: Any) -> tuple[About, list[Step]]:
        """Return the steps that *asked* comes to, the same for every object it is asked of."""
        executor = self._executor
        fields = executor.collect_subfields(kind, asked).grouped_field_set
        found = [
            (name, executor.schema.get_field(kind, each[0].node.name.value), each)
            for name, each in fields.items()
        ]
        steps = [Step(name, field, each, executor) for name, field, each in found if field]
        self._plans[id(asked)] = plan = About(executor.schema, kind), steps
        return plan

    def _complete(self, step: Step, value: Any) -> Any:
        if value is None:
            return None
        if step.is_list:
            return [self._one(step, each) for each in value]
        return self._one(step, value)

    def _one(self, step: Step, value: Any) -> Any:
        if not step.is_leaf:
            return self.answer(step.kind, step.asked, value)
        if isinstance(value, str | bool) and not step.kind.name.startswith("__"):
            return value
        return self._executor.complete_leaf_value(step.kind, value)
