"""What lets people in, in memory, honouring the contracts of the real adapters.

`tests/contracts/` runs one body of rules against these and against PostgreSQL.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from application.access.ports import Link, TokenKind, new_token
from domain.account.events import LinkPurpose


class MemoryLinks:
    """The port `OneTimeLinks` on a dictionary: links and their ends, by token."""

    def __init__(self) -> None:
        self._links: dict[str, tuple[Link, datetime]] = {}

    async def add(self, account: UUID, purpose: LinkPurpose, expires_at: datetime) -> str:
        """Return the token of one more link."""
        token = new_token(TokenKind.LINK)
        self._links[token] = (Link(account=account, purpose=purpose), expires_at)
        return token

    async def look(self, token: str, at: datetime) -> Link | None:
        """Return whose link *token* is, without using it."""
        found = self._links.get(token)
        return found[0] if found is not None and found[1] > at else None

    async def use(self, token: str, at: datetime) -> Link | None:
        """Use *token* up."""
        found = await self.look(token, at)
        if found is not None:
            del self._links[token]
        return found

    async def drop_others(self, account: UUID, expires_at: datetime) -> None:
        """Make the links of *account* worthless that end at another moment."""
        self._keep(lambda link, end: link.account != account or end == expires_at)

    async def drop(self, account: UUID) -> None:
        """Make every link of *account* worthless."""
        self._keep(lambda link, _end: link.account != account)

    def _keep(self, good: Callable[[Link, datetime], bool]) -> None:
        self._links = {token: kept for token, kept in self._links.items() if good(*kept)}
