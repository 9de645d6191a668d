"""Steps of a plan: each resolves one field by the resolver that the executor would call.

That resolver stands behind the authorisation point, reads its arguments and asks the views; so a
step knows nothing of rights, filters or scopes.
"""

from collections.abc import Awaitable, Mapping, Sequence
from inspect import isawaitable
from typing import Any

from graphql import GraphQLField, print_ast
from graphql.execution.values import get_argument_values

from api.execution.batches import Level, values_of
from api.execution.compiled.columns import Columns
from api.execution.compiled.completion import Completion
from api.execution.compiled.running import Run, breathe, together
from api.execution.compiled.shapes import AT_ONCE
from api.relay.nodes import opaque_all


class Resolved:
    """Resolves *field* for each object."""

    def __init__(
        self,
        field: GraphQLField,
        info: Any,
        arguments: Mapping[str, Any],
        completion: Completion,
        columns: Columns,
        *,
        waits: bool,
    ) -> None:
        self._field = field
        self._resolve: Any = field.resolve
        self._info = info
        self._node = info.field_nodes[0]
        self._nulls = frozenset(
            argument.out_name or name
            for name, argument in field.args.items()
            if argument.default_value is None
        )
        self._arguments = self._said(arguments)
        self._varies = any("$" in print_ast(each) for each in self._node.arguments or ())
        self._completion = completion
        self._columns = columns
        self.waits = waits or completion.waits
        self.size = 1 + completion.size

    async def values(self, run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        """Return what is shown under the field for each of *objects*."""
        return await self._completion.complete(run, await self._resolved(run, objects))

    async def _resolved(self, run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        info, arguments, resolve = self._info_of(run), self._arguments_of(run), self._resolve
        found: list[Any] = []
        for begin in range(0, len(objects), AT_ONCE):
            part = objects[begin : begin + AT_ONCE]
            found += [resolve(each, info, **arguments) for each in part]
            if len(found) < len(objects):
                await breathe()
        return await _awaited(found) if self.waits else found

    def _info_of(self, run: Run) -> Any:
        context = run.choosing(self._columns)
        return self._info._replace(context=context, variable_values=run.variables.coerced)

    def _arguments_of(self, run: Run) -> Mapping[str, Any]:
        if not self._varies:
            return self._arguments
        return self._said(get_argument_values(self._field, self._node, run.variables))

    def _said(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return *arguments* without nulls that are the default: to read them takes time."""
        return {
            name: value
            for name, value in arguments.items()
            if value is not None or name not in self._nulls
        }


class Led(Resolved):
    """Resolves a field of `api.relay.leading` once, for all objects."""

    async def _resolved(self, run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        views = self._columns.of(run.context.services.views)
        info = self._info._replace(context=run.context, variable_values=run.variables.coerced)
        level = Level(rows=objects, views=views)
        found: Awaitable[Sequence[Any]] = self._resolve(level, info, **self._arguments_of(run))
        return await found


class Named:
    """Makes the ids of all objects at once: those of a *kind*, by the attribute *key*."""

    waits = False
    size = 0

    def __init__(self, kind: str, key: str) -> None:
        self._kind = kind
        self._key = key

    async def values(self, _run: Run, objects: Sequence[Any]) -> Sequence[Any]:
        """Return the id of each of *objects*."""
        return opaque_all(self._kind, values_of(objects, self._key))


async def _awaited(found: list[Any]) -> list[Any]:
    """Return *found* with what has to be waited for in the place of its awaitables."""
    places = [place for place, each in enumerate(found) if isawaitable(each)]
    if len(places) == 1:
        found[places[0]] = await found[places[0]]
    elif places:
        come = await together([found[place] for place in places])
        for place, value in zip(places, come, strict=True):
            found[place] = value
    return found
