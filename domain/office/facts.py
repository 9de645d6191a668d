"""What a decision on an office is told besides the state and the command."""

from domain.account.state import Account
from domain.kernel.facts import Facts


class OfficeFacts(Facts, frozen=True, kw_only=True):
    """What a decision needs to know beside the office.

    *areas* are the command's area codes that exist, *delegate* is the account that shall
    sign for the head. *left_alone* counts the living cooperatives and open cases that no office
    near them would see any more.
    """

    areas: frozenset[str] = frozenset()
    delegate: Account | None = None
    left_alone: int = 0
