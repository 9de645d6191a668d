"""Deny by default: no field enters the schema without a decision on record.

Root fields, and fields that ask for more than a right to their row, are guarded when the
schema is built, so a resolver cannot forget to ask. A line ``Type.*`` in the table
decides for the plain fields of a type: whoever reached the row lawfully may read them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, default_field_resolver

from application.authorisation import Rule, permit, rule_of
from application.authorisation.table import ANYBODY


class Undecided(Exception):
    """Fields of the schema that nobody has decided about."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields
        super().__init__(
            "No decision in application/authorisation/table.py for " + ", ".join(fields)
        )


def guard(schema: GraphQLSchema) -> None:
    """Put the authorisation point before every field that needs it, or raise `Undecided`."""
    undecided = []
    for name, field in fields_of(schema):
        key = decision_for(name)
        if key is None:
            undecided.append(name)
        elif rule_of(key) != ANYBODY:
            field.resolve = _guarded(key, field.resolve or default_field_resolver)
    if undecided:
        raise Undecided(tuple(undecided))


def fields_of(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    """Yield every field of ours as ``Type.field``."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field


def decision_for(name: str) -> str | None:
    """Return the key under which the table decides about ``Type.field``."""
    whole = name.partition(".")[0] + ".*"
    return next((key for key in (name, whole) if isinstance(rule_of(key), Rule)), None)


def _guarded(key: str, resolve: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(source: object, info: Any, **arguments: object) -> Any:
        permit(info.context.actor, key)
        return resolve(source, info, **arguments)

    return guarded
