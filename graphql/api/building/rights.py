"""Deny by default: no field enters the schema without a rule, and every rule is obeyed.

The rule of a field stands where the field is declared (``right=``), or with its type for
all fields that have none of their own; a mutation has the rule of the command whose name
it bears. `guard` collects them when the schema is built and stands before every resolver,
so none can forget to ask; `scope_of` reads the same rule for the rows behind the field.

A row may be public and one of its fields not: then the field is null for whom it is not,
just as it is refused to a guest.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    default_field_resolver,
    get_named_type,
    is_leaf_type,
)

from api.building.describe import OR_NULL, RIGHT, RIGHT_OF_FIELDS
from api.execution.context import Info
from application.authorisation import Resource, Rule, ViewScope, owns, permit, scope
from application.authorisation.denials import Denied
from application.authorisation.table import ANYBODY, COMMANDS
from projections.querying.chosen import ChosenRow
from projections.views.cooperatives.questions import CooperativeRow
from projections.views.scores.questions import ScoreRow

DEFINITION = "strawberry-definition"
MUTATIONS: Mapping[str, Rule] = {
    f"{command.__name__[0].lower()}{command.__name__[1:]}": rule
    for command, rule in COMMANDS.items()
}
"""The rule of each command, by the name that its mutation has."""
#: Rows that may be public, with the columns that name their cooperative and its area.
OWNERS: Mapping[type, tuple[str, str]] = {
    CooperativeRow: ("id", "membership_area"),
    ScoreRow: ("cooperative_id", "membership_area"),
}


class Undecided(Exception):
    """Fields of the schema whose right is not stated, or is stated twice."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        super().__init__("State one right, where they are declared, for " + ", ".join(fields))


class StrayRights(Exception):
    """Types that state a right for fields which all have their own: it is nobody's."""

    def __init__(self, types: tuple[str, ...]) -> None:
        self.types = types
        super().__init__("No field has the right that is stated for " + ", ".join(types))


def guard(schema: GraphQLSchema) -> None:
    """Put the authorisation point before every field, or raise `Undecided` or `StrayRights`."""
    undecided = []
    for name, field in fields_of(schema):
        rule = _rule(schema, name, field)
        if rule is None:
            undecided.append(name)
            continue
        field.extensions[RIGHT] = rule
        if rule != ANYBODY:
            resolve = field.resolve or default_field_resolver
            if is_leaf_type(get_named_type(field.type)):
                resolve = _of_own_rows(name, rule, resolve)
            guarded = _guarded(name, rule, resolve)
            field.resolve = _or_null(guarded) if _may_be_null(field) else guarded
    if undecided:
        raise Undecided(tuple(undecided))
    stray = tuple(kind.name for kind in _types(schema) if _is_stray(kind))
    if stray:
        raise StrayRights(stray)


def fields_of(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    """Yield every field of ours as ``Type.field``."""
    for kind in _types(schema):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field


def rights_of(schema: GraphQLSchema) -> Mapping[str, Rule]:
    """Return the rule of every field of a guarded *schema*, by ``Type.field``."""
    return {name: field.extensions[RIGHT] for name, field in fields_of(schema)}


def scope_of(info: Info) -> ViewScope:
    """Return the rows that the caller may see through the field that is being resolved."""
    parent = info._raw_info.parent_type  # noqa: SLF001 Strawberry names no other way to it
    rule: Rule = parent.fields[info.field_name].extensions[RIGHT]
    return scope(info.context.actor, f"{parent.name}.{info.field_name}", rule)


def _types(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            yield kind


def _rule(schema: GraphQLSchema, name: str, field: GraphQLField) -> Rule | None:
    """Return the rule of *field*, None when there is none, or one too many."""
    kind, _, short = name.partition(".")
    own = _own(field)
    mutation = schema.mutation_type
    if mutation is not None and kind == mutation.name and short in MUTATIONS:
        return MUTATIONS[short] if own is None else None
    return own or _right_of_fields(schema.type_map[kind])


def _own(field: GraphQLField) -> Rule | None:
    rule: Rule | None = field.extensions[DEFINITION].metadata.get(RIGHT)
    return rule


def _right_of_fields(kind: Any) -> Rule | None:
    """Return what the class of *kind* states itself; a base's statement is not inherited."""
    definition = kind.extensions[DEFINITION]
    declared = definition.concrete_of or definition
    rule: Rule | None = vars(declared.origin).get(RIGHT_OF_FIELDS)
    return rule


def _is_stray(kind: GraphQLObjectType) -> bool:
    return _right_of_fields(kind) is not None and all(map(_own, kind.fields.values()))


def _may_be_null(field: GraphQLField) -> bool:
    return bool(field.extensions[DEFINITION].metadata.get(OR_NULL))


def _or_null(guarded: Callable[..., Any]) -> Callable[..., Any]:
    """Return *guarded* with None for whom the field is not."""

    def resolve(source: object, info: Any, **arguments: object) -> Any:
        try:
            return guarded(source, info, **arguments)
        except Denied:
            return None

    return resolve


def _of_own_rows(name: str, rule: Rule, resolve: Callable[..., Any]) -> Callable[..., Any]:
    """Return *resolve* with None for a row that is public, but not within the rule's reach."""

    def narrowed(source: object, info: Any, **arguments: object) -> Any:
        whose = _owner_of(source)
        if whose is not None and not owns(info.context.actor, name, rule, whose):
            return None
        return resolve(source, info, **arguments)

    return narrowed


def owner_columns(kind: type | None) -> tuple[str, str] | None:
    """Return where rows of the class *kind* say whose they are, None if they may not be public."""
    return OWNERS.get(kind) if kind else None


def _owner_of(row: Any) -> Resource | None:
    """Return whose *row* is, None where it is no row that may be public."""
    columns = owner_columns(row.shows if isinstance(row, ChosenRow) else type(row))
    if columns is None:
        return None
    cooperative, area = columns
    return Resource(cooperative=getattr(row, cooperative), membership_area=getattr(row, area))


def _guarded(name: str, rule: Rule, resolve: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(source: object, info: Any, **arguments: object) -> Any:
        permit(info.context.actor, name, rule)
        return resolve(source, info, **arguments)

    return guarded
