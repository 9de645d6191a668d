"""Where a cooperative stands, folded from its events.

The phases are types. A rejected registration is an end: whoever wants to try again
registers anew, which is why a rejection gives the legal number back.
"""

from typing import Any, TypeVar, assert_never

import msgspec

from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    Location,
    Profile,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.kernel.actors import GUEST
from domain.kernel.log import Recorded


class Unregistered(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing happened yet."""

    answerable: frozenset[str] = frozenset()


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What every registered cooperative has; *registered_by* is an account.

    *answerable* are the accounts that brought it into the registry: who registered it, who
    changed the registration while it waited, and where a guest registered it, of whom nobody
    knows who it was, the officer who found the registration valid. *confirmed_by* are the officers
    who said who is behind a guest's registration.
    """

    profile: Profile
    location: Location
    registered_by: str
    answerable: frozenset[str] = frozenset()
    confirmed_by: frozenset[str] = frozenset()

    @property
    def by_guest(self) -> bool:
        """Whether nobody knows who registered it."""
        return self.registered_by == GUEST.account


class Waiting(Registered, frozen=True, kw_only=True):
    """Registered, not yet looked at by an officer."""


class Active(Registered, frozen=True, kw_only=True):
    """Verified: it may be assessed."""


class Rejected(Registered, frozen=True, kw_only=True):
    """Found not valid, for good."""

    reason: str


class Inactive(Registered, frozen=True, kw_only=True):
    """Verified once, taken out of the active list since."""


Cooperative = Unregistered | Waiting | Active | Rejected | Inactive
UNREGISTERED: Cooperative = Unregistered()
R = TypeVar("R", bound=Registered)


def evolve(state: Cooperative, recorded: Recorded[CooperativeEvent]) -> Cooperative:
    """Return *state* as one recorded event leaves it. Events are never refused."""
    event = recorded.event
    match event, state:
        case CooperativeRegistered(profile=profile, location=location), _:
            return _waiting(profile, location, recorded.actor)
        case CooperativeProfileChanged(profile=profile), Registered():
            return msgspec.structs.replace(_edited(state, recorded.actor), profile=profile)
        case CooperativeRelocated(location=location), Registered():
            return msgspec.structs.replace(_edited(state, recorded.actor), location=location)
        case RegistrantConfirmed(), Registered():
            confirmed = state.confirmed_by | {recorded.actor}
            return msgspec.structs.replace(state, confirmed_by=confirmed)
        case RegistrationVerified(), Registered():
            return Active(**_common(_accepted(state, recorded.actor)))
        case CooperativeReactivated(), Registered():
            return Active(**_common(state))
        case RegistrationRejected(reason=reason), Registered():
            return Rejected(**_common(state), reason=reason)
        case CooperativeDeactivated(), Registered():
            return Inactive(**_common(state))
        case (
            CooperativeProfileChanged()
            | CooperativeRelocated()
            | RegistrantConfirmed()
            | RegistrationVerified()
            | CooperativeReactivated()
            | RegistrationRejected()
            | CooperativeDeactivated(),
            _,
        ):
            return state  # Nothing was registered, so there is nothing to change.
        case _:
            assert_never(event)


def _waiting(profile: Profile, location: Location, registrant: str) -> Waiting:
    known = frozenset({registrant} - {GUEST.account})
    return Waiting(profile=profile, location=location, registered_by=registrant, answerable=known)


def _edited(state: R, editor: str) -> R:
    """Return *state* with whoever edited a waiting registration answerable for it."""
    return _with_answerable(state, editor) if isinstance(state, Waiting) else state


def _accepted(state: R, verifier: str) -> R:
    """Return *state* with the officer answerable who accepted it from a guest."""
    return _with_answerable(state, verifier) if state.by_guest else state


def _with_answerable(state: R, account: str) -> R:
    return msgspec.structs.replace(state, answerable=state.answerable | {account})


def _common(state: Registered) -> dict[str, Any]:
    return {name: getattr(state, name) for name in Registered.__struct_fields__}
