"""Small helpers with which every field, argument and enum value gets its description.

The schema is the manual, so a description is an argument without a default. Strawberry's
own decorators lose the types of what they decorate; these keep them.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, Any, TypeVar, cast

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

F = TypeVar("F", bound=Callable[..., Any])


def query(description: str) -> Callable[[F], F]:
    """Make a method the resolver of the field that bears its name."""
    return cast("Callable[[F], F]", strawberry.field(description=description))


def attribute(description: str) -> Any:
    """Describe an attribute, which is its own resolver."""
    return strawberry.field(description=description)


def optional(description: str) -> Any:
    """Describe an input field that may be left out."""
    return strawberry.field(description=description, default=None)


def argument(description: str) -> Any:
    """Describe an argument; use it in `Annotated`."""
    return strawberry.argument(description=description)


T = TypeVar("T")
#: The one argument of every mutation: ``input: Given[SomethingInput]``.
Given = Annotated[T, argument("What the command needs to know.")]


def register_enum(
    kind: type[Enum], description: str, values: Mapping[str, str], *, name: str | None = None
) -> None:
    """Give *kind* its place in the schema; *values* describes every member by its name.

    Called once for each enum, in the module `api.building.enums`, before any type uses it.
    """
    strawberry.enum(kind, name=name, description=description)
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
