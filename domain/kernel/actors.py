"""Who acts: a person's or a program's account as the rules see it.

An actor says what somebody *is*; what that allows is decided in one place only,
``application.authorisation``.
"""

from enum import StrEnum
from uuid import UUID

import msgspec


class Role(StrEnum):
    """What a person or a program does here (one role an account)."""

    GUEST = "guest"
    OPERATOR = "operator"
    MSME_OWNER = "msme_owner"
    OFFICER = "officer"
    EXECUTIVE = "executive"
    AUDITOR = "auditor"
    SERVICE = "service"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Scope(StrEnum):
    """What a service key may be used for."""

    FEED = "feed"
    STATEMENTS = "statements"
    READ = "read"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One account in action.

    *account* is what the log records as the author. *office* and *territory* (an
    area code, ``ID`` for the whole country) belong to office roles, *cooperative*
    to its operator, *interests* are cooperatives in which the person has a stake,
    *scopes* belong to service keys.
    """

    account: str
    role: Role
    name: str = ""
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None
    interests: frozenset[UUID] = frozenset()
    scopes: frozenset[Scope] = frozenset()


GUEST = Actor(account="guest", role=Role.GUEST)
SYSTEM = Actor(account="system", role=Role.SYSTEM, territory="ID")
