"""From a bearer token to an actor: the port that every entrance asks.

No token is a guest, which is an answer; a wrong or outworn token is never a guest,
because somebody who believes to be signed in must learn that he is not.
"""

from typing import Protocol

from domain.kernel.actors import Actor


class Authenticator(Protocol):
    """Knows sessions and service keys."""

    async def authenticate(self, token: str | None, address: str) -> Actor:
        """Return who *token* stands for, the guest when it is None.

        *address* is the caller's, for limits and the record of last use. Raises
        `application.authorisation.Unauthenticated` for a token that is forged,
        expired, revoked or of a disabled account.
        """
