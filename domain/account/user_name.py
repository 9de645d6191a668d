"""User names: their shape, the stream that stands for one, and who holds it, for good."""

import re
from typing import assert_never
from uuid import UUID

from domain.account.events import UserNameClaimed, UserNameEvent
from domain.kernel.decider import Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded

SHAPE = re.compile(r"[a-z][a-z0-9._-]{2,39}")


def name_stream(user_name: str) -> UUID:
    """Return the stream that stands for *user_name*, however it is capitalised.

    >>> name_stream("Siti ") == name_stream("siti")
    True
    """
    return key_stream("user-name", user_name.strip().lower())


def claim(user_name: str, account: UUID) -> Decision:
    """Return the decision that *account* is called *user_name*."""
    return on(name_stream(user_name), UserNameClaimed(account=account))


def evolve(_holder: UUID | None, recorded: Recorded[UserNameEvent]) -> UUID | None:
    """Return whose name it is after one event of its stream."""
    match recorded.event:
        case UserNameClaimed(account=account):
            return account
        case unknown:
            assert_never(unknown)


USER_NAME: Fold[UUID | None, UserNameEvent] = Fold(initial=None, evolve=evolve)
