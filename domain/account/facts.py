"""What a decision on an account is told besides the state and the command."""

from collections.abc import Mapping
from uuid import UUID

from domain.cooperative.state import UNREGISTERED, Cooperative
from domain.kernel.facts import Facts
from domain.office.state import Office


class AccountFacts(Facts, frozen=True, kw_only=True):
    """What a decision needs to know beside the account.

    *name_holder* is the account that holds the user name asked for, *office* the office and
    *cooperative* the one that the command names. *administrators* are those on the roster.
    *office_ends* says that the end of that office's area was decided.
    *areas* is the territory that the command names, when it is in use.
    *salts* are random bytes by personal value, for the commitments to them.
    """

    name_holder: UUID | None = None
    administrators: frozenset[UUID] = frozenset()
    office: Office | None = None
    office_ends: bool = False
    cooperative: Cooperative = UNREGISTERED
    areas: frozenset[str] = frozenset()
    salts: Mapping[str, bytes] = {}
