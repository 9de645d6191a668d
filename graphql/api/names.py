"""The names that people know, beside the ids and codes that the log holds.

Nobody can do anything with "33.74" or the id of an account alone, so wherever a type shows one,
its name stands beside it; a test walks the schema for those that stand alone. The names of one
level are asked for together.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import strawberry

from api.building.describe import query
from api.execution.context import Info
from application.authorisation import Rule

CodeOf = Callable[[Any], str | None]


def account_name(column: str, description: str, *, right: Rule | None = None) -> Any:
    """Make the field with what the account in *column* signs in as.

    It has the right of the account that it names, so it is *right* where that has one of its
    own. What is no account of a person, such as ``guest``, is its own name.
    """
    account_of = attrgetter(column)

    async def name(root: strawberry.Parent[Any], info: Info) -> str | None:
        account = account_of(root)
        return await info.context.loaders.user_name(account and str(account))

    return query(description, right=right)(name)


def area_name(code: str | CodeOf, description: str) -> Any:
    """Make the field with the newest name of the area whose *code* a column or function gives."""
    code_of = attrgetter(code) if isinstance(code, str) else code

    async def name(root: strawberry.Parent[Any], info: Info) -> str | None:
        return await info.context.loaders.area_name(code_of(root))

    return query(description)(name)


def office_name(description: str = "Name of that office.") -> Any:
    """Make the field with the name of the office whose code the row has."""

    async def name(root: strawberry.Parent[Any], info: Info) -> str | None:
        office = await info.context.loaders.office(root.office)
        return office.name if office else None

    return query(description)(name)
