"""Use cases of the list of areas."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from domain.area import commands as ask
from domain.area import state
from domain.area.decisions import codes_of, decide
from domain.area.events import AreaCodesLoaded
from domain.area.state import CODE_LIST, area_stream

COMMANDS: tuple[type[ask.AreaCommand], ...] = (ask.AddArea, ask.RenameArea, ask.RetireArea)


def area_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    changes: tuple[UseCase[Any], ...] = tuple(
        UseCase(
            command=kind,
            subject=_subject,
            reads=_reads,
            whose=_whose,
            decide=_decide,
            areas=codes_of,
        )
        for kind in COMMANDS
    )
    loading = UseCase(
        command=ask.LoadAreaCodes,
        subject=_code_list,
        reads=_read_code_list,
        whose=_whose,
        decide=_load,
    )
    return (*changes, loading)


def _subject(command: ask.AreaCommand) -> UUID:
    return area_stream(command.code)


def _reads(command: ask.AreaCommand, _view: View) -> Iterable[UUID]:
    return (area_stream(command.code),)


def _whose(_command: object, _view: View) -> Sequence[Resource]:
    return (Resource(),)


def _decide(command: ask.AreaCommand, view: View) -> Decision:
    stream = area_stream(command.code)
    area = state.fold(recorded.event for recorded in view.events(stream))  # type: ignore[misc]
    return Decision(events=view.next(stream, decide(area, command, view.areas)))


def _code_list(_command: ask.LoadAreaCodes) -> UUID:
    return CODE_LIST


def _read_code_list(_command: ask.LoadAreaCodes, _view: View) -> Iterable[UUID]:
    return (CODE_LIST,)


def _load(command: ask.LoadAreaCodes, view: View) -> Decision:
    """Take the list over, unless the newest one is the same."""
    loaded = [recorded.event for recorded in view.events(CODE_LIST)]
    newest = loaded[-1] if loaded else None
    if isinstance(newest, AreaCodesLoaded) and newest.digest == command.digest:
        return Decision(events=())
    event = AreaCodesLoaded(
        system=command.system,
        source=command.source,
        digest=command.digest,
        count=command.count,
        valid_from=command.valid_from,
    )
    return Decision(events=view.next(CODE_LIST, (event,)))
