"""The type Mutation: every mutation that the modules below declare, in their order.

A new mutation needs no line here, only a new module does.
"""

from collections.abc import Iterator
from types import ModuleType

from strawberry.tools import create_type

from api.account import links
from api.account import mutations as account
from api.area import mutations as area
from api.assessment.mutations import correcting, entering, verifying
from api.cooperative import mutations as cooperative
from api.mutations.declared import Declared
from api.office import mutations as office
from api.ruleset import mutations as ruleset
from api.service_key import mutations as service_key
from api.sign_in import mutations as sign_in

MODULES: tuple[ModuleType, ...] = (
    cooperative,
    entering,
    verifying,
    correcting,
    ruleset,
    sign_in,
    account,
    links,
    service_key,
    office,
    area,
)


def declared() -> Iterator[Declared]:
    """Yield every mutation, in the order of the schema."""
    for module in MODULES:
        yield from (each for each in vars(module).values() if isinstance(each, Declared))


Mutation = create_type(
    "Mutation",
    [each.field() for each in declared()],
    description="Everything that can be done. Each mutation gives one command; it is carried out "
    "whole or not at all, and answers with what happened or with a refusal.",
)
