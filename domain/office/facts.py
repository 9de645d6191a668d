"""What a decision on an office is told besides the state and the command."""

from domain.account.state import Account
from domain.kernel.facts import Facts


class OfficeFacts(Facts, frozen=True, kw_only=True):
    """What a decision needs to know beside the office.

    *areas* are the command's area codes that exist, *delegate* is the account that shall
    sign for the head.
    """

    areas: frozenset[str] = frozenset()
    delegate: Account | None = None
