"""From an operation to its plan, by what the schema's fields declare.

Nothing here knows a field by its name. A field that shows an attribute, or that a function of
its row alone computes, says so by how it is declared (`api.building.reading`); a field that leads
to other rows by its `Batch`; any other is resolved as the executor would.
"""

from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_interface_type,
    is_union_type,
)
from graphql.execution.collect_fields import GroupedFieldSet, collect_fields
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from api.building.describe import OR_NULL, RIGHT, ROW, TRACED
from api.building.rights import DEFINITION
from api.execution.compiled.columns import Columns
from api.execution.compiled.completion import Completion, OfLeaves, OfLists, OfObjects, lists_of
from api.execution.compiled.giving_up import NotCovered, Reason
from api.execution.compiled.places import Place, constant
from api.execution.compiled.shapes import Shape, Shapes
from api.execution.compiled.steps import Led, Named, Resolved
from api.execution.compiled.writers import Part
from api.execution.introspection import Executor

TYPENAME = "__typename"


def compiled(executor: Executor) -> Shape:
    """Return how the operation of *executor* is answered, or raise `NotCovered`."""
    root: Any = executor.schema.query_type
    selected = collect_fields(
        executor.schema,
        executor.fragments,
        executor.variable_values,
        root,
        executor.operation,
    )
    return Compiler(executor).shape(root, selected.grouped_field_set, Columns())


class Compiler:
    """Compiles one operation."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._schema: GraphQLSchema = executor.schema

    def shape(
        self,
        kind: GraphQLObjectType,
        selected: GroupedFieldSet,
        columns: Columns,
        *,
        shows_row: bool = False,
    ) -> Shape:
        """Return how objects of *kind* are shown.

        They are what *columns* is about, or have such rows below. With *shows_row* they are rows
        although *kind* does not say so: it shows the same rows as the type above it.
        """
        declared = _row_of(kind)
        if declared is not None:
            columns.are_of(declared)
        is_row = shows_row or declared is not None
        shape = Shape(columns)
        for name, details in selected.items():
            field_name = details[0].node.name.value
            if field_name == TYPENAME:
                shape.parts.append(constant(name, kind.name))
                continue
            field = self._covered(kind, field_name)
            self._add(shape, name, Place(kind, field, details, is_row=is_row))
        return shape

    def _covered(self, kind: GraphQLObjectType, name: str) -> GraphQLField:
        field = self._schema.get_field(kind, name)
        if field is None or name.startswith("__"):
            raise NotCovered(Reason.SCHEMA)
        said = field.extensions[DEFINITION].metadata
        if RIGHT not in field.extensions or said.get(TRACED) or said.get(OR_NULL):
            raise NotCovered(Reason.FIELD)
        return field

    def _add(self, shape: Shape, name: str, place: Place) -> None:
        """Add one field to *shape*: an expression in the writer, or a step before it."""
        place.note_reads(shape.columns)
        if place.is_leaf and place.is_plain and place.named is None:
            shape.parts.append(place.leaf(name, shape.columns, len(shape.parts)))
            return
        found = f"x{len(shape.steps)}"
        shape.parts.append(Part(name=name, of_record=found, of_object=found))
        step = self._step(place, shape.columns) if place.named is None else Named(*place.named)
        shape.steps.append(step)

    def _step(self, place: Place, columns: Columns) -> Resolved:
        field, node = place.field, place.details[0].node
        asks = not place.shows_row and (place.is_row or self._is_root(place))
        below = Columns() if asks else columns
        return (Resolved if place.batch is None else Led)(
            field,
            self._info(place),
            get_argument_values(field, node, self._executor.variable_values),
            self._completion(place, below),
            below if asks else Columns(),
            waits=place.waits,
        )

    def _is_root(self, place: Place) -> bool:
        return place.kind is self._schema.query_type

    def _info(self, place: Place) -> Any:
        """Return what a resolver is told, but for what differs from run to run."""
        path = Path(None, place.details[0].node.name.value, place.kind.name)
        nodes = [each.node for each in place.details]
        return self._executor.build_resolve_info(place.field, nodes, place.kind, path)

    def _completion(self, place: Place, columns: Columns) -> Completion:
        type_ = place.field.type
        if place.is_leaf:
            return OfLeaves(type_)
        item = lists_of(type_)
        if item is None:
            return OfObjects(type_, self._shapes(place, columns))
        if lists_of(item) is not None:
            raise NotCovered(Reason.FIELD)
        return OfLists(type_, OfObjects(item, self._shapes(place, columns)))

    def _shapes(self, place: Place, columns: Columns) -> Shape | Shapes:
        kind: Any = get_named_type(place.field.type)
        if is_union_type(kind):
            raise NotCovered(Reason.FIELD)
        if not is_interface_type(kind):
            return self._below(kind, place, columns)
        columns.read_all()
        kinds = self._schema.get_possible_types(kind)
        return Shapes({_shown_by(each): self._below(each, place, Columns()) for each in kinds})

    def _below(self, kind: GraphQLObjectType, place: Place, columns: Columns) -> Shape:
        selected = self._executor.collect_subfields(kind, place.details).grouped_field_set
        return self.shape(kind, selected, columns, shows_row=place.shows_row)


def _row_of(kind: GraphQLObjectType) -> type | None:
    """Return the class of the rows that *kind* shows, None where it says nothing about rows."""
    row: type | None = getattr(_class_of(kind), ROW, None)
    return row


def _shown_by(kind: GraphQLObjectType) -> type:
    """Return the class of what is shown as *kind*."""
    return _row_of(kind) or _class_of(kind)


def _class_of(kind: GraphQLObjectType) -> type:
    definition = kind.extensions[DEFINITION]
    made: type = (definition.concrete_of or definition).origin
    return made
