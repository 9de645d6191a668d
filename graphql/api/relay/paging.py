"""How a field becomes a list that is read a page at a time.

A resolver that is decorated with `connection` says which list is meant, by `paged`. The
four arguments of the page are added here, and so are reading it and counting the list.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Generic, Protocol, TypeVar, cast

import msgspec

from api.building.describe import argument, query
from api.building.enums import Direction
from api.execution.context import Info
from api.execution.faults import BothDirections, PageTooLarge
from api.relay.connections import Connection, ListPage
from application.authorisation import Rule
from projections.querying.paging import Page, PageRequest

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

PAGE = 50
LARGEST_PAGE = 200
UNSORTED: Mapping[str, Any] = {}

ARGUMENTS = {
    "first": Annotated[
        int | None, argument("How many rows at most; 50 when neither end is given.")
    ],
    "after": Annotated[str | None, argument("Only rows after this cursor.")],
    "last": Annotated[
        int | None, argument("How many rows at most, counted from the end of the list.")
    ],
    "before": Annotated[str | None, argument("Only rows before this cursor.")],
}


class PagedQuery(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """A list that somebody asked for: how to read a page of it, and how to count it."""

    page: Callable[[PageRequest], Awaitable[Page[R]]]
    count: Callable[[], Awaitable[int]]


class Questions(Protocol[R]):
    """A module of a view that can be asked for a page, and for the number of all rows."""

    @property
    def page(self) -> Callable[..., Awaitable[Page[R]]]:
        """Read one page."""

    @property
    def count(self) -> Callable[..., Awaitable[int]]:
        """Count all rows."""


def paged(
    info: Info, questions: Questions[R], *, sort: Mapping[str, Any] = UNSORTED, **narrowed: Any
) -> PagedQuery[R]:
    """Return the list that *questions* answers for what *narrowed* says (scope, where, as_of).

    *sort* is what its pages want to know beyond that; see `sort_by`.
    """
    views = info.context.services.views

    async def page(request: PageRequest) -> Page[R]:
        return await questions.page(views, request=request, **narrowed, **sort)

    return PagedQuery(page=page, count=partial(questions.count, views, **narrowed))


def sort_by(order: Any) -> Mapping[str, Any]:
    """Return how an input such as `CooperativeOrderInput` sorts a list."""
    return {"order": order.by, "descending": order.direction is Direction.DESC}


def connection(description: str, *, of: Any, right: Rule | None = None) -> Callable[[F], F]:
    """Make a method that returns a `PagedQuery` a field that is a connection *of* a type."""

    def decorate(resolver: F) -> F:
        ask = getattr(resolver, "__func__", resolver)

        @wraps(ask)
        async def read(
            *given: Any,
            first: int | None = None,
            after: str | None = None,
            last: int | None = None,
            before: str | None = None,
            **arguments: Any,
        ) -> ListPage[Any]:
            asked = await ask(*given, **arguments)
            page = await asked.page(page_request(first, after, last, before))
            return ListPage(page=page, count=asked.count)

        read.__signature__ = with_page(signature(ask))  # type: ignore[attr-defined] # signature() reads it
        return cast("F", query(description, right=right, shows=Connection[of])(read))

    return decorate


def with_page(own: Signature) -> Signature:
    """Return the signature *own* with the arguments of a page at its end."""
    page = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in ARGUMENTS.items()
    ]
    return own.replace(parameters=[*own.parameters.values(), *page])


def page_request(
    first: int | None, after: str | None, last: int | None, before: str | None
) -> PageRequest:
    """Return which page is asked for, or raise a fault that says what is too much."""
    for field, given in (("first", first), ("last", last)):
        if given is not None and not 0 <= given <= LARGEST_PAGE:
            raise PageTooLarge(field=field, limit=LARGEST_PAGE, given=given)
    forwards, backwards = (
        first is not None or after is not None,
        last is not None or before is not None,
    )
    if forwards and backwards:
        raise BothDirections(field="last")
    if backwards:
        return PageRequest(last=PAGE if last is None else last, before=before)
    return PageRequest(first=PAGE if first is None else first, after=after)
