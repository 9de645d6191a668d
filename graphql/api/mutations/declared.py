"""Mutations as they are declared: below the input, in one statement.

`builds` declares one that gives a command, `act` one that does something else. Each is a
constant of its module, and `api.mutations.root` makes the type Mutation of them; there is
no resolver to write.
"""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, get_type_hints

import msgspec
import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from api.building.describe import Given, stated
from api.execution.context import Info
from api.execution.services import Services
from api.mutations.declaration import plan
from api.mutations.pipeline import Before, Carrier, Order, attempt, carry_out
from api.mutations.result import Result
from application.authorisation import Rule

Work = Callable[..., Awaitable[Any]]


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """One mutation; *name* is that of its command or act, *given* its input where it has one.

    *work* is called with the context, and with the input where there is one.
    """

    name: str
    description: str
    union: Any
    given: type | None
    work: Work
    right: Rule | None = None

    @property
    def field_name(self) -> str:
        """The name of its field in the schema."""
        return self.name[0].lower() + self.name[1:]

    def field(self) -> StrawberryField:
        """Return the field of the type Mutation."""
        resolver = _resolver(self) if self.given is None else _resolver_with_input(self)
        resolver.__name__ = self.field_name
        resolver.__annotations__["return"] = self.union
        made: StrawberryField = strawberry.mutation(
            resolver, description=self.description, metadata=stated(self.right)
        )
        return made


def builds(
    command: type[msgspec.Struct],
    given: type,
    result: Result,
    description: str,
    *,
    new: str = "",
    leaves: Collection[str] = (),
    carrier: Callable[[Services], Carrier] = lambda services: services.handler.handle,
    before: Before | None = None,
) -> Declared:
    """Declare the mutation by which the input *given* becomes *command*.

    Raises `api.mutations.declaration.Misdeclared` when they do not belong together; *new*
    and *leaves* are explained there. *carrier* carries the command out instead of the
    handler, where the answer holds a secret that is made on the way. *before* is asked first.
    """
    order = Order(
        plan=plan(given, command, new=new, leaves=leaves),
        carrier=carrier,
        show=result.show,
        before=before,
    )
    return Declared(
        name=command.__name__,
        description=description,
        union=result.union,
        given=given,
        work=lambda context, given: carry_out(context, given, order),
    )


def act(description: str, union: Any, *, right: Rule | None = None) -> Callable[[Work], Declared]:
    """Declare a mutation that does what the decorated function does, under its name.

    *right* says who may; one that bears the name of a command has the command's.

    The function takes the context, and the input where its second argument says which.
    """

    def declare(work: Work) -> Declared:
        name = to_camel_case(work.__name__)
        return Declared(
            name=name[0].upper() + name[1:],
            description=description,
            union=union,
            given=get_type_hints(work).get("given"),
            work=work,
            right=right,
        )

    return declare


def _resolver(declared: Declared) -> Callable[..., Any]:
    async def resolve(info: Info) -> Any:
        return await attempt(info.context, declared.name, declared.work(info.context))

    return resolve


def _resolver_with_input(declared: Declared) -> Callable[..., Any]:
    async def resolve(info: Info, input: Any) -> Any:
        return await attempt(info.context, declared.name, declared.work(info.context, input))

    given: Any = Given
    resolve.__annotations__["input"] = given[declared.given]
    return resolve
