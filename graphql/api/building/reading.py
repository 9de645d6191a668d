"""How a field gets its value from a row, without a detour where none is needed.

Strawberry prepares arguments, and an object that tells about the request, for every
resolver. Fields that show an attribute, and resolvers that take the row alone, want
neither; a list of fifty rows has hundreds of them, so the engine is given them directly.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graphql import GraphQLSchema
from strawberry.types.field import StrawberryField

from api.building.describe import SOURCE
from api.building.rights import DEFINITION, fields_of

Resolve = Callable[..., Any]

#: Key of the extensions of a field that needs its row and nothing else: what reads it.
READER = "reader"


def read_directly(schema: GraphQLSchema) -> None:
    """Let every field that needs its row and nothing else read it itself."""
    for _, field in fields_of(schema):
        read = reader_of(field.extensions[DEFINITION])
        if read is not None:
            field.extensions[READER] = read
            field.resolve = _resolver(read)


def reader_of(field: StrawberryField) -> Callable[[Any], Any] | None:
    """Return what reads *field* from its row, None when that takes more than the row."""
    resolver = field.base_resolver
    if resolver is None:
        return attrgetter(field.metadata.get(SOURCE, field.python_name))
    alone = resolver.parent_parameter is not None and len(resolver.signature.parameters) == 1
    return resolver if alone and not resolver.is_async and not field.extensions else None


def _resolver(read: Callable[[Any], Any]) -> Resolve:
    def resolve(row: object, _info: object) -> Any:
        return read(row)

    return resolve
