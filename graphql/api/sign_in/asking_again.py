"""Asking again for the password, and the code, before a change that a thief would make."""

from typing import Any

import strawberry

from api.execution.context import Context
from api.mutations.fields import of_the_request
from application.access.confirmation import Proof


@strawberry.input(description="What proves that it is you, and not only your session.")
class ProofFields:
    """The fields of an input that is asked again; they are no part of the command."""

    password: str | None = of_the_request(
        "Your own password, once more: when the mail address or one-time codes change."
    )
    second_factor: str | None = of_the_request("A code of your authenticator, if you use one.")

    def proof(self) -> Proof:
        """Return the proof."""
        return Proof(password=self.password, code=self.second_factor)


async def ask_again(context: Context, given: Any, command: Any) -> None:
    """Raise unless the person behind the session gave proof; keys and guests have no session."""
    access, token = context.services.access, context.caller.token
    session = await access.identities.session(token) if token else None
    if session is not None:
        await access.sensitive.prepare(command, session, context.actor, given.proof())
