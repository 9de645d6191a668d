"""The record of a command that was not carried out, for auditors."""

from datetime import datetime

from application.kernel.ports import RefusedCommand
from domain.kernel.actors import Actor
from domain.kernel.commands import Command
from domain.kernel.refusals import Refusals


def refused_command(
    command: Command, actor: Actor, refusal: Exception, at: datetime
) -> RefusedCommand:
    """Return who was refused what; the cause of a refusal is the rule that it hides."""
    return RefusedCommand(
        actor=actor.account,
        office=actor.office,
        command=type(command).__name__,
        subject=command.stream,
        code=_code(refusal),
        rule=type(refusal.__cause__ or refusal).__name__,
        at=at,
    )


def _code(refusal: Exception) -> str:
    """Return the code that the caller is told, for several refusals all of them."""
    if isinstance(refusal, Refusals):
        return ",".join(sorted({each.code for each in refusal.items}))
    return str(getattr(refusal, "code", type(refusal).__name__.upper()))
