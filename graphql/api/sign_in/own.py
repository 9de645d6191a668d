"""The session and the account that a request belongs to."""

from uuid import UUID

from api.execution.context import Context
from application.access.ports import Session
from application.authorisation import Unauthenticated


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
