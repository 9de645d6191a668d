"""Where a cooperative stands, folded from its events.

The phases are types. A rejected registration is an end: whoever wants to try again
registers anew, which is why a rejection gives the legal number back.
"""

from typing import Any, assert_never

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
    RegistrationRejected,
    RegistrationVerified,
)
from domain.kernel.log import Recorded


class Unregistered(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing happened yet."""


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What every registered cooperative has; *registered_by* is an account."""

    profile: Profile
    location: Location
    registered_by: str


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


def evolve(state: Cooperative, recorded: Recorded[CooperativeEvent]) -> Cooperative:
    """Return *state* as one recorded event leaves it. Events are never refused."""
    event = recorded.event
    match event, state:
        case CooperativeRegistered(profile=profile, location=location), _:
            return Waiting(profile=profile, location=location, registered_by=recorded.actor)
        case CooperativeProfileChanged(profile=profile), Registered():
            return msgspec.structs.replace(state, profile=profile)
        case CooperativeRelocated(location=location), Registered():
            return msgspec.structs.replace(state, location=location)
        case RegistrationVerified() | CooperativeReactivated(), Registered():
            return Active(**_common(state))
        case RegistrationRejected(reason=reason), Registered():
            return Rejected(**_common(state), reason=reason)
        case CooperativeDeactivated(), Registered():
            return Inactive(**_common(state))
        case (
            CooperativeProfileChanged()
            | CooperativeRelocated()
            | RegistrationVerified()
            | CooperativeReactivated()
            | RegistrationRejected()
            | CooperativeDeactivated(),
            _,
        ):
            return state  # Nothing was registered, so there is nothing to change.
        case _:
            assert_never(event)


def _common(state: Registered) -> dict[str, Any]:
    return {name: getattr(state, name) for name in Registered.__struct_fields__}
