"""Writing a decision into the log once, and finding what was written before."""

import msgspec

from application.kernel.outcome import Outcome, decode, encode
from application.kernel.ports import EventStore
from application.kernel.reader import Reader
from application.kernel.refusals import CommandIdReused
from application.kernel.request import Done, Request
from domain.kernel.decider import Decision
from domain.kernel.log import Append, Appended, CommandReused


async def append(store: EventStore, request: Request, reader: Reader, decision: Decision) -> Done:
    """Append *decision* at the versions that *reader* saw; nothing decided is nothing written.

    Raises `domain.kernel.log.Conflict` when one of the streams has moved on.
    """
    stream, events = request.command.stream, reader.numbered(decision)
    own = [new.version for new in events if new.stream == stream]
    version = max(own, default=reader.version(stream))
    outcome = Outcome(stream=stream, version=version, fingerprint=request.fingerprint)
    if not events:
        return _done(Appended(position=await store.last_position(), outcome=b""), outcome)
    try:
        appended = await store.append(
            Append(
                command_id=request.id,
                fingerprint=request.fingerprint,
                actor=request.actor.account,
                office=request.actor.office,
                events=events,
                outcome=encode(outcome),
                causation=request.causation,
                effective_on=request.effective_on,
                private=decision.private,
            )
        )
    except CommandReused as reused:
        raise CommandIdReused(field="commandId", id=request.id) from reused
    return _done(appended, decode(appended.outcome) if appended.repeated else outcome)


async def earlier(store: EventStore, request: Request) -> Done | None:
    """Return what the same command came to before, None when it was never carried out."""
    appended = await store.outcome_of(request.id) if request.named else None
    if appended is None:
        return None
    outcome = decode(appended.outcome)
    if outcome.fingerprint != request.fingerprint:
        raise CommandIdReused(field="commandId", id=request.id)
    return _done(msgspec.structs.replace(appended, repeated=True), outcome)


def _done(appended: Appended, outcome: Outcome) -> Done:
    return Done(
        position=appended.position,
        stream=outcome.stream,
        version=outcome.version,
        repeated=appended.repeated,
    )
