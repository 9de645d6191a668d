"""Use cases of service keys. The keys themselves never come by here, only their prefixes."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.subjects.account import office_of
from domain.office.state import office_stream
from domain.service_key import commands as ask
from domain.service_key import state
from domain.service_key.decisions import KeyFacts, decide

COMMANDS: tuple[type[ask.ServiceKeyCommand], ...] = (
    ask.CreateServiceKey,
    ask.RotateServiceKey,
    ask.RevokeServiceKey,
)


def service_key_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    return tuple(
        UseCase(command=kind, subject=_subject, reads=_reads, whose=_whose, decide=_decide)
        for kind in COMMANDS
    )


def _subject(command: ask.ServiceKeyCommand) -> UUID:
    return command.key


def _reads(command: ask.ServiceKeyCommand, _view: View) -> Iterable[UUID]:
    yield command.key
    if isinstance(command, ask.CreateServiceKey):
        if command.office is not None:
            yield office_stream(command.office)
        if command.cooperative is not None:
            yield command.cooperative
    if isinstance(command, ask.RotateServiceKey):
        yield command.successor


def _whose(_command: ask.ServiceKeyCommand, _view: View) -> Sequence[Resource]:
    return (Resource(),)


def _decide(command: ask.ServiceKeyCommand, view: View) -> Decision:
    key = state.fold(recorded.event for recorded in view.events(command.key))  # type: ignore[misc]
    decided = decide(key, command, _facts(command, view))
    events = view.next(command.key, decided.key)
    if decided.successor is not None:
        successor, created = decided.successor
        events += view.next(successor, (created,))
    return Decision(events=events)


def _facts(command: ask.ServiceKeyCommand, view: View) -> KeyFacts:
    """Return what the decision has to know, from what was read."""
    if not isinstance(command, ask.CreateServiceKey):
        return KeyFacts(now=view.at)
    office = office_of(view, command.office) if command.office is not None else None
    return KeyFacts(
        now=view.at,
        office_known=command.office is None or (office is not None and office.open),
        cooperative_known=command.cooperative is None or view.version(command.cooperative) > 0,
    )
