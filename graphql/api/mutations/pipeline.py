"""The one way from a mutation to what it does, and from there to its answer.

Every mutation goes through `attempt`. A mutation that gives a command does its work by
`carry_out`, so the caller's ``commandId`` and ``effectiveOn`` always reach the handler; the
few others (signing in, asking for a link) bring work of their own. A refusal is data, so a
form can mark its fields; whoever may not ask at all gets an error.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from strawberry.utils.str_converters import to_camel_case

from api.execution.context import Context
from api.execution.services import Services
from api.mutations.inputs import CommandInput
from api.mutations.plans import Plan
from api.mutations.reading import Reading
from api.mutations.refused import Refused, refused
from api.mutations.sent import Sent
from api.mutations.success import Success
from domain.kernel.actors import GUEST
from domain.kernel.commands import Command
from domain.kernel.identifiers import key_stream
from domain.kernel.log import LogUnavailable, OutcomeUnknown
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text
from infrastructure.postgres.away import is_away

S = TypeVar("S", bound=Success)

LONGEST_ID = 200

Carrier = Callable[..., Awaitable[Any]]
"""Carries a command out: called as ``Handler.handle`` is, returns what `Order.show` shows."""


Before = Callable[[Context, Any, Any], Awaitable[None]]
"""Asked with the input and its command before that is carried out; may raise a refusal."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A mutation that gives a command: how it is built, who carries it out, what is shown.

    *show* gets the command and what came of it.
    """

    plan: Plan[Any]
    carrier: Callable[[Services], Carrier]
    show: Callable[[Any, Any], Success]
    before: Before | None = None


class CommandIdTooLong(Refusal):
    """The caller's id of the command is beyond reason."""

    code = "command_id_too_long"
    what = Text(
        "commandId lebih panjang dari {limit} karakter.",
        "commandId is longer than {limit} characters.",
    )
    remedy_text = Text("Pakai UUID.", "Use a UUID.")


class CommandIdNotUnique(Refusal):
    """A guest's id of a command could be that of any other guest: they share one account."""

    code = "command_id_not_unique"
    what = Text(
        "Tanpa masuk, commandId harus berupa UUID; ini bukan: {given}.",
        "Without signing in a commandId must be a UUID; this is none: {given}.",
    )
    remedy_text = Text(
        "Buat UUID acak untuk setiap perintah, atau masuk dahulu.",
        "Make a random UUID for each command, or sign in first.",
    )


async def attempt(context: Context, name: str, work: Awaitable[S]) -> S | Refused:
    """Answer with what *work* comes to, or why it may not be; count it as *name*."""
    counted = context.services.metrics.commands
    try:
        success = await work
    except Refusal as refusal:
        counted.labels(name, "refused").inc()
        return refused([refusal], context.language)
    except Refusals as several:
        counted.labels(name, "refused").inc()
        return refused(several.items, context.language)
    except (LogUnavailable, OutcomeUnknown):
        raise
    except Exception as error:
        if is_away(error):  # The log says itself when it wrote nothing; nothing else can.
            raise OutcomeUnknown(None) from error
        raise
    context.loaders.forget()
    context.carried_out.append(name)
    counted.labels(name, "repeated" if success.repeated else "done").inc()
    return success


async def carry_out(context: Context, given: object, order: Order) -> Success:
    """Read the command of *order* from the input *given*, carry it out, and show the end."""
    command_id, effective_on = None, None
    sent = Sent(type(given), to_camel_case(order.plan.kind.names))
    with sent.rewording():
        if isinstance(given, CommandInput):
            command_id = command_uuid(context, given.command_id, sent)
            effective_on = given.effective_on
        reading = Reading(command_id, sent)
        command = order.plan.build(given, reading)
        await _refuse_unreadable(context, reading, command, effective_on)
        if order.before is not None:
            with nothing_done_yet():
                await order.before(context, given, command)
        handle = order.carrier(context.services)
        done = await handle(
            command, actor=context.actor, command_id=command_id, effective_on=effective_on
        )
    return order.show(command, done)


async def _refuse_unreadable(
    context: Context, reading: Reading, command: Command, effective_on: date | None
) -> None:
    """Refuse what could not be read, together with what is wrong with the rest."""
    if reading.found and reading.whole:
        weighed = await context.services.handler.weigh(
            command, actor=context.actor, effective_on=effective_on
        )
        reading.join(weighed)
    reading.finish()


@contextmanager
def nothing_done_yet() -> Iterator[None]:
    """Raise `LogUnavailable` when the database is away inside: the command was not even given."""
    try:
        yield
    except Exception as error:
        if is_away(error):
            raise LogUnavailable("The database cannot serve just now.") from error
        raise


def command_uuid(context: Context, command_id: str | None, sent: Sent) -> UUID | None:
    """Return the log's id for the caller's *command_id*, and note in *sent* what it stands for.

    It is bound to the account, so nobody can ask after another's commands. Guests have one
    account together; what tells their commands apart is that nobody guesses a UUID.
    """
    if command_id is None:
        return None
    if len(command_id) > LONGEST_ID:
        raise CommandIdTooLong(field="commandId", limit=LONGEST_ID)
    if context.actor.account == GUEST.account and not _is_unique(command_id):
        raise CommandIdNotUnique(field="commandId", given=command_id)
    found = key_stream("command", context.actor.account, command_id)
    sent.text(found, command_id)
    return found


def _is_unique(command_id: str) -> bool:
    """Say whether *command_id* is a UUID of a known kind; the one of zeros alone is of none."""
    try:
        return UUID(command_id).version is not None
    except ValueError:
        return False
