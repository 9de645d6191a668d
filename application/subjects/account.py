"""Accounts: what each command reads, and whose it is.

Personal values leave the command in the decision, which keeps them beside the log. The salts
of their commitments are random, so they are drawn here and handed in as facts.
"""

from collections.abc import Sequence
from secrets import token_bytes
from typing import TypeAlias, get_args
from uuid import UUID

from application.authorisation import Resource
from application.kernel.reader import Reader
from application.kernel.use_case import Loaded, Subject
from application.subjects.area import in_use
from application.subjects.office import area_ends
from domain.account import ACCOUNT
from domain.account import commands as ask
from domain.account.facts import AccountFacts
from domain.account.person import PERSONAL
from domain.account.roster import ADMINISTRATORS, ROSTER
from domain.account.state import Account
from domain.account.user_name import USER_NAME, name_stream
from domain.area.state import area_stream
from domain.cooperative import COOPERATIVE
from domain.cooperative.state import Registered
from domain.kernel.area_codes import NATIONAL
from domain.kernel.private import SALT_BYTES
from domain.office import OFFICE
from domain.office.state import office_stream

LoadedAccount: TypeAlias = Loaded[Account | None, AccountFacts]


async def load(command: ask.AccountCommand, reader: Reader) -> LoadedAccount:
    """Read the account, the roster of administrators, and what the command names."""
    name, office, cooperative = _name(command), _office(command), _cooperative(command)
    areas = _territory(command)
    await reader.read(command.account, ROSTER, name, office, cooperative, *map(area_stream, areas))
    named = reader.fold(OFFICE, office)
    facts = AccountFacts(
        at=reader.at,
        actor=reader.actor,
        name_holder=reader.fold(USER_NAME, name),
        administrators=reader.fold(ADMINISTRATORS, ROSTER),
        office=named,
        office_ends=await area_ends(named, reader),
        cooperative=reader.fold(COOPERATIVE, cooperative),
        areas=await in_use(areas, reader),
        salts={value: token_bytes(SALT_BYTES) for value in PERSONAL},
    )
    return Loaded(state=reader.fold(ACCOUNT, command.account), facts=facts)


def resources(command: ask.AccountCommand, loaded: LoadedAccount) -> Sequence[Resource]:
    """Return the account; for inviting an operator, the cooperative, which must be registered."""
    if not isinstance(command, ask.InviteOperator):
        office = loaded.state.office if loaded.state is not None else None
        return (Resource(account=str(command.account), office=office),)
    if not isinstance(cooperative := loaded.facts.cooperative, Registered):
        return ()
    area = cooperative.profile.membership_area
    return (Resource(cooperative=command.cooperative, membership_area=area),)


def _name(command: ask.AccountCommand) -> UUID | None:
    if isinstance(command, ask.CreateAccount | ask.InviteOperator):
        return name_stream(command.user_name)
    return None


def _office(command: ask.AccountCommand) -> UUID | None:
    named = command.office if isinstance(command, ask.CreateAccount | ask.ChangeRole) else None
    return office_stream(named) if named is not None else None


def _territory(command: ask.AccountCommand) -> tuple[str, ...]:
    """Return the area code that the command names, if it is one of the list."""
    if not isinstance(command, ask.CreateAccount | ask.ChangeRole):
        return ()
    named = command.territory
    return () if named in {None, NATIONAL} else (str(named),)


def _cooperative(command: ask.AccountCommand) -> UUID | None:
    match command:
        case ask.InviteOperator() | ask.CreateAccount() | ask.ChangeRole() | ask.DeclareInterest():
            return command.cooperative
        case _:
            return None


ACCOUNTS = Subject(
    commands=get_args(ask.AccountCommand),
    decider=ACCOUNT,
    load=load,
    resources=resources,
)
