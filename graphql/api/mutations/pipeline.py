"""What a mutation answers: what happened, or why not, in words that help.

`perform` is the only way from a mutation to the domain. A refusal is data, so a form can
mark its fields; whoever may not ask at all gets an error.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4, uuid5

import strawberry

from api.building.describe import attribute, object_type, optional
from api.execution.context import Context
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from domain.kernel.identifiers import key_stream
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text

T = TypeVar("T")

LONGEST_ID = 200


@object_type("What to do about a refusal, in both languages.", right=WITH_ITS_ROW)
class Remedy:
    """A remedy in words."""

    id: str = attribute("In Indonesian.")
    en: str = attribute("In English.")


@object_type("One reason why a command did not happen.", name="Refusal", right=WITH_ITS_ROW)
class RefusalReason:
    """A refusal as clients see it."""

    code: str = attribute("A stable word for programs.")
    message: str = attribute("What is wrong, in the language of the request.")
    field: str | None = attribute("The field that is wrong, where there is one.")
    remedy: Remedy = attribute("What to do about it.")


@object_type("The command did not happen and the log is as it was.", right=WITH_ITS_ROW)
class Refused:
    """The first refusal, and the list of all."""

    code: str = attribute("A stable word for programs, that of the first refusal.")
    message: str = attribute("What is wrong, in the language of the request.")
    field: str | None = attribute("The field that is wrong, where there is one.")
    remedy: Remedy = attribute("What to do about it.")
    refusals: list[RefusalReason] = attribute(
        "Everything that is wrong, so that a form marks it all."
    )


@strawberry.input(description="What every command may carry.")
class CommandInput:
    """The base of every mutation's input."""

    command_id: strawberry.ID | None = optional(
        "Your own id of this command, such as a UUID. Sent again with the same input, the command "
        "is answered as the first time and nothing happens twice."
    )
    effective_on: date | None = optional(
        "The day from which it counts, where that is another than today: a decision letter's date."
    )


@strawberry.input(description="A command about something that exists.")
class ChangeInput(CommandInput):
    """The base of inputs that change an aggregate."""

    expected_version: int | None = optional(
        "The `version` you have seen; refused as stale when somebody changed it since."
    )


class CommandIdTooLong(Refusal):
    """The caller's id of the command is beyond reason."""

    code = "command_id_too_long"
    what = Text(
        "commandId lebih panjang dari {limit} karakter.",
        "commandId is longer than {limit} characters.",
    )
    remedy_text = Text("Pakai UUID.", "Use a UUID.")


def command_uuid(context: Context, command_id: str | None) -> UUID | None:
    """Return the log's id for the caller's *command_id*.

    It is bound to the account, so nobody can ask after another's commands.
    """
    if command_id is None:
        return None
    if len(command_id) > LONGEST_ID:
        raise CommandIdTooLong(field="commandId", limit=LONGEST_ID)
    return key_stream("command", context.actor.account, command_id)


def new_id(context: Context, command_id: str | None, kind: str) -> UUID:
    """Return the id of a new *kind* of thing; a repeated command means the same one."""
    command = command_uuid(context, command_id)
    return uuid4() if command is None else uuid5(command, kind)


async def perform(
    context: Context,
    given: CommandInput,
    read: Callable[[], object],
    shown: Callable[[Done], T],
) -> T | Refused:
    """Carry out the command that *read* finds in the input, and show what came of it."""
    counted, name = context.services.metrics.commands, "unreadable"
    try:
        command = read()
        name = type(command).__name__
        done = await context.services.handler.handle(
            command,
            actor=context.actor,
            command_id=command_uuid(context, given.command_id),
            effective_on=given.effective_on,
        )
    except Refusal as refusal:
        counted.labels(name, "refused").inc()
        return refused([refusal], context.language)
    except Refusals as several:
        counted.labels(name, "refused").inc()
        return refused(several.items, context.language)
    context.loaders.forget()
    counted.labels(name, "repeated" if done.repeated else "done").inc()
    return shown(done)


def refused(refusals: Sequence[Refusal], language: str) -> Refused:
    """Return *refusals* as a client sees them."""
    reasons = [reason(each, language) for each in refusals]
    first = reasons[0]
    return Refused(
        code=first.code,
        message=first.message,
        field=first.field,
        remedy=first.remedy,
        refusals=reasons,
    )


def reason(refusal: Refusal, language: str) -> RefusalReason:
    """Return one refusal as a client sees it."""
    remedy = refusal.remedy
    return RefusalReason(
        code=refusal.code,
        message=refusal.message.in_language(language),
        field=_as_given(refusal.field),
        remedy=Remedy(id=remedy.id, en=remedy.en),
    )


def _as_given(field: str | None) -> str | None:
    """Return *field* by its name in the inputs here, where counts come in among the answers."""
    return field.replace("yes_counts.", "answers.") if field else field
