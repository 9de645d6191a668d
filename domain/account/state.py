"""What is true of an account, folded from its events. Facts are never refused."""

from collections.abc import Iterable, Mapping
from functools import reduce
from uuid import UUID

import msgspec

from domain.account.events import (
    AccountChanged,
    AccountCreated,
    AccountDisabled,
    AccountEnabled,
    AccountEvent,
    AdministratorAdded,
    InterestDeclared,
    InterestWithdrawn,
    PersonErased,
    RoleChanged,
    RosterEvent,
    SecondFactorRemoved,
    SecondFactorSet,
)
from domain.kernel.actors import Role


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


def evolve(account: Account | None, event: AccountEvent) -> Account | None:
    """Return *account* as *event* leaves it."""
    if account is None:
        return _created(event) if isinstance(event, AccountCreated) else None
    return msgspec.structs.replace(account, **_changes(account, event))


def fold(events: Iterable[AccountEvent]) -> Account | None:
    """Return the account that *events* made, None when there is none."""
    return reduce(evolve, events, None)


def administrators(events: Iterable[RosterEvent]) -> frozenset[UUID]:
    """Return who runs the installation after *events* of the roster.

    >>> administrators([AdministratorAdded(account=UUID(int=1))]) == {UUID(int=1)}
    True
    """
    found: set[UUID] = set()
    for event in events:
        if isinstance(event, AdministratorAdded):
            found.add(event.account)
        else:
            found.discard(event.account)
    return frozenset(found)


def _created(event: AccountCreated) -> Account:
    """Return the account that *event* begins."""
    return Account(
        user_name=event.user_name,
        role=event.role,
        person=event.person,
        office=event.office,
        territory=event.territory,
        cooperative=event.cooperative,
    )


def _changes(account: Account, event: AccountEvent) -> Mapping[str, object]:
    """Return the fields that *event* gives another value."""
    match event:
        case AccountChanged():
            return {"person": event.person}
        case RoleChanged():
            return {
                "role": event.role,
                "office": event.office,
                "territory": event.territory,
                "cooperative": event.cooperative,
            }
        case AccountDisabled() | AccountEnabled():
            return {"enabled": isinstance(event, AccountEnabled)}
        case SecondFactorSet() | SecondFactorRemoved():
            return {"second_factor": isinstance(event, SecondFactorSet)}
        case InterestDeclared():
            return {"interests": account.interests | {event.cooperative}}
        case InterestWithdrawn():
            return {"interests": account.interests - {event.cooperative}}
        case PersonErased():
            return {"person": {}}
    return {}  # Links and passwords are history only: nothing is decided by them.
