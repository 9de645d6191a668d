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
    OFFICES = auto()
    """What belongs to the actor's own office, and to any for who works for the country."""
    SELF = auto()
    """The actor's own account."""
    OWN = auto()
    """The actor's own cooperative and what belongs to it."""
    UNOWNED = auto()
    """What belongs to nobody, such as the law, and what came along with a row that was
    reached lawfully. It says nothing about which rows: nothing can be listed by it."""
    PUBLISHED = auto()
    """What anybody may see: verified cooperatives and published scores."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Who may use one command or field, and how far.

    *scope* is what a service key must be good for, beside the role being named. *public*
    says that what is published is there for everybody beside that, whoever they are.
    """

    reach: Mapping[Role, Reach]
    scope: Scope | None = None
    public: bool = False


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
    """The rows that an actor may see; every condition given must hold, or *public*.

    *territory* ``ID`` is the whole country, None says nothing about areas;
    *cooperative* narrows to one; *office* narrows to what one office did, in the lists
    that are kept by office; *public* adds verified cooperatives and published scores,
    wherever they are. A scope that says nothing at all shows nothing.
    """

    territory: str | None = None
    cooperative: UUID | None = None
    office: str | None = None
    public: bool = False

    @property
    def own(self) -> "ViewScope":
        """The same without what is there for everybody."""
        return msgspec.structs.replace(self, public=False)

    @property
    def one_office(self) -> str | None:
        """The office to which a list kept by office is narrowed, None for all offices.

        Raises `NotAboutRows` for a scope that says something else, such as a territory:
        it would be lost there, and everything shown.
        """
        if self == EVERYTHING:
            return None
        if self.office is None:
            raise NotAboutRows(f"{self!r} says nothing about offices.")
        return self.office


class NotAboutRows(TypeError):
    """A mistake of ours: rows are asked for by a right that does not say which ones."""


EVERYTHING = ViewScope(territory="ID")
PUBLISHED = ViewScope(public=True)
NO_OFFICE = ""
"""The code of no office: who works for none sees the lines of none."""
