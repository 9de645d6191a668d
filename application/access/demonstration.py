"""Lets the people of the demonstration in: one password for all, and a session for each.

The accounts themselves come about by commands like any account. Hashing is slow on
purpose, so the one password is hashed once; its strength is that of a demonstration.
"""

from collections.abc import Mapping
from uuid import UUID

from application.access.services import Access

PASSWORD = "koperasi soko guru ekonomi"  # noqa: S105 - printed with the demonstration's tokens
_ADDRESS = "demonstration"


async def let_in(
    access: Access, accounts: Mapping[UUID, str], password: str = PASSWORD
) -> Mapping[str, str]:
    """Give each account, named by its user name, *password* and a session.

    Returns the session tokens by user name. Accounts that have a password keep it, so that
    starting again changes nobody's.
    """
    now = access.clock.now()
    hashed = await access.passwords.hash(password)
    tokens: dict[str, str] = {}
    for account, user_name in accounts.items():
        if await access.credentials.by_account(account) is None:
            await access.credentials.keep_password(account, user_name, hashed, now)
        tokens[user_name], _ = await access.sessions.begin(account, at=now, address=_ADDRESS)
    return tokens
