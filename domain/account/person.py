"""Personal values: they go beside the log, and events carry salted commitments to them.

A value can be erased without breaking any proof, because its salt is erased with it
(`domain.kernel.private`). Salts are random, so they come in with the facts.
"""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from msgspec import UNSET

from domain.account.commands import ChangeAccount, ErasePerson, Person, PersonChanges
from domain.account.events import AccountChanged, PersonErased
from domain.account.facts import AccountFacts
from domain.account.refusals import AccountIsEnabled
from domain.account.state import Account
from domain.kernel.common_refusals import NothingChanged
from domain.kernel.contacts import malformed_contact
from domain.kernel.decider import Decision, on
from domain.kernel.log import PrivateValue
from domain.kernel.private import commitment
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import justified, tidy, written

PERSONAL = Person.__struct_fields__
"""The names of the personal values."""


def change_account(account: Account, command: ChangeAccount, facts: AccountFacts) -> Decision:
    """Change the personal values that are given; the event commits to all that there are then."""
    changes = command.person
    if changes.empty:
        raise NothingChanged(field="person")
    refuse_all(unfit(changes))
    private = personal_values(command.account, changes, facts)
    given = {value.name for value in private}
    stays = {name: proof for name, proof in account.person.items() if name not in given}
    changed = AccountChanged(person={**stays, **commitments(private)})
    return on(command.stream, changed) + Decision(private=private)


def erase_person(account: Account, command: ErasePerson) -> Decision:
    """Erase the personal values of an account that nobody uses any more."""
    refuse_all(justified(command.reason))
    if account.enabled:
        raise AccountIsEnabled(field="account")
    erased = tuple(
        PrivateValue(subject=command.account, name=name, salt=b"", value=None) for name in PERSONAL
    )
    return on(command.stream, PersonErased(reason=command.reason)) + Decision(private=erased)


def unfit(person: Person | PersonChanges | None) -> list[Refusal]:
    """Return what is wrong with the values of *person*: a name, one mail address, one number."""
    if person is None:
        return []
    email, phone = tidy(person.email or ""), tidy(person.phone or "")
    named = person.full_name
    return [
        *(written(named, "person.fullName") if named is not UNSET else ()),
        *malformed_contact(email, "email", "person.email"),
        *malformed_contact(phone, "phone", "person.phone"),
    ]


def personal_values(
    account: UUID, person: Person | PersonChanges | None, facts: AccountFacts
) -> tuple[PrivateValue, ...]:
    """Return what is kept of *person* beside the log; an empty value is erased, UNSET stays."""
    values = msgspec.structs.asdict(person) if person is not None else {}
    return tuple(
        PrivateValue(
            subject=account,
            name=name,
            salt=facts.salts[name],
            value=tidy(value).encode() if value and value.strip() else None,
        )
        for name, value in values.items()
        if value is not UNSET
    )


def commitments(private: tuple[PrivateValue, ...]) -> Mapping[str, str]:
    """Return what an event says in place of the values."""
    return {
        kept.name: commitment(kept.salt, kept.value) for kept in private if kept.value is not None
    }
