"""Decisions about an area. A code is never given twice, a retired one stays readable."""

import re
from collections.abc import Iterable
from datetime import date

from domain.area import commands as ask
from domain.area import events as done
from domain.area import refusals as no
from domain.area.state import AreaHistory
from domain.kernel.area_codes import NATIONAL, parent_of
from domain.kernel.refusals import Refusal, refuse_all

CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")


def decide(
    area: AreaHistory, command: ask.AreaCommand, known: frozenset[str]
) -> tuple[done.AreaEvent, ...]:
    """Answer *command* with the events it makes true, or raise a `Refusal`.

    *known* are the codes in force among those that the command names, its own and
    its parent's included.
    """
    match command:
        case ask.AddArea():
            return _add(area, command, known)
        case ask.RenameArea():
            return _rename(area, command, known)
        case ask.RetireArea():
            return _retire(area, command, known)
    raise TypeError(f"{type(command).__name__} is no command for an area.")


def codes_of(command: ask.AreaCommand) -> Iterable[str]:
    """Yield the codes that decide about *command*."""
    yield command.code
    yield parent_of(command.code)
    if isinstance(command, ask.RetireArea):
        yield from command.successors


def _add(
    area: AreaHistory, command: ask.AddArea, known: frozenset[str]
) -> tuple[done.AreaEvent, ...]:
    found = [*_unnamed(command.name), *_undecreed(command.decree)]
    parent = parent_of(command.code)
    if not CODE.fullmatch(command.code):
        found.append(no.AreaCodeMalformed(field="code", code=command.code))
    elif command.code in known or area.added or area.retired:
        found.append(no.AreaExists(field="code", code=command.code))
    elif parent not in {NATIONAL, *known}:
        found.append(no.ParentUnknown(field="code", parent=parent))
    refuse_all(found)
    return (
        done.AreaAdded(
            code=command.code,
            name=command.name.strip(),
            system=command.system,
            valid_from=command.valid_from,
            decree=command.decree,
        ),
    )


def _rename(
    area: AreaHistory, command: ask.RenameArea, known: frozenset[str]
) -> tuple[done.AreaEvent, ...]:
    _must_exist(area, command.code, known)
    refuse_all(
        [
            *_unnamed(command.name),
            *_undecreed(command.decree),
            *_too_early(area, command.valid_from, "validFrom"),
        ]
    )
    return (
        done.AreaRenamed(
            code=command.code,
            name=command.name.strip(),
            valid_from=command.valid_from,
            decree=command.decree,
        ),
    )


def _retire(
    area: AreaHistory, command: ask.RetireArea, known: frozenset[str]
) -> tuple[done.AreaEvent, ...]:
    _must_exist(area, command.code, known)
    strangers = [
        no.SuccessorUnknown(field="successors", code=code)
        for code in command.successors
        if code not in known
    ]
    refuse_all(
        [
            *_undecreed(command.decree),
            *_too_early(area, command.valid_to, "validTo"),
            *strangers,
        ]
    )
    return (
        done.AreaRetired(
            code=command.code,
            valid_to=command.valid_to,
            decree=command.decree,
            successors=command.successors,
        ),
    )


def _must_exist(area: AreaHistory, code: str, known: frozenset[str]) -> None:
    if area.retired:
        raise no.AreaRetiredAlready(field="code", code=code)
    if code not in known and not area.added:
        raise no.AreaNotFound(field="code", code=code)


def _unnamed(name: str) -> list[Refusal]:
    return [] if name.strip() else [no.AreaNameMissing(field="name")]


def _undecreed(decree: str) -> list[Refusal]:
    return [] if decree.strip() else [no.DecreeMissing(field="decree")]


def _too_early(area: AreaHistory, day: date, field: str) -> list[Refusal]:
    if area.last is None or day > area.last:
        return []
    return [no.DateBeforeLast(field=field, day=day, last=area.last)]
