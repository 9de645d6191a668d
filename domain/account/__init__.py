"""Accounts: who may sign in, as what, and how that changed. No secrets in here."""

from domain.account.commands import AccountCommand
from domain.account.decisions import decide
from domain.account.events import AccountEvent
from domain.account.facts import AccountFacts
from domain.account.state import Account, evolve
from domain.kernel.decider import Decider

ACCOUNT: Decider[Account | None, AccountEvent, AccountCommand, AccountFacts] = Decider(
    initial=None, evolve=evolve, decide=decide
)
