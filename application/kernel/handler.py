"""The one way a command becomes events: read, authorise, decide, append.

Every use case in the system goes through `Handler.handle`, so a reader who has
understood this module has understood all of them. A repeated command is recognised
by the store when it appends, and again here when the decision refuses: the second
time around an assessment *is* submitted already.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID, uuid4

import msgspec

from application.authorisation import (
    Forbidden,
    OutsideTerritory,
    Resource,
    Unauthenticated,
    authorise,
)
from application.kernel.null_ports import EveryArea, NullRefusedCommands
from application.kernel.outcome import Outcome, decode, encode, fingerprint
from application.kernel.ports import (
    Areas,
    Clock,
    DocumentStore,
    EventStore,
    Ids,
    RefusedCommand,
    RefusedCommands,
)
from application.kernel.refusals import CommandIdReused, Contended, NotFound, StaleVersion
from application.kernel.stream_locks import StreamLocks
from application.kernel.use_case import Decision, UseCase, View
from application.scoring.ruleset_cache import RulesetCache, is_digest
from application.subjects.use_cases import use_cases as all_use_cases
from domain.kernel.actors import Actor
from domain.kernel.log import Append, Appended, CommandReused, Conflict
from domain.kernel.refusals import Refusal, Refusals

ATTEMPTS = 16
"""How often a command that met others is decided again before it gives up."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A command was carried out: the log stood at *position*, *stream* at *version*.

    *repeated* is true when it had been carried out before; then all of this is what
    it came to the first time.
    """

    position: int
    stream: UUID
    version: int
    repeated: bool = False


Effect: TypeAlias = Callable[[Any, Done], Awaitable[None]]
"""What follows at once from a command, given it and what it came to."""


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    """A command with everything that stays the same from attempt to attempt."""

    command: Any
    case: UseCase[Any]
    actor: Actor
    id: UUID
    fingerprint: bytes
    effective_on: date | None
    causation: int | None

    @property
    def subject(self) -> UUID:
        """The stream that the command is about."""
        return self.case.subject(self.command)


class Handler:
    """Carries out commands against one log."""

    def __init__(
        self,
        store: EventStore,
        clock: Clock,
        documents: DocumentStore,
        *,
        areas: Areas | None = None,
        refused: RefusedCommands | None = None,
        use_cases: Iterable[UseCase[Any]] | None = None,
        effects: Mapping[type[Any], Sequence[Effect]] | None = None,
        ids: Ids = uuid4,
        ruleset_cache: RulesetCache | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents
        self._areas = areas or EveryArea()
        self._refused = refused or NullRefusedCommands()
        self._cases = {case.command: case for case in use_cases or all_use_cases()}
        self._effects = effects or {}
        self._ids = ids
        self._shelf = ruleset_cache or RulesetCache()
        self._turns = StreamLocks()

    async def handle(
        self,
        command: object,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
        causation: int | None = None,
    ) -> Done:
        """Carry *command* out for *actor*.

        Raises `Refusal` or `Refusals` when it may not happen, `Forbidden` or
        `Unauthenticated` when the actor may not ask for it at all. Without an
        ``expected_version`` a command that met another one is decided again.
        """
        request = _Request(
            command=command,
            case=self._cases[type(command)],
            actor=actor,
            id=command_id or self._ids(),
            fingerprint=fingerprint(command, actor),
            effective_on=effective_on,
            causation=causation,
        )
        try:
            done = await self._once(request, given=command_id is not None)
        except (Refusal, Refusals, Forbidden, Unauthenticated) as no:
            await self._remember(request, no)
            raise
        for effect in self._effects.get(type(command), ()):
            await effect(command, done)
        return done

    async def _once(self, request: _Request, *, given: bool) -> Done:
        """Carry the command out, or answer as the first time when its id was *given* then."""
        try:
            return await self._carry_out(request)
        except (Refusal, Refusals):
            earlier = await self._earlier(request) if given else None
            if earlier is None:
                raise
            return earlier

    async def _carry_out(self, request: _Request) -> Done:
        met: UUID | None = None
        for _attempt in range(ATTEMPTS):
            try:
                async with self._turns.at(met):
                    return await self._attempt(request)
            except Conflict as conflict:
                met = conflict.stream
        raise Contended

    async def _attempt(self, request: _Request) -> Done:
        view = await self._look(request)
        _authorise(request, view)
        _refuse_stale(request, view)
        decision = request.case.decide(request.command, view)
        try:
            return await self._append(request, view, decision)
        except CommandReused as reused:
            raise CommandIdReused(field="commandId", id=request.id) from reused

    async def _look(self, request: _Request) -> View:
        """Return what the use case wants to know, read in as few rounds as it needs."""
        case, command = request.case, request.command
        if any(is_digest(name) and not self._shelf.get(name) for name in case.rulesets(command)):
            await self._shelf.restock(self._store)
        areas, documents = set(case.areas(command)), set(case.documents(command))
        view = View(
            at=self._clock.now(),
            actor=request.actor,
            ruleset_cache=self._shelf,
            areas=await self._areas.known(areas) if areas else frozenset(),
            documents=await self._documents.known(documents) if documents else frozenset(),
        )
        while wanted := _unread(request, view):
            read = await self._store.read(wanted)
            for events in read.values():
                self._shelf.keep(events)
            known = {**view.history, **dict.fromkeys(wanted, ()), **read}
            view = msgspec.structs.replace(view, history=known)
        return view

    async def _append(self, request: _Request, view: View, decision: Decision) -> Done:
        version = view.version(request.subject) + sum(
            new.stream == request.subject for new in decision.events
        )
        if not decision.events:
            position = await self._store.last_position()
            return Done(position=position, stream=request.subject, version=version)
        outcome = Outcome(subject=request.subject, version=version, fingerprint=request.fingerprint)
        appended = await self._store.append(
            Append(
                command_id=request.id,
                fingerprint=request.fingerprint,
                actor=request.actor.account,
                office=request.actor.office,
                events=decision.events,
                outcome=encode(outcome),
                causation=request.causation,
                effective_on=request.effective_on,
                private=decision.private,
            )
        )
        return _done(appended, decode(appended.outcome) if appended.repeated else outcome)

    async def _earlier(self, request: _Request) -> Done | None:
        """Return what the same command came to before, None when it was never carried out."""
        appended = await self._store.outcome_of(request.id)
        if appended is None:
            return None
        outcome = decode(appended.outcome)
        if outcome.fingerprint != request.fingerprint:
            raise CommandIdReused(field="commandId", id=request.id)
        return _done(msgspec.structs.replace(appended, repeated=True), outcome)

    async def _remember(self, request: _Request, refusal: Exception) -> None:
        """Record who was refused what; the cause of a refusal is the rule that it hides."""
        await self._refused.record(
            RefusedCommand(
                actor=request.actor.account,
                office=request.actor.office,
                command=type(request.command).__name__,
                subject=request.subject,
                code=_code(refusal),
                rule=type(refusal.__cause__ or refusal).__name__,
                at=self._clock.now(),
            )
        )


def _unread(request: _Request, view: View) -> list[UUID]:
    wanted = dict.fromkeys(request.case.reads(request.command, view))
    return [stream for stream in wanted if stream not in view.history]


def _authorise(request: _Request, view: View) -> None:
    """Let the actor act, or raise; what is out of reach looks like what does not exist."""
    kind = type(request.command)
    subjects = request.case.whose(request.command, view)
    try:
        for subject in subjects or (Resource(),):
            authorise(request.actor, kind, subject)
    except OutsideTerritory as outside:
        raise _not_found(request) from outside
    if not subjects:
        raise _not_found(request)


def _not_found(request: _Request) -> NotFound:
    field = request.case.owner or type(request.command).__struct_fields__[0]
    return NotFound(field=field, id=getattr(request.command, field))


def _refuse_stale(request: _Request, view: View) -> None:
    expected = getattr(request.command, "expected_version", None)
    actual = view.version(request.subject)
    if expected not in (None, actual):
        raise StaleVersion(field="expectedVersion", expected=expected, actual=actual)


def _done(appended: Appended, outcome: Outcome) -> Done:
    return Done(
        position=appended.position,
        stream=outcome.subject,
        version=outcome.version,
        repeated=appended.repeated,
    )


def _code(refusal: Exception) -> str:
    """Return the code that the caller is told, for several refusals all of them."""
    if isinstance(refusal, Refusals):
        return ",".join(sorted({each.code for each in refusal.items}))
    return str(getattr(refusal, "code", type(refusal).__name__.upper()))
