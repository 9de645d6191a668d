"""One run of a plan: who asks, with which variables, and what waits for what."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, Protocol

import msgspec
from graphql.execution.values import VariableValues

from api.execution.compiled.columns import Columns
from api.execution.compiled.giving_up import GivenUp
from api.execution.context import Context


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances in which a plan is run."""

    context: Context
    variables: VariableValues

    def choosing(self, columns: Columns) -> Context:
        """Return the context of a resolver that shall ask for *columns* only."""
        services = self.context.services
        views = columns.of(services.views)
        if views is services.views:
            return self.context
        chosen = msgspec.structs.replace(services, views=views)
        return msgspec.structs.replace(self.context, services=chosen)


class Step(Protocol):
    """A field whose values are found before objects are written."""

    @property
    def waits(self) -> bool:
        """Whether it may take a question to somebody."""

    @property
    def size(self) -> int:
        """How many fields it has below."""

    async def values(self, run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        """Return what is shown under the field for each of *objects*."""


async def breathe() -> None:
    """Let others have their turn."""
    await asyncio.sleep(0)


async def together(works: Sequence[Coroutine[Any, Any, Any]]) -> list[Any]:
    """Return what each of *works* returns; when one fails, the others are ended."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
    except ExceptionGroup as error:
        raise GivenUp from error
    return [task.result() for task in tasks]
