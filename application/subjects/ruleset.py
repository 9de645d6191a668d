"""Use cases of rulesets, and the bundled ones published at every start.

Rulesets bind the whole country and belong to no office, so the subject says nothing
about territory; the table of rights asks for the ministry instead.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.scoring.ruleset_cache import ruleset_stream
from domain.kernel.facts import Facts
from domain.ruleset import commands as ask
from domain.ruleset.decisions import decide
from domain.ruleset.state import UNPUBLISHED, Versions, evolve

COMMANDS: tuple[type[ask.RulesetCommand], ...] = (ask.PublishRuleset, ask.RetireRuleset)


def ruleset_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    return tuple(
        UseCase(command=kind, subject=_subject, reads=_reads, whose=_whose, decide=_decide)
        for kind in COMMANDS
    )


def versions_of(view: View, ruleset_id: str) -> Versions:
    """Return the published versions of the ruleset as *view* knows them."""
    return view.fold(evolve, UNPUBLISHED, ruleset_stream(ruleset_id))


def _subject(command: ask.RulesetCommand) -> UUID:
    return ruleset_stream(command.ruleset_id)


def _reads(command: ask.RulesetCommand, _view: View) -> Iterable[UUID]:
    return (_subject(command),)


def _whose(_command: ask.RulesetCommand, _view: View) -> Sequence[Resource]:
    return (Resource(),)


def _decide(command: ask.RulesetCommand, view: View) -> Decision:
    facts = Facts(at=view.at, actor=view.actor)
    events = decide(versions_of(view, command.ruleset_id), command, facts)
    return Decision(events=view.next(_subject(command), events))
