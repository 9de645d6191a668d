"""Things that can be fetched again by their id: each type shows the rows of one view."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

import strawberry

from api.building.describe import attribute, object_type, query
from api.relay.nodes import opaque
from application.authorisation import Rule

K = TypeVar("K", bound=type)

ID = "Opaque and stable; give it to `node`."


@strawberry.interface(description="Anything that can be fetched again by its id.")
class Node:
    """What `Query.node` returns."""

    id: strawberry.ID = attribute(ID)


@dataclass_transform(kw_only_default=True, field_specifiers=(attribute,))
def node_type(description: str, *, row: type, right: Rule, key: str = "id") -> Callable[[K], K]:
    """Make a class the type of every *row*; its id names the type and the row's *key*.

    Resolvers return rows; the engine finds the type of a row by its class.
    """

    def decorate(kind: K) -> K:
        name, key_of = kind.__name__, attrgetter(key)

        def id_of(root: strawberry.Parent[Any]) -> strawberry.ID:
            return opaque(name, key_of(root))

        def is_type_of(shown: object, _info: object) -> bool:
            return isinstance(shown, row)

        id_of.names = name, key  # type: ignore[attr-defined] # for who writes ids by the page
        kind.id = query(ID)(id_of)  # type: ignore[attr-defined]
        kind.is_type_of = is_type_of  # type: ignore[attr-defined]
        return object_type(description, right=right, row=row)(kind)

    return decorate
