"""Rulesets: what each command reads.

Rulesets bind the whole country and belong to no office, so the resource says nothing
about territory; the table of rights asks for the ministry instead.
"""

from collections.abc import Sequence
from typing import get_args

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from domain.kernel.facts import Facts
from domain.ruleset import RULESET
from domain.ruleset import commands as ask
from domain.ruleset.state import Versions


async def load(command: ask.RulesetCommand, reader: Reader) -> Loaded[Versions, Facts]:
    """Read the versions of the ruleset."""
    await reader.read(command.stream)
    facts = Facts(at=reader.at, actor=reader.actor)
    return Loaded(state=reader.fold(RULESET, command.stream), facts=facts)


def resources(_command: object, _loaded: object) -> Sequence[Resource]:
    """Return something that has no owner."""
    return (Resource(),)


RULESETS = Subject(
    commands=get_args(ask.RulesetCommand),
    decider=RULESET,
    load=load,
    resources=resources,
)
