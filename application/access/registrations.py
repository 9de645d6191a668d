"""Registering a cooperative: a guest is asked to be human, and gets a receipt.

The log comes first, then the hash of the code; the code itself leaves with the answer and is kept
nowhere. A registration has one receipt: a repeated command is answered as the first time and
shows none, unless the first was interrupted before there was any.
"""

from datetime import date
from uuid import UUID

import msgspec

from application.access.ports import HumanCheck, Receipts, SignInFailures
from application.access.receipt_codes import new_receipt, tidied_receipt
from application.access.sign_in_refusals import ReceiptsLocked, refuse_program
from application.kernel.handler import Done, Handler
from application.kernel.ports import Clock, EventStore, Origins
from domain.cooperative.commands import RegisterCooperative
from domain.kernel.actors import Actor, Role


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What the command came to, and the *receipt* of a guest, which cannot be had again."""

    done: Done
    receipt: str | None = None

    def __repr__(self) -> str:
        return f"Registered(done={self.done})"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody comes to the form: from which *address*, and with which *solution*."""

    address: str
    solution: str | None


class Registrations:
    """Takes registrations, and says whose a receipt is."""

    def __init__(
        self,
        *,
        handler: Handler,
        store: EventStore,
        receipts: Receipts,
        human_check: HumanCheck,
        origins: Origins,
        failures: SignInFailures,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._store = store
        self._receipts = receipts
        self._human_check = human_check
        self._origins = origins
        self._failures = failures
        self._clock = clock

    async def admit(
        self, cooperative: UUID, entry: Entry, actor: Actor, command_id: UUID | None
    ) -> None:
        """Raise unless *actor* is signed in or solved a human check; note where a guest is.

        A command that was carried out before asks for nothing: its solution is used up.
        """
        if actor.role is not Role.GUEST:
            return
        now = self._clock.now()
        if command_id is None or await self._store.outcome_of(command_id) is None:
            await refuse_program(self._human_check, entry.solution, now)
            await self._origins.note(str(cooperative), entry.address, now)

    async def verifying(self, actor: Actor, address: str) -> None:
        """Note from where *actor* is about to verify a registration."""
        await self._origins.note(actor.account, address, self._clock.now())

    async def register(
        self,
        command: RegisterCooperative,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Registered:
        """Carry *command* out; who is signed in finds it in the lists and needs no receipt."""
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        if actor.role is not Role.GUEST:
            return Registered(done=done)
        receipt = new_receipt()
        first = await self._receipts.keep(done.stream, receipt, self._clock.now())
        return Registered(done=done, receipt=receipt if first else None)

    async def cooperative_of(self, receipt: str, address: str) -> UUID | None:
        """Return whose *receipt* it is; every wrong one is answered alike, and counted."""
        now, asking = self._clock.now(), f"receipt:{address}"
        until = await self._failures.locked_until(None, asking, now)
        if until is not None:
            raise ReceiptsLocked(field="receipt", until=until.isoformat(timespec="seconds"))
        code = tidied_receipt(receipt)
        found = await self._receipts.cooperative_of(code) if code is not None else None
        if found is None:
            await self._failures.note(None, asking, now)
        return found
