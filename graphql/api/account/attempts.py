"""Carries out what is more than one command: signing in, links, keys, ends of sessions.

As in `api.mutations.pipeline.perform`, what a person can mend is data, and everything is counted.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from api.execution.context import Context
from api.mutations.pipeline import Refused, refused
from application.access.ports import Session
from application.authorisation import Unauthenticated
from domain.kernel.refusals import Refusal, Refusals

T = TypeVar("T")


async def attempt(context: Context, name: str, work: Callable[[], Awaitable[T]]) -> T | Refused:
    """Do *work*, counted as *name*, and answer with what it returns or why it may not be."""
    counted = context.services.metrics.commands
    try:
        done = await work()
    except Refusal as refusal:
        counted.labels(name, "refused").inc()
        return refused([refusal], context.language)
    except Refusals as several:
        counted.labels(name, "refused").inc()
        return refused(several.items, context.language)
    counted.labels(name, "done").inc()
    return done


async def own_session(context: Context) -> Session:
    """Return the session that this request belongs to; guests and keys have none."""
    token = context.caller.token
    found = await context.services.access.identities.session(token) if token else None
    if found is None:
        raise Unauthenticated
    return found


def own_account(context: Context) -> UUID:
    """Return the account that this request belongs to."""
    try:
        return UUID(context.actor.account)
    except ValueError as error:
        raise Unauthenticated from error
