"""What is true of an account, folded from its events. Events are never refused."""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

import msgspec

from domain.account.events import (
    AccountChanged,
    AccountCreated,
    AccountDisabled,
    AccountEnabled,
    AccountEvent,
    InterestDeclared,
    InterestWithdrawn,
    InvitationAccepted,
    InvitationIssued,
    PasswordSet,
    PersonErased,
    RoleChanged,
    SecondFactorRemoved,
    SecondFactorSet,
)
from domain.kernel.actors import Role
from domain.kernel.log import Recorded


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as it stands; *enabled* says whether it may be used at all."""

    user_name: str
    role: Role
    person: Mapping[str, str] = {}
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None
    enabled: bool = True
    second_factor: bool = False
    interests: frozenset[UUID] = frozenset()


def evolve(account: Account | None, recorded: Recorded[AccountEvent]) -> Account | None:
    """Return *account* as one recorded event leaves it; before its creation there is none."""
    match recorded.event:
        case AccountCreated() as created:
            return account or _created(created)
        case AccountChanged(person=person):
            return _with(account, person=person)
        case RoleChanged() as changed:
            return _with(
                account,
                role=changed.role,
                office=changed.office,
                territory=changed.territory,
                cooperative=changed.cooperative,
            )
        case AccountDisabled():
            return _with(account, enabled=False)
        case AccountEnabled():
            return _with(account, enabled=True)
        case SecondFactorSet():
            return _with(account, second_factor=True)
        case SecondFactorRemoved():
            return _with(account, second_factor=False)
        case InterestDeclared(cooperative=cooperative):
            return _with(account, interests=_interests(account) | {cooperative})
        case InterestWithdrawn(cooperative=cooperative):
            return _with(account, interests=_interests(account) - {cooperative})
        case PersonErased():
            return _with(account, person={})
        case InvitationIssued() | InvitationAccepted() | PasswordSet():
            return account  # Links and passwords are history: nothing is decided by them.
        case unknown:
            assert_never(unknown)


def _created(event: AccountCreated) -> Account:
    """Return the account that *event* begins; an account begins once."""
    return Account(
        user_name=event.user_name,
        role=event.role,
        person=event.person,
        office=event.office,
        territory=event.territory,
        cooperative=event.cooperative,
    )


def _with(account: Account | None, **changes: object) -> Account | None:
    return None if account is None else msgspec.structs.replace(account, **changes)


def _interests(account: Account | None) -> frozenset[UUID]:
    return frozenset() if account is None else account.interests
