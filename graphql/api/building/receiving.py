"""How a mutation gets its input, without a detour: by a function that is made once.

Strawberry finds out anew, for every value of every request, what its type wants of it. What an
input wants does not change, so here it is found out when the schema is built. The values come from
the engine, which has checked them: what is required is there, and nothing is there that is unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any

from graphql import GraphQLSchema
from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryContainer, StrawberryList, has_object_definition

from api.building.rights import DEFINITION

Convert = Callable[[Any], Any]


def receive_directly(schema: GraphQLSchema, names: NameConverter) -> None:
    """Let every mutation take its input from the engine itself."""
    assert schema.mutation_type is not None  # noqa: S101 - there are mutations
    for field in schema.mutation_type.fields.values():
        declared = field.extensions[DEFINITION]
        resolver = declared.base_resolver.wrapped_func
        given = [converter(each.type, names) for each in declared.arguments]
        field.resolve = _with_input(resolver, *given) if given else _without(resolver)


def converter(type_: Any, names: NameConverter) -> Convert:
    """Return what makes an input of *type_* of a value of the engine's; None stays None."""
    if isinstance(type_, StrawberryList):
        return _list_of(converter(type_.of_type, names))
    if isinstance(type_, StrawberryContainer):
        return converter(type_.of_type, names)
    return _object(type_, names) if has_object_definition(type_) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _list_of(convert: Convert) -> Convert:
    """Return what makes a list of its own: the engine has one default for every request."""

    def read(values: Any) -> Any:
        return None if values is None else [convert(each) for each in values]

    return read


def _object(type_: Any, names: NameConverter) -> Convert:
    definition = type_.__strawberry_definition__
    fields: Mapping[str, tuple[str, Convert]] = {
        names.from_field(each): (
            each.python_name,
            converter(each.resolve_type(type_definition=definition), names),
        )
        for each in definition.fields
    }
    undecided = {
        each.python_name: None
        for each in definition.fields
        if each.default_value is MISSING and each.default_factory is MISSING
    }

    def read(value: Any) -> Any:
        if value is None:
            return None
        given: dict[str, Any] = dict(undecided)
        for name, each in value.items():
            attribute, convert = fields[name]
            given[attribute] = convert(each)
        return type_(**given)

    return read


def _with_input(resolver: Callable[..., Any], convert: Convert) -> Callable[..., Any]:
    def resolve(_source: object, info: object, input: Any) -> Any:
        return resolver(info, convert(input))

    return resolve


def _without(resolver: Callable[..., Any]) -> Callable[..., Any]:
    def resolve(_source: object, info: object) -> Any:
        return resolver(info)

    return resolve
