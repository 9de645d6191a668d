"""Stakes in cooperatives: whoever has one decides nothing about that cooperative."""

from domain.account.commands import DeclareInterest, WithdrawInterest
from domain.account.events import InterestDeclared, InterestWithdrawn
from domain.account.facts import AccountFacts
from domain.account.placing import unregistered
from domain.account.refusals import InterestKnown
from domain.account.state import Account
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import justified


def declare(account: Account, command: DeclareInterest, facts: AccountFacts) -> Decision:
    """Record a stake in a known cooperative that is not on record yet."""
    refuse_all([*justified(command.reason), *unregistered(command.cooperative, facts)])
    if command.cooperative in account.interests:
        raise InterestKnown(field="cooperative")
    declared = InterestDeclared(cooperative=command.cooperative, reason=command.reason)
    return on(command.stream, declared)


def withdraw(account: Account, command: WithdrawInterest) -> Decision:
    """Record that a stake on record ended."""
    refuse_all(justified(command.reason))
    if command.cooperative not in account.interests:
        raise InterestKnown(field="cooperative")
    withdrawn = InterestWithdrawn(cooperative=command.cooperative, reason=command.reason)
    return on(command.stream, withdrawn)
