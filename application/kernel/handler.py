"""The one way a command becomes events: load, authorise, decide, append.

Every use case in the system goes through `Handler.handle`, so a reader who has
understood this module has understood all of them. A repeated command is recognised
by the store when it appends, and again here when the decision refuses: the second
time around an assessment *is* submitted already.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from application.authorisation import Forbidden, Unauthenticated
from application.kernel.appending import append, earlier
from application.kernel.checks import authorise_command, dated, refuse_stale
from application.kernel.outcome import fingerprint
from application.kernel.ports import (
    Areas,
    Clock,
    DocumentStore,
    EventStore,
    Ids,
    Origins,
    RefusedCommands,
)
from application.kernel.reader import Reader
from application.kernel.refusals import CommandIdReused, Contended
from application.kernel.refused import refused_command
from application.kernel.request import Done, Effect, Request
from application.kernel.stream_locks import StreamLocks
from application.kernel.use_case import AnySubject, Loaded
from application.scoring.ruleset_cache import RulesetCache
from application.subjects import SUBJECTS
from domain.kernel.actors import Actor
from domain.kernel.commands import Command
from domain.kernel.log import Conflict
from domain.kernel.refusals import Refusal, Refusals

__all__ = ["ATTEMPTS", "Done", "Effect", "Handler"]

ATTEMPTS = 16
"""How often a command that met others is decided again before it gives up."""


class Handler:
    """Carries out commands against one log.

    *areas*, *refused* and *origins* have no default: whoever checks no area codes, keeps no record
    of refusals, or does not know where registrations come from, says so.
    """

    def __init__(
        self,
        store: EventStore,
        clock: Clock,
        documents: DocumentStore,
        *,
        areas: Areas,
        refused: RefusedCommands,
        origins: Origins,
        subjects: Iterable[AnySubject] = SUBJECTS,
        effects: Mapping[type[Command], Sequence[Effect]] = {},
        ids: Ids = uuid4,
        ruleset_cache: RulesetCache | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._documents = documents
        self._areas = areas
        self._refused = refused
        self._origins = origins
        self._subjects = {kind: subject for subject in subjects for kind in subject.commands}
        self._effects = effects
        self._ids = ids
        self._rulesets = ruleset_cache or RulesetCache()
        self._locks = StreamLocks()

    async def handle(
        self,
        command: Command,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
        causation: int | None = None,
    ) -> Done:
        """Carry *command* out for *actor*, with everything that follows at once.

        Raises `Refusal` or `Refusals` when it may not happen, `Forbidden` or
        `Unauthenticated` when the actor may not ask for it at all. Without an
        ``expected_version`` a command that met another one is decided again. *causation*
        is the log position of the event that led to the command.
        """
        request = self._request(command, actor, command_id, effective_on, causation)
        met: UUID | None = None
        for _ in range(ATTEMPTS):
            try:
                async with self._locks.at(met):
                    done = await self._attempt(request)
            except Conflict as conflict:
                met = conflict.stream
            except (Refusal, Refusals, Forbidden, Unauthenticated) as no:
                return await self._answer_again(request, no)
            else:
                return await self._follow_up(request, done)
        return await self._answer_again(request, Contended())

    async def weigh(
        self, command: Command, *, actor: Actor, effective_on: date | None = None
    ) -> tuple[Refusal, ...]:
        """Return why *command* would be refused, and write nothing whatever comes of it.

        Raises `Forbidden` or `Unauthenticated` as `handle` does.
        """
        request = self._request(command, actor, None, effective_on, None)
        try:
            _, loaded = await self._load(request)
            request.subject.decider.decide(loaded.state, command, loaded.facts)
        except Refusal as refusal:
            return (refusal,)
        except Refusals as several:
            return several.items
        return ()

    def _request(
        self,
        command: Command,
        actor: Actor,
        command_id: UUID | None,
        effective_on: date | None,
        causation: int | None,
    ) -> Request:
        return Request(
            command=command,
            subject=self._subjects[type(command)],
            actor=actor,
            id=command_id or self._ids(),
            named=command_id is not None,
            fingerprint=fingerprint(command, actor),
            effective_on=effective_on,
            causation=causation,
        )

    async def _attempt(self, request: Request) -> Done:
        """Load, decide and append once; raise `Conflict` when others were quicker."""
        reader, loaded = await self._load(request)
        decision = request.subject.decider.decide(loaded.state, request.command, loaded.facts)
        await reader.keep_uploads()
        return await append(self._store, request, reader, decision)

    async def _load(self, request: Request) -> tuple[Reader, Loaded[Any, Any]]:
        """Return what the decision is made from, if the actor may ask for it at all."""
        subject, command = request.subject, request.command
        reader = Reader(
            self._store,
            at=self._clock.now(),
            actor=request.actor,
            areas=self._areas,
            documents=self._documents,
            rulesets=self._rulesets,
            origins=self._origins,
        )
        loaded = await subject.load(command, reader)
        resources = subject.resources(command, loaded)
        authorise_command(request.actor, command, resources)
        refuse_stale(command, reader)
        facts = await dated(loaded.facts, request, reader, resources)
        return reader, Loaded(state=loaded.state, facts=facts)

    async def _answer_again(self, request: Request, no: Exception) -> Done:
        """Answer a command that was carried out before, and record and raise *no* otherwise."""
        try:
            before = await earlier(self._store, request) if _may_repeat(no) else None
        except CommandIdReused as reused:
            no, before = reused, None
        if before is not None:
            return await self._follow_up(request, before)
        refused = refused_command(request.command, request.actor, no, self._clock.now())
        await self._refused.record(refused)
        raise no

    async def _follow_up(self, request: Request, done: Done) -> Done:
        """Run what follows the command at once, and return *done*."""
        for effect in self._effects.get(type(request.command), ()):
            await effect(request.command, done)
        return done


def _may_repeat(no: Exception) -> bool:
    """Say whether *no* may be due to the command itself, which was carried out before."""
    return isinstance(no, Refusal | Refusals)
