"""The words in which the table is written: how far a role's right reaches.

A reach is about *which* things, never about what may be done with them; a role that
a rule does not name has no right at all.
"""

from collections.abc import Mapping
from enum import Enum, auto
from uuid import UUID

import msgspec

from domain.kernel.actors import Role, Scope


class Reach(Enum):
    """How far a right extends."""

    ANYWHERE = auto()
    """Everything, whoever owns it."""
    NATIONAL = auto()
    """Everything, but only for an actor whose territory is the whole country."""
    TERRITORY = auto()
    """What lies in the actor's territory; for a key of one cooperative, that one."""
    OFFICE = auto()
    """What belongs to the actor's own office."""
    SELF = auto()
    """The actor's own account."""
    OWN = auto()
    """The actor's own cooperative and what belongs to it."""
    PUBLISHED = auto()
    """What anybody may see: verified cooperatives and published scores."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may use one command or field, and how far.

    *scope* is what a service key must be good for, beside the role being named.
    """

    reach: Mapping[Role, Reach]
    scope: Scope | None = None


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """The thing that a command is about, as far as ownership goes.

    *membership_area* decides which territory it lies in; *office* is set for things
    that belong to an office instead of a cooperative, *account* for accounts.
    """

    cooperative: UUID | None = None
    membership_area: str | None = None
    office: str | None = None
    account: str | None = None


class ViewScope(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a view that an actor may see; every condition given must hold.

    *territory* ``ID`` is the whole country, None says nothing about areas;
    *cooperative* narrows to one; *public* leaves only verified cooperatives and
    published scores.
    """

    territory: str | None = None
    cooperative: UUID | None = None
    public: bool = False


EVERYTHING = ViewScope(territory="ID")
PUBLISHED = ViewScope(public=True)
