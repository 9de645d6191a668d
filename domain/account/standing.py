"""What an account is, and whether it may be used at all: each change for a written reason."""

from domain.account.commands import ChangeRole, DisableAccount, EnableAccount
from domain.account.events import AccountDisabled, AccountEnabled, RoleChanged
from domain.account.facts import AccountFacts
from domain.account.placing import misplaced
from domain.account.refusals import AccountIsDisabled, AccountIsEnabled
from domain.account.roster import joining, leaving
from domain.account.state import Account
from domain.kernel.actors import Role
from domain.kernel.decider import NOTHING, Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import justified


def change_role(account: Account, command: ChangeRole, facts: AccountFacts) -> Decision:
    """Make the account something else; the roster of administrators follows."""
    refuse_all([*misplaced(command, facts, account.office), *justified(command.reason)])
    if not account.enabled:
        raise AccountIsDisabled(field="account")
    changed = RoleChanged(
        role=command.role,
        office=command.office,
        territory=command.territory,
        cooperative=command.cooperative,
        reason=command.reason,
    )
    return on(command.stream, changed) + _roster(account, command, facts)


def _roster(account: Account, command: ChangeRole, facts: AccountFacts) -> Decision:
    was, becomes = account.role is Role.ADMINISTRATOR, command.role is Role.ADMINISTRATOR
    if was and not becomes:
        return leaving(command.account, facts)
    return joining(command.account) if becomes and not was else NOTHING


def disable(account: Account, command: DisableAccount, facts: AccountFacts) -> Decision:
    """Shut the account; an administrator leaves the roster with it."""
    refuse_all(justified(command.reason))
    if not account.enabled:
        raise AccountIsDisabled(field="account")
    is_administrator = account.role is Role.ADMINISTRATOR
    roster = leaving(command.account, facts) if is_administrator else NOTHING
    return on(command.stream, AccountDisabled(reason=command.reason)) + roster


def enable(account: Account, command: EnableAccount) -> Decision:
    """Open the account again; an administrator is back on the roster."""
    refuse_all(justified(command.reason))
    if account.enabled:
        raise AccountIsEnabled(field="account")
    is_administrator = account.role is Role.ADMINISTRATOR
    roster = joining(command.account) if is_administrator else NOTHING
    return on(command.stream, AccountEnabled(reason=command.reason)) + roster
