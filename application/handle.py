"""The one way a command becomes events: read, authorise, decide, append.

Every use case in the system goes through `Handler.handle`, so a reader who has
understood this module has understood all of them. A repeated command is recognised
by the store when it appends, and again here when the decision refuses: the second
time around an assessment *is* submitted already.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from application.ports import Areas, Clock, DocumentStore, EventStore, RefusedCommands
from application.ruleset_shelf import RulesetShelf
from application.use_case import UseCase
from domain.actors import Actor


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A command was carried out: the log stood at *position*, *subject* at *version*.

    *repeated* is true when it had been carried out before; then all of this is what
    it came to the first time.
    """

    position: int
    subject: UUID
    version: int
    repeated: bool = False


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
        ids: Callable[[], UUID] = uuid4,
        shelf: RulesetShelf | None = None,
    ) -> None:
        raise AssertionError(store, clock, documents, areas, refused, use_cases, ids, shelf)

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
        raise AssertionError(self, command, actor, command_id, effective_on, causation)
