"""What a decision on a service key is told besides the state and the command."""

from domain.cooperative.state import UNREGISTERED, Cooperative
from domain.kernel.facts import Facts
from domain.office.state import Office


class ServiceKeyFacts(Facts, frozen=True, kw_only=True):
    """The *office* and the *cooperative* that a new key is to be bound to, as they stand.

    *office_ends* says that the end of that office's area was decided.
    """

    office: Office | None = None
    office_ends: bool = False
    cooperative: Cooperative = UNREGISTERED
