"""Decisions about an area. A code in use is never given twice, a retired one stays readable.

A decree may establish a retired code again, from a later day on. An area is retired after those
below it, so none is left hanging under a code that is gone.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import assert_never

from domain.area import refusals as no
from domain.area.commands import AddArea, AreaCommand, RenameArea, RetireArea
from domain.area.events import AreaAdded, AreaRenamed, AreaRetired
from domain.area.facts import AreaFacts
from domain.area.state import AreaHistory
from domain.kernel.area_codes import NATIONAL, parent_of
from domain.kernel.days import out_of_range
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import PARAGRAPH, tidy, written

SHOWN = 5
"""How many of the areas below a refusal names."""

CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)


def decide(area: AreaHistory, command: AreaCommand, facts: AreaFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    match command:
        case AddArea():
            return add(area, command, facts)
        case RenameArea():
            return rename(area, command, facts)
        case RetireArea():
            return retire(area, command, facts)
        case _:
            assert_never(command)


def codes_of(command: AreaCommand) -> Iterable[str]:
    """Yield the codes that decide about *command*."""
    yield command.code
    yield parent_of(command.code)
    if isinstance(command, RetireArea):
        yield from command.successors


def add(area: AreaHistory, command: AddArea, facts: AreaFacts) -> Decision:
    """Add an area below one that exists, under a code that is not in use."""
    found = [
        *_unnamed(command.name),
        *_undecreed(command.decree),
        *written(command.system, "system", PARAGRAPH),
    ]
    parent = parent_of(command.code)
    if not CODE.fullmatch(command.code):
        found.append(no.AreaCodeMalformed(field="code", code=command.code))
    elif not area.retired and (command.code in facts.known or area.added):
        found.append(no.AreaExists(field="code", code=command.code))
    elif parent not in {NATIONAL, *facts.known}:
        found.append(no.ParentUnknown(field="code", parent=parent))
    else:
        found += _ill_dated(area, command.valid_from, "validFrom")
    refuse_all(found)
    added = AreaAdded(
        code=command.code,
        name=tidy(command.name),
        system=command.system,
        valid_from=command.valid_from,
        decree=command.decree,
    )
    return on(command.stream, added)


def rename(area: AreaHistory, command: RenameArea, facts: AreaFacts) -> Decision:
    """Give the area another name, from a day after the last change."""
    _must_exist(area, command.code, facts)
    refuse_all(
        [
            *_unnamed(command.name),
            *_undecreed(command.decree),
            *_ill_dated(area, command.valid_from, "validFrom"),
        ]
    )
    renamed = AreaRenamed(
        code=command.code,
        name=tidy(command.name),
        valid_from=command.valid_from,
        decree=command.decree,
    )
    return on(command.stream, renamed)


def retire(area: AreaHistory, command: RetireArea, facts: AreaFacts) -> Decision:
    """Stop using the code; whatever takes its place exists."""
    _must_exist(area, command.code, facts)
    strangers = [
        no.SuccessorUnknown(field=f"successors[{index}]", code=code)
        for index, code in enumerate(command.successors)
        if code not in facts.known
    ]
    refuse_all(
        [
            *_left_behind(command, facts),
            *_undecreed(command.decree),
            *_ill_dated(area, command.valid_to, "validTo"),
            *strangers,
        ]
    )
    retired = AreaRetired(
        code=command.code,
        valid_to=command.valid_to,
        decree=command.decree,
        successors=command.successors,
    )
    return on(command.stream, retired)


def _left_behind(command: RetireArea, facts: AreaFacts) -> list[Refusal]:
    """Return why the code cannot end: areas below outlive it, or it would follow itself."""
    found: list[Refusal] = []
    if facts.below:
        some = ", ".join(sorted(facts.below)[:SHOWN])
        found.append(no.AreasBelow(field="code", count=len(facts.below), some=some))
    if command.code in command.successors:
        itself = f"successors[{command.successors.index(command.code)}]"
        found.append(no.SuccessorItself(field=itself, code=command.code))
    return found


def _unnamed(name: str) -> list[Refusal]:
    return written(name, "name", blank=no.AreaNameMissing)


def _undecreed(decree: str) -> list[Refusal]:
    return written(decree, "decree", PARAGRAPH, blank=no.DecreeMissing)


def _must_exist(area: AreaHistory, code: str, facts: AreaFacts) -> None:
    if area.retired:
        raise no.AreaRetiredAlready(field="code", code=code)
    if code not in facts.known and not area.added:
        raise no.AreaNotFound(field="code", code=code)


def _ill_dated(area: AreaHistory, day: date, field: str) -> list[Refusal]:
    if impossible := out_of_range(day, field):
        return impossible
    if area.last is None or day > area.last:
        return []
    return [no.DateBeforeLast(field=field, day=day, last=area.last)]
