"""Making accounts: by administrators for anybody, by officers for a cooperative's operator."""

from domain.account.commands import CreateAccount, InviteOperator
from domain.account.events import AccountCreated
from domain.account.facts import AccountFacts
from domain.account.person import commitments, personal_values, unfit
from domain.account.placing import misplaced
from domain.account.refusals import (
    CooperativeNotVerified,
    UserNameMalformed,
    UserNameTaken,
)
from domain.account.roster import joining
from domain.account.user_name import SHAPE, claim
from domain.cooperative.state import Active
from domain.kernel.actors import Role
from domain.kernel.conduct import refuse_interest
from domain.kernel.decider import NOTHING, Decision, on
from domain.kernel.refusals import Refusal, refuse_all


def create_account(command: CreateAccount, facts: AccountFacts) -> Decision:
    """Make an account; that of an administrator joins the roster."""
    refuse_all(
        [
            *misplaced(command, facts),
            *_unnameable(command.user_name, facts),
            *unfit(command.person),
        ]
    )
    private = personal_values(command.account, command.person, facts)
    created = AccountCreated(
        user_name=command.user_name,
        role=command.role,
        person=commitments(private),
        office=command.office,
        territory=command.territory,
        cooperative=command.cooperative,
    )
    is_administrator = command.role is Role.ADMINISTRATOR
    return (
        on(command.stream, created)
        + (joining(command.account) if is_administrator else NOTHING)
        + claim(command.user_name, command.account)
        + Decision(private=private)
    )


def invite_operator(command: InviteOperator, facts: AccountFacts) -> Decision:
    """Make the account of a verified cooperative's operator; the officer may have no stake.

    The officer who verified acts here, not an administrator, so the account can be nothing
    but the operator of that cooperative.
    """
    if not isinstance(facts.cooperative, Active):
        raise CooperativeNotVerified(field="cooperative")
    refuse_interest(facts.actor, command.cooperative)
    create = CreateAccount(
        account=command.account,
        user_name=command.user_name,
        role=Role.OPERATOR,
        person=command.person,
        cooperative=command.cooperative,
    )
    return create_account(create, facts)


def _unnameable(user_name: str, facts: AccountFacts) -> list[Refusal]:
    """Return why nobody may be called *user_name*."""
    if not SHAPE.fullmatch(user_name):
        return [UserNameMalformed(field="userName", user_name=user_name)]
    if facts.name_holder is not None:
        return [UserNameTaken(field="userName", user_name=user_name)]
    return []
