"""What may happen to an account; each answer has its own function.

Read the `match` as a table: state, command, who answers. The user name and the roster of
administrators have streams of their own, which the answers write to as well.
"""

from typing import assert_never

from domain.account import creating, interests, person, signing_in, standing
from domain.account.commands import (
    AccountCommand,
    ChangeAccount,
    ChangeRole,
    CreateAccount,
    DeclareInterest,
    DisableAccount,
    EnableAccount,
    ErasePerson,
    InviteOperator,
    IssueLink,
    RemoveSecondFactor,
    SetPassword,
    SetSecondFactor,
    WithdrawInterest,
)
from domain.account.facts import AccountFacts
from domain.account.refusals import AccountNotFound
from domain.account.state import Account
from domain.kernel.decider import Decision


def decide(account: Account | None, command: AccountCommand, facts: AccountFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    match account, command:
        case _, CreateAccount():
            return creating.create_account(command, facts)
        case _, InviteOperator():
            return creating.invite_operator(command, facts)
        case None, _:
            raise AccountNotFound(field="account")
        case Account(), ChangeAccount():
            return person.change_account(account, command, facts)
        case Account(), ChangeRole():
            return standing.change_role(account, command, facts)
        case Account(), DisableAccount():
            return standing.disable(account, command, facts)
        case Account(), EnableAccount():
            return standing.enable(account, command)
        case Account(), IssueLink():
            return signing_in.issue_link(account, command, facts)
        case Account(), SetPassword():
            return signing_in.set_password(account, command)
        case Account(), SetSecondFactor():
            return signing_in.set_second_factor(command)
        case Account(), RemoveSecondFactor():
            return signing_in.remove_second_factor(account, command)
        case Account(), DeclareInterest():
            return interests.declare(account, command, facts)
        case Account(), WithdrawInterest():
            return interests.withdraw(account, command)
        case Account(), ErasePerson():
            return person.erase_person(account, command)
        case _:
            assert_never(command)
