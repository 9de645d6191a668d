"""Fields that lead from a row to others, which are asked for together with those of other rows.

What stands in the declaration is the question, and what every row of a list is asked alike; so
the function that is decorated never sees a row. It serves both ways of answering: the executor
resolves the field for one row, and a loader gathers the rows; a plan
(`api.execution.compiled`) resolves it once for a whole `Level`.
"""

from collections.abc import Callable
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar

import strawberry

from api.building.describe import query
from api.building.rights import scope_of
from api.execution.batches import Batch, Level
from api.execution.context import Info
from api.relay.connections import Connection, ListPage
from api.relay.paging import page_request, with_page
from application.authorisation import Rule

F = TypeVar("F", bound=Callable[..., Any])

PARENT: Any = strawberry.Parent


def leads_to(description: str, batch: Batch, *, right: Rule, shows: Any) -> Callable[[F], Any]:
    """Make a function a field that shows what *batch* answers; it returns what else is said."""

    def decorate(said_by: F) -> Any:
        ask = getattr(said_by, "__func__", said_by)

        @wraps(ask)
        async def read(root: Any, info: Info, **arguments: Any) -> Any:
            said = {"scope": scope_of(info), **await ask(info, **arguments)}
            if isinstance(root, Level):
                return await root.answers(batch, **said)
            return await info.context.loaders.batch(batch, getattr(root, batch.by), **said)

        read.__signature__ = _of_row(ask)  # type: ignore[attr-defined] # signature() reads it
        return query(description, right=right, shows=shows, leads=batch)(staticmethod(read))

    return decorate


def leads_to_pages(
    description: str, batch: Batch, counts: Batch, *, right: Rule, of: Any
) -> Callable[[F], Any]:
    """Make a function a connection that shows a page of what *batch* answers.

    The function returns what else is said to it, and to *counts*, which knows how many rows the
    whole list of each row has.
    """

    def decorate(said_by: F) -> Any:
        ask = getattr(said_by, "__func__", said_by)

        @wraps(ask)
        async def read(
            root: Any,
            info: Info,
            *,
            first: int | None = None,
            after: str | None = None,
            last: int | None = None,
            before: str | None = None,
            **arguments: Any,
        ) -> Any:
            said = {"scope": scope_of(info), **await ask(info, **arguments)}
            request = page_request(first, after, last, before)
            load = info.context.loaders.batch
            if isinstance(root, Level):
                pages = await root.answers(batch, request=request, **said)
                each = zip(pages, root.keys(batch), strict=True)
                return [ListPage(page, partial(load, counts, key, **said)) for page, key in each]
            key = getattr(root, batch.by)
            page = await load(batch, key, request=request, **said)
            return ListPage(page, partial(load, counts, key, **said))

        read.__signature__ = with_page(_of_row(ask))  # type: ignore[attr-defined] # as above
        return query(description, right=right, shows=Connection[of], leads=batch)(
            staticmethod(read)
        )

    return decorate


def _of_row(ask: Callable[..., Any]) -> Signature:
    """Return the signature of a resolver that takes the row before what *ask* takes."""
    own = signature(ask)
    given = list(own.parameters.values())[1:]
    row, info = (
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind)
        for name, kind in (("root", PARENT[Any]), ("info", Info))
    )
    return own.replace(parameters=[row, info, *given])
