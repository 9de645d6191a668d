"""The roster of administrators: who runs the installation, in one stream.

Every removal of an administrator also writes to the roster, so two administrators who
remove each other at the same moment meet there, and the slower one is told that he is none
any more.
"""

from typing import assert_never
from uuid import UUID

from domain.account.events import AdministratorAdded, AdministratorRemoved, RosterEvent
from domain.account.facts import AccountFacts
from domain.account.refusals import ActorRemoved, LastAdministrator
from domain.kernel.actors import Role
from domain.kernel.decider import Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded

ROSTER = key_stream("administrators")
"""The stream of the roster."""


def evolve(known: frozenset[UUID], recorded: Recorded[RosterEvent]) -> frozenset[UUID]:
    """Return who runs the installation after one event of the roster."""
    match recorded.event:
        case AdministratorAdded(account=account):
            return known | {account}
        case AdministratorRemoved(account=account):
            return known - {account}
        case unknown:
            assert_never(unknown)


ADMINISTRATORS: Fold[frozenset[UUID], RosterEvent] = Fold(initial=frozenset(), evolve=evolve)


def joining(account: UUID) -> Decision:
    """Return the decision that *account* is one of those who run the installation."""
    return on(ROSTER, AdministratorAdded(account=account))


def leaving(account: UUID, facts: AccountFacts) -> Decision:
    """Take *account* off the roster, unless nobody would be left or the actor is off it."""
    known = {str(administrator) for administrator in facts.administrators}
    if facts.actor.role is not Role.SYSTEM and facts.actor.account not in known:
        raise ActorRemoved
    if not facts.administrators - {account}:
        raise LastAdministrator(field="account")
    return on(ROSTER, AdministratorRemoved(account=account))
