"""An operation of one mutation, carried out without the engine's ceremony around every field.

Most who change something ask for one mutation, and of its answer for fields that are there
already. For those the document is walked once, and then only three things are left to do: read the
arguments, call the field's resolver (which stands behind the authorisation point, as it does for
the engine), and write down what it returned. Everything else is not covered, and the engine
answers it as ever; what is decided before anything is carried out, so nothing happens twice.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    located_error,
)
from graphql.execution.collect_fields import FieldDetails, collect_fields
from graphql.execution.values import VariableValues, get_argument_values

from api.building.describe import OR_NULL, RIGHT
from api.building.reading import reader_of
from api.building.rights import DEFINITION
from api.execution.context import Context
from api.execution.introspection import Executor
from application.authorisation.table import ANYBODY

Show = Callable[[Any], Any]


class NotCovered(Exception):
    """The engine has to answer this one."""


class OneMutation(msgspec.Struct, frozen=True, kw_only=True):
    """One mutation, answered under *name*; *shows* says what is shown of each class of answer."""

    name: str
    field: GraphQLField
    nodes: Sequence[FieldNode]
    shows: Mapping[type, Show]

    async def carry_out(self, context: Context, variables: VariableValues) -> ExecutionResult:
        """Return what the engine would; what goes wrong is told with its place."""
        resolve: Any = self.field.resolve
        try:
            given = get_argument_values(self.field, self.nodes[0], variables)
            answer = await resolve(None, Asked(context), **given)
            shown = self.shows[type(answer)](answer)
        except Exception as error:  # noqa: BLE001 - as the engine does
            told = located_error(error, self.nodes, [self.name])
            return ExecutionResult(data=None, errors=[told])
        return ExecutionResult(data={self.name: shown}, errors=None)


class Asked(msgspec.Struct, frozen=True):
    """What a resolver is told of the circumstances."""

    context: Context


def one_mutation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    given: dict[str, Any] | None,
) -> OneMutation | None:
    """Return the one mutation of *operation*, None where the engine has to answer.

    *given* are variables that were found right; which ones makes no difference to what is found.
    """
    if operation.operation is not OperationType.MUTATION or _has_directives(document):
        return None
    name = operation.name.value if operation.name else None
    executor: Any = Executor.build(schema, document, raw_variable_values=given, operation_name=name)
    try:
        return _found(executor)
    except NotCovered:
        return None


def _has_directives(document: DocumentNode) -> bool:
    """Say whether anything may be skipped; a text with the sign in it is suspected as well."""
    return document.loc is None or "@" in document.loc.source.body


def _found(executor: Executor) -> OneMutation:
    root: Any = executor.schema.mutation_type
    selected = collect_fields(
        executor.schema, executor.fragments, executor.variable_values, root, executor.operation
    ).grouped_field_set
    (name, details), *more = selected.items()
    field = root.fields.get(details[0].node.name.value)
    if more or field is None:
        raise NotCovered
    kind = get_nullable_type(field.type)
    if not isinstance(kind, GraphQLUnionType):
        raise NotCovered
    return OneMutation(
        name=name,
        field=field,
        nodes=[each.node for each in details],
        shows={_class_of(each): _object(executor, each, details) for each in kind.types},
    )


def _class_of(kind: GraphQLObjectType) -> type:
    made: type = kind.extensions[DEFINITION].origin
    return made


def _object(executor: Executor, kind: GraphQLObjectType, details: list[FieldDetails]) -> Show:
    """Return how an object of *kind* is shown."""
    selected = executor.collect_subfields(kind, details).grouped_field_set
    parts = [(name, _part(executor, kind, each)) for name, each in selected.items()]
    return lambda row: {name: show(row) for name, show in parts}


def _part(executor: Executor, kind: GraphQLObjectType, details: list[FieldDetails]) -> Show:
    """Return how one field of *kind* is shown, which must be nothing but an attribute."""
    name = details[0].node.name.value
    if name == "__typename":
        return lambda _row: kind.name
    field = kind.fields[name]
    declared = field.extensions[DEFINITION]
    read = reader_of(declared)
    if read is None or field.extensions[RIGHT] != ANYBODY or declared.metadata.get(OR_NULL):
        raise NotCovered
    show = _value(executor, field.type, details)
    return lambda row: show(read(row))


def _value(executor: Executor, type_: Any, details: list[FieldDetails]) -> Show:
    """Return how a value of *type_* is shown; None is None, where it may be."""
    if is_non_null_type(type_):
        return _required(_value(executor, type_.of_type, details))
    if is_list_type(type_):
        each = _value(executor, type_.of_type, details)
        return _or_none(lambda values: [each(value) for value in values])
    if is_leaf_type(type_):
        return _or_none(type_.coerce_output_value)
    return _or_none(_object(executor, type_, details))


def _required(show: Show) -> Show:
    def shown(value: Any) -> Any:
        if value is None:
            raise TypeError("Cannot return null for a field that is never null.")
        return show(value)

    return shown


def _or_none(show: Show) -> Show:
    return lambda value: None if value is None else show(value)
