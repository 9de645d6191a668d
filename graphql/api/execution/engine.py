"""One GraphQL request: parse, validate, count, execute, and say what went wrong.

Documents are parsed and validated once and kept by their text. Strawberry's own
`execute` is passed by, because its rule-building extensions make every request validate
again; the resolvers and types are Strawberry's all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from inspect import isawaitable
from typing import Any

import msgspec
import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution import get_variable_values
from graphql.execution.values import VariableValues
from strawberry.execution import optimized_is_awaitable

from api.execution.compiled.giving_up import Reason
from api.execution.compiled.plans import NO_PLAN, Plan, Plans, switches_of
from api.execution.cost import Costs, KnownCosts
from api.execution.costliness import TOO_COSTLY, TOO_DEEP
from api.execution.counting import mutations_beside_the_first
from api.execution.faults import OnlyQueriesByGet, SubscriptionByRequest
from api.execution.introspection import Executor
from api.execution.limits import Limits, rules, too_long
from api.execution.lru_cache import LruCache
from api.execution.one_mutation import OneMutation, one_mutation
from api.execution.wording import plain
from api.http.body import Call

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"

#: So many mistakes are told at once; each is told with what stands around it, which takes time.
MOST_ERRORS = 5
#: What is kept of documents: a token of one that was read takes 600 bytes of memory and five
#: objects, at each of which the collector of cycles looks now and then while nobody is served.
KEPT_DOCUMENTS, KEPT_TOKENS = 512, 10_000
#: Longer documents are read anew each time, so that a few cannot fill the memory.
KEPT_CHARACTERS = 20_000


class Prepared(msgspec.Struct, frozen=True):
    """A document that was read once: its tree, or what is wrong with it.

    *switches* are the variables that decide what is selected, *costs* what its operations cost,
    *mutations* those of them, by name, that take no engine to be carried out.
    """

    document: DocumentNode | None
    errors: Sequence[GraphQLError] = ()
    switches: tuple[str, ...] = ()
    costs: KnownCosts = msgspec.field(default_factory=KnownCosts)
    mutations: dict[str, OneMutation | None] = msgspec.field(default_factory=dict)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a request; *executed* is false when no resolver ever ran.

    *kind* and *name* describe the operation, for metrics and logs; *reason* says why it was left
    to the ordinary executor, if it was.
    """

    executed: bool
    data: Mapping[str, Any] | None = None
    errors: Sequence[GraphQLError] = ()
    kind: str = "unknown"
    name: str | None = None
    reason: Reason | None = None


class Engine:
    """Answers requests against one schema within *limits*; *compiled* where there is a plan."""

    def __init__(self, schema: strawberry.Schema, limits: Limits, *, compiled: bool = True) -> None:
        self._schema: GraphQLSchema = schema._schema  # noqa: SLF001 Strawberry names no other way
        self._limits = limits
        self._rules = rules(limits)
        self._costs = Costs(self._schema)
        self._compiled = compiled
        self.plans = Plans(self._schema)
        self.known = LruCache[Prepared](entries=KEPT_DOCUMENTS, weight=KEPT_TOKENS)

    async def answer(
        self,
        call: Call,
        context: object,
        *,
        only_queries: bool = False,
        charge: Callable[[int], None] = lambda _more: None,
    ) -> Outcome:
        """Carry out *call*; raises `RequestFault` where HTTP has a word to say.

        *charge* is told how many mutations there are beside the first, and may raise one too.
        """
        prepared = self._prepared(call.document)
        if prepared.document is None:
            return Outcome(executed=False, errors=prepared.errors)
        operation = get_operation_ast(prepared.document, call.operation)
        if operation is not None:
            _check_method(operation, only_queries=only_queries)
        if prepared.errors:
            return Outcome(executed=False, errors=prepared.errors)
        if operation is None:
            return Outcome(executed=False, errors=[_which_operation(call.operation)])
        charge(mutations_beside_the_first(prepared.document, operation))
        return await self._run(prepared.document, prepared, operation, call, context)

    def _prepared(self, text: str) -> Prepared:
        """Return *text* read; what is no document at all is not worth remembering."""
        known = self.known.get(text)
        if known is not None:
            return known
        prepared = self._prepare(text)
        if prepared.document is not None and len(text) <= KEPT_CHARACTERS:
            self.known.keep(text, prepared, prepared.document.token_count)
        return prepared

    def _prepare(self, text: str) -> Prepared:
        """Parse and validate *text*, unless it is longer than so many tokens ever are."""
        if (problem := too_long(text, self._limits)) is not None:
            return Prepared(None, [_error(problem, TOO_COSTLY)])
        try:
            document = parse(text, max_tokens=self._limits.tokens)
            errors = validate(self._schema, document, self._rules, max_errors=MOST_ERRORS)
        except GraphQLSyntaxError as error:
            return Prepared(None, [_coded(error, _syntax_code(error))])
        told = [_coded(error, VALIDATION_FAILED) for error in errors]
        return Prepared(document, told, switches_of(document))

    async def _run(
        self,
        document: DocumentNode,
        prepared: Prepared,
        operation: OperationDefinitionNode,
        call: Call,
        context: Any,
    ) -> Outcome:
        kind = operation.operation.value
        name = operation.name.value if operation.name else None
        variables = get_variable_values(
            self._schema,
            operation.variable_definitions or (),
            call.variables or {},
            max_errors=MOST_ERRORS,
        )
        if isinstance(variables, list):
            wrong = [_without_the_value(error) for error in variables]
            return Outcome(executed=False, errors=wrong, kind=kind, name=name)
        cost = prepared.costs.of(self._costs, document, operation, variables.coerced)
        if cost > self._limits.cost:
            return Outcome(executed=False, errors=[self._too_costly(cost)], kind=kind, name=name)
        mutation = self._mutation(document, prepared, operation, call.variables)
        if mutation is not None:
            done = await mutation.carry_out(context, variables)
            return _outcome(done, kind, name, Reason.COVERED)
        plan = self._plan(call, document, prepared, operation, variables)
        data = await plan.answer(context, variables)
        if data is not None:
            return Outcome(executed=True, data=data, kind=kind, name=name, reason=plan.reason)
        reason = plan.reason if plan.shape is None else Reason.RAISED
        result = await self._execute(document, call, context, name)
        return _outcome(result, kind, name, reason)

    def _too_costly(self, cost: int) -> GraphQLError:
        most = self._limits.cost
        message = f"The operation may cost {cost}; at most {most} is allowed. Ask for fewer rows."
        return _error(message, TOO_COSTLY, cost=cost, limit=most)

    def _plan(
        self,
        call: Call,
        document: DocumentNode,
        prepared: Prepared,
        operation: OperationDefinitionNode,
        variables: VariableValues,
    ) -> Plan:
        if not self._compiled:
            return NO_PLAN
        switches = prepared.switches
        return self.plans.of(
            call.document, document, operation, switches, variables, call.variables
        )

    def _mutation(
        self,
        document: DocumentNode,
        prepared: Prepared,
        operation: OperationDefinitionNode,
        given: dict[str, Any] | None,
    ) -> OneMutation | None:
        """Return *operation* as the one mutation that it is, None where it is something else."""
        name = operation.name.value if operation.name else ""
        if name not in prepared.mutations:
            found = one_mutation(self._schema, document, operation, given)
            prepared.mutations[name] = found
        return prepared.mutations[name]

    async def _execute(
        self, document: DocumentNode, call: Call, context: object, name: str | None
    ) -> ExecutionResult:
        result = execute(
            self._schema,
            document,
            context_value=context,
            variable_values=call.variables,
            operation_name=call.operation or name,
            executor_class=Executor,
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type] # says bool, means guard
        )
        return await result if isawaitable(result) else result


def _outcome(result: ExecutionResult, kind: str, name: str | None, reason: Reason) -> Outcome:
    """Return what *result* comes to; what turned out to cost too much counts as not executed."""
    errors = result.errors or ()
    beyond = [error for error in errors if _is_costly(error)]
    if beyond:
        return Outcome(executed=False, errors=beyond[:1], kind=kind, name=name, reason=reason)
    return Outcome(
        executed=True, data=result.data, errors=errors, kind=kind, name=name, reason=reason
    )


def _is_costly(error: GraphQLError) -> bool:
    """Say whether the schema was asked for more of itself than it gives."""
    return (error.extensions or {}).get("code") == TOO_COSTLY


def _check_method(operation: OperationDefinitionNode, *, only_queries: bool) -> None:
    if operation.operation is OperationType.SUBSCRIPTION:
        raise SubscriptionByRequest(field="query")
    if only_queries and operation.operation is not OperationType.QUERY:
        raise OnlyQueriesByGet(field="query")


def _which_operation(name: str | None) -> GraphQLError:
    if name is None:
        return _error("Say by operationName which operation is meant.", VALIDATION_FAILED)
    return _error(f"The document has no operation named {name!r}.", VALIDATION_FAILED)


def _syntax_code(error: GraphQLSyntaxError) -> str:
    """Return the code of *error*; the parser tells its own limits by their sentences only."""
    if "nested too deeply" in error.message:
        return TOO_DEEP
    return TOO_COSTLY if "Document contains more than" in error.message else PARSE_FAILED


def _error(message: str, code: str, **details: object) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code, **details})


def _without_the_value(error: GraphQLError) -> GraphQLError:
    """Return what *error* says of a variable, without showing its value."""
    told = GraphQLError(plain(error.message), error.nodes, original_error=error.original_error)
    return _coded(told, BAD_USER_INPUT)


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    """Give *error* the code that programs go by, unless a rule gave one already."""
    error.extensions = {"code": code, **(error.extensions or {})}
    return error
