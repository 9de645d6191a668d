"""What somebody signs in with: one-time links, the password, one-time codes.

The secrets themselves are checked and kept elsewhere; events only say that there are others.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.account.commands import (
    IssueLink,
    RemoveSecondFactor,
    SetPassword,
    SetSecondFactor,
)
from domain.account.events import (
    InvitationAccepted,
    InvitationIssued,
    LinkPurpose,
    PasswordSet,
    SecondFactorRemoved,
    SecondFactorSet,
)
from domain.account.facts import AccountFacts
from domain.account.refusals import AccountIsDisabled, MailAddressMissing, SecondFactorAbsent
from domain.account.state import Account
from domain.kernel.decider import Decision, on
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import justified

GOOD_FOR = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.RESET: timedelta(hours=1)}
"""How long a one-time link works."""


MOST_RESETS = 3
"""So many links to reset a password may be under way for one account, whoever asks for them."""


def resets_under_way(history: Iterable[Recorded[Event]], at: datetime) -> int:
    """Return how many links to reset a password were made that would not be too old at *at*."""
    issued = [each.event for each in history if isinstance(each.event, InvitationIssued)]
    return sum(1 for each in issued if each.purpose is LinkPurpose.RESET and each.expires_at > at)


def issue_link(account: Account, command: IssueLink, facts: AccountFacts) -> Decision:
    """Make a link that works for as long as its purpose says; a reset is only ever mailed."""
    _must_be_enabled(account)
    if command.purpose is LinkPurpose.RESET and "email" not in account.person:
        raise MailAddressMissing(field="account")
    expires_at = facts.at + GOOD_FOR[command.purpose]
    return on(command.stream, InvitationIssued(purpose=command.purpose, expires_at=expires_at))


def set_password(account: Account, command: SetPassword) -> Decision:
    """Record that another password holds, and which link it took."""
    _must_be_enabled(account)
    used = (InvitationAccepted(purpose=command.by_link),) if command.by_link else ()
    return on(command.stream, *used, PasswordSet())


def set_second_factor(command: SetSecondFactor) -> Decision:
    """Record that signing in takes a one-time code as well."""
    return on(command.stream, SecondFactorSet())


def remove_second_factor(account: Account, command: RemoveSecondFactor) -> Decision:
    """Take the one-time code away."""
    refuse_all(justified(command.reason))
    if not account.second_factor:
        raise SecondFactorAbsent(field="account")
    return on(command.stream, SecondFactorRemoved(reason=command.reason))


def _must_be_enabled(account: Account) -> None:
    if not account.enabled:
        raise AccountIsDisabled(field="account")
