"""What may be asked of an account. Passwords and codes are checked before, elsewhere."""

from typing import ClassVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from domain.account.events import LinkPurpose
from domain.kernel.actors import Role
from domain.kernel.changes import Changes
from domain.kernel.commands import Command


class AboutAccount(Command, frozen=True, kw_only=True):
    """A wish about *account*.

    *expected_version* refuses the command when somebody else changed the account since
    the caller looked.
    """

    names: ClassVar[str] = "account"
    account: UUID
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The account's own stream."""
        return self.account


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is and how to reach them; none of it enters the log."""

    full_name: str
    email: str | None = None
    phone: str | None = None


class PersonChanges(Changes, frozen=True, kw_only=True):
    """What shall be different in a `Person`."""

    full_name: str | UnsetType = UNSET
    email: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET


class CreateAccount(AboutAccount, frozen=True, kw_only=True):
    """Make an account."""

    user_name: str
    role: Role
    person: Person | None = None
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None


class InviteOperator(AboutAccount, frozen=True, kw_only=True):
    """Make the account of an operator of *cooperative*, whose registration is verified."""

    cooperative: UUID
    user_name: str
    person: Person | None = None


class ChangeAccount(AboutAccount, frozen=True, kw_only=True):
    """Change the personal values; what is left out stays."""

    person: PersonChanges


class ChangeRole(AboutAccount, frozen=True, kw_only=True):
    """Make the account something else."""

    role: Role
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None
    reason: str


class DisableAccount(AboutAccount, frozen=True, kw_only=True):
    """Shut the account and end its sessions."""

    reason: str


class EnableAccount(AboutAccount, frozen=True, kw_only=True):
    """Open a disabled account again."""

    reason: str


class IssueLink(AboutAccount, frozen=True, kw_only=True):
    """Make a one-time link with which a password can be chosen.

    How long it works follows from *purpose* (`domain.account.signing_in.GOOD_FOR`).
    """

    purpose: LinkPurpose


class SetPassword(AboutAccount, frozen=True, kw_only=True):
    """Record that a new password holds, chosen with a link for *by_link* or without."""

    by_link: LinkPurpose | None = None


class SetSecondFactor(AboutAccount, frozen=True, kw_only=True):
    """Record that a one-time code is set up."""


class RemoveSecondFactor(AboutAccount, frozen=True, kw_only=True):
    """Take the one-time code away, for a lost telephone."""

    reason: str


class DeclareInterest(AboutAccount, frozen=True, kw_only=True):
    """Say that the person has a stake in *cooperative*."""

    cooperative: UUID
    reason: str


class WithdrawInterest(AboutAccount, frozen=True, kw_only=True):
    """Say that the stake in *cooperative* ended."""

    cooperative: UUID
    reason: str


class ErasePerson(AboutAccount, frozen=True, kw_only=True):
    """Erase the personal values of a disabled account."""

    reason: str


AccountCommand = (
    CreateAccount
    | InviteOperator
    | ChangeAccount
    | ChangeRole
    | DisableAccount
    | EnableAccount
    | IssueLink
    | SetPassword
    | SetSecondFactor
    | RemoveSecondFactor
    | DeclareInterest
    | WithdrawInterest
    | ErasePerson
)
