"""Plans by document, operation and the variables that skip or include something."""

from collections.abc import Iterator
from typing import Any

import msgspec
import structlog
from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution.values import VariableValues
from strawberry.execution import optimized_is_awaitable

from api.execution.compiled.compiler import compiled
from api.execution.compiled.giving_up import NotCovered, Reason
from api.execution.compiled.running import Run
from api.execution.compiled.shapes import Shape
from api.execution.context import Context
from api.execution.introspection import Executor
from api.execution.lru_cache import LruCache

logger = structlog.get_logger("sokoguru.api")

#: What is kept of plans: a field of one takes some two kilobytes of memory.
KEPT_PLANS, KEPT_FIELDS = 512, 10_000
#: Longer documents are compiled anew each time, as they are read anew.
KEPT_CHARACTERS = 20_000


class Plan(msgspec.Struct, frozen=True):
    """How an operation is answered: its *shape*, or None and the *reason* why there is none."""

    shape: Shape | None
    reason: Reason

    async def answer(self, context: Context, variables: VariableValues) -> dict[str, Any] | None:
        """Return what the operation is answered with, None when there is no plan or it is given up.

        Whatever is wrong, the ordinary executor meets it as well, and tells it with its place.
        """
        if self.shape is None:
            return None
        run = Run(context=context, variables=variables)
        try:
            (data,) = await self.shape.complete(run, [None])
        except Exception:  # noqa: BLE001 - see above
            context.loaders.forget()
            return None
        found: dict[str, Any] = data
        return found


NO_PLAN = Plan(None, Reason.OFF)


class Plans:
    """The plans of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self.known = LruCache[Plan](entries=KEPT_PLANS, weight=KEPT_FIELDS)

    def of(
        self,
        text: str,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        switches: tuple[str, ...],
        variables: VariableValues,
        given: dict[str, Any] | None,
    ) -> Plan:
        """Return the plan of *operation* for these values of its *switches*.

        *variables* are read of what was *given*.
        """
        name = operation.name.value if operation.name else ""
        set_so = [variables.coerced.get(each) for each in switches]
        key = f"{name}\0{set_so}\0{text}"
        plan = self.known.get(key)
        if plan is None:
            plan = self._made(document, operation, given)
            if len(text) <= KEPT_CHARACTERS:
                self.known.keep(key, plan, plan.shape.size if plan.shape else 1)
        return plan

    def _made(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        given: dict[str, Any] | None,
    ) -> Plan:
        if operation.operation is not OperationType.QUERY:
            return Plan(None, Reason.MUTATION)
        executor: Any = Executor.build(
            self._schema,
            document,
            raw_variable_values=given,
            operation_name=operation.name.value if operation.name else None,
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type] # says bool, means guard
        )
        try:
            return Plan(compiled(executor), Reason.COVERED)
        except NotCovered as found:
            return Plan(None, found.reason)
        except Exception:
            logger.exception("plan_failed")
            return Plan(None, Reason.FAILED)


def switches_of(document: DocumentNode) -> tuple[str, ...]:
    """Return the variables that decide in *document* what is selected at all."""
    found = _Switches()
    visit(document, found)
    return tuple(sorted(found.names))


class _Switches(Visitor):
    """Gathers the variables in @skip and @include."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        """Look at one directive."""
        self.names.update(_variables_in(node))


def _variables_in(node: DirectiveNode) -> Iterator[str]:
    for argument in node.arguments or ():
        if isinstance(argument.value, VariableNode):
            yield argument.value.name.value
