"""Small helpers with which every type, field and argument gets its description.

The schema is the manual, so a description is an argument without a default. Strawberry's
own decorators lose the types of what they decorate; these keep them. They also take the
right to a field, which `api.building.rights` collects when the schema is built.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

import strawberry

from application.authorisation import Rule

F = TypeVar("F", bound=Callable[..., Any])
K = TypeVar("K", bound=type)

#: Keys of a field's metadata: its own rule, and the attribute of the row that it reads.
RIGHT, SOURCE = "right", "source"
#: Key of a field's metadata: it is null, and no error, for whom it is not.
OR_NULL = "or_null"
#: Key of a field's metadata: it can be resolved for a whole level (`api.execution.batches`).
LEADS = "leads"
#: Key of a field's metadata: answering it leaves a trace, so it is answered once and no more.
TRACED = "traced"
#: Attribute of a class of ours: the rule of its fields that have none of their own.
RIGHT_OF_FIELDS = "__right_of_fields__"
#: Attribute of a class of ours: the class of the rows that it shows.
ROW = "__row__"


def query(
    description: str,
    *,
    right: Rule | None = None,
    shows: Any = None,
    or_null: bool = False,
    leads: Any = None,
    traced: bool = False,
) -> Callable[[F], F]:
    """Make a method the resolver of the field that bears its name.

    *shows* is the type of the field where the resolver returns rows instead: say
    ``shows=Area | None`` where it returns an `AreaRow` or None. Without *right* the field
    follows its type, see `object_type`. *or_null* makes it null for whom it is not, where an
    error would stand beside a success. *leads* is for `api.relay.leading`. *traced* says that
    answering leaves a trace, such as a line of the access log, and so may happen once only.
    """
    said = {**stated(right), OR_NULL: or_null, LEADS: leads, TRACED: traced}
    field = strawberry.field(description=description, graphql_type=shows, metadata=said)
    return cast("Callable[[F], F]", field)


def attribute(
    description: str,
    *,
    right: Rule | None = None,
    source: str | None = None,
    shows: Any = None,
) -> Any:
    """Describe an attribute: the field shows what the row holds under the same name.

    *source* is the row's name for it where that is another; dots lead further down. *shows*
    is the type of the field, where the attribute is annotated with the class of a row.
    """
    return strawberry.field(
        description=description, graphql_type=shows, metadata=stated(right, source)
    )


def optional(description: str) -> Any:
    """Describe a field that may be left out: of an input, or of an answer that seldom has it."""
    return strawberry.field(description=description, default=None)


def argument(description: str) -> Any:
    """Describe an argument; use it in `Annotated`."""
    return strawberry.argument(description=description)


@dataclass_transform(kw_only_default=True, field_specifiers=(attribute,))
def object_type(
    description: str, *, right: Rule, name: str | None = None, row: type | None = None
) -> Callable[[K], K]:
    """Make a class a type of the schema; *right* holds for its fields without one of their own.

    *row* is the class of the rows that it shows, where it shows the rows of a view.

    Its fields come in the order in which the class has them, inherited ones first.
    """

    def decorate(kind: K) -> K:
        setattr(kind, RIGHT_OF_FIELDS, right)
        setattr(kind, ROW, row)
        inherited: Collection[str] = getattr(kind, "__dataclass_fields__", ())
        places = {name: place for place, name in enumerate(vars(kind)) if name not in inherited}
        made: Any = strawberry.type(kind, name=name, description=description)
        made.__strawberry_definition__.fields.sort(key=lambda it: places.get(it.python_name, -1))
        return cast("K", made)

    return decorate


T = TypeVar("T")
#: The one argument of every mutation: ``input: Given[SomethingInput]``.
Given = Annotated[T, argument("What the command needs to know.")]


def stated(right: Rule | None, source: str | None = None) -> Mapping[str, object]:
    """Return what was said of a field beyond its description."""
    said = {RIGHT: right, SOURCE: source}
    return {key: value for key, value in said.items() if value is not None}
