"""Who sends a request: the bearer token, the address it comes from, and the user agent.

A request without a token is a guest's. One with a malformed, unknown or ended token is
refused with 401 and never treated as a guest's, so that nobody works without being signed
in and does not notice.
"""

from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from application.access.authentication import Authenticator
from application.authorisation import Unauthenticated
from domain.kernel.actors import Actor

LONGEST_TOKEN = 512
LONGEST_AGENT = 200


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Where a request comes from; *token* is shown by nobody and logged nowhere."""

    address: str = ""
    token: str | None = None
    agent: str | None = None

    def __repr__(self) -> str:
        return f"Caller(address={self.address!r})"


NOWHERE = Caller()


def caller_at(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller:
    """Return where the request on *connection* comes from."""
    agent = connection.headers.get("user-agent")
    return Caller(
        address=connection.client.host if connection.client else "",
        token=bearer(connection.headers.get("authorization")),
        agent=agent[:LONGEST_AGENT] if agent else None,
    )


async def caller_of(
    connection: ASGIConnection[Any, Any, Any, Any], authenticator: Authenticator
) -> Actor:
    """Return the actor behind *connection*, the guest when it carries no token."""
    token = bearer(connection.headers.get("authorization"))
    address = connection.client.host if connection.client else ""
    return await authenticator.authenticate(token, address)


def bearer(header: str | None) -> str | None:
    """Return the token in an Authorization header.

    >>> bearer("Bearer abc"), bearer(None)
    ('abc', None)
    """
    if header is None:
        return None
    scheme, _, token = header.strip().partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise Unauthenticated
    return token
