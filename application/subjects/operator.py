"""The use case of inviting an operator: a verified registration gets its account.

The officer who verified acts here, not an administrator, so the account is about the
cooperative as far as reach goes, and can be nothing but its operator.
"""

from collections.abc import Callable, Iterable, Sequence
from secrets import token_bytes
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.subjects.account import commitments, personal_values
from domain.account.commands import CreateAccount, InviteOperator
from domain.account.decisions import AccountFacts, decide, name_stream
from domain.account.refusals import CooperativeNotActive
from domain.cooperative.state import UNREGISTERED, Active, Cooperative, Registered, evolve
from domain.kernel.actors import Role
from domain.kernel.conduct import refuse_interest


def operator_case(
    salts: Callable[[int], bytes] = token_bytes,
) -> UseCase[InviteOperator]:
    """Return the use case; *salts* makes that many random bytes."""

    def follows(command: InviteOperator, view: View) -> Decision:
        return _decide(command, view, salts)

    return UseCase(
        command=InviteOperator, subject=_subject, reads=_reads, whose=_whose, decide=follows
    )


def _subject(command: InviteOperator) -> UUID:
    return command.account


def _reads(command: InviteOperator, _view: View) -> Iterable[UUID]:
    return (command.account, command.cooperative, name_stream(command.user_name))


def _whose(command: InviteOperator, view: View) -> Sequence[Resource]:
    cooperative = _cooperative(command, view)
    if not isinstance(cooperative, Registered):
        return ()
    area = cooperative.profile.membership_area
    return (Resource(cooperative=command.cooperative, membership_area=area),)


def _decide(command: InviteOperator, view: View, salts: Callable[[int], bytes]) -> Decision:
    if not isinstance(_cooperative(command, view), Active):
        raise CooperativeNotActive(field="cooperative")
    refuse_interest(view.actor, command.cooperative)
    private = personal_values(command.account, command.person, salts)
    create = CreateAccount(
        account=command.account,
        user_name=command.user_name,
        role=Role.OPERATOR,
        cooperative=command.cooperative,
    )
    name = name_stream(command.user_name)
    facts = AccountFacts(name_taken=view.version(name) > 0, commitments=commitments(private))
    decided = decide(None, create, facts)
    events = view.next(command.account, decided.account) + view.next(name, decided.name)
    return Decision(events=events, private=private)


def _cooperative(command: InviteOperator, view: View) -> Cooperative:
    return view.fold(evolve, UNREGISTERED, command.cooperative)
