"""What can happen to an account. Names, addresses and secrets are never in here.

*person* maps the name of a personal value (``full_name``, ``email``, ``phone``) to the
salted commitment to it; the values lie beside the log and can be erased.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias
from uuid import UUID

from domain.kernel.actors import Role
from domain.kernel.events import Event


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    RESET = "reset"


class AccountCreated(Event, frozen=True, kw_only=True):
    """Somebody may become known here as *user_name*.

    *office* holds officers and executives, *territory* an auditor without an office,
    *cooperative* its operator.
    """

    topic: ClassVar[str] = "account.created.v1"
    user_name: str
    role: Role
    person: Mapping[str, str] = {}
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None


class AccountChanged(Event, frozen=True, kw_only=True):
    """The personal values are now *person*, all of them."""

    topic: ClassVar[str] = "account.changed.v1"
    person: Mapping[str, str]


class RoleChanged(Event, frozen=True, kw_only=True):
    """The account is something else now, from its next request on."""

    topic: ClassVar[str] = "account.role_changed.v1"
    role: Role
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None
    reason: str


class AccountDisabled(Event, frozen=True, kw_only=True):
    """The account may not be used; its sessions ended with this."""

    topic: ClassVar[str] = "account.disabled.v1"
    reason: str


class AccountEnabled(Event, frozen=True, kw_only=True):
    """The account may be used again."""

    topic: ClassVar[str] = "account.enabled.v1"
    reason: str


class InvitationIssued(Event, frozen=True, kw_only=True):
    """A one-time link was made; only its holder can use it, until *expires_at*."""

    topic: ClassVar[str] = "account.invitation_issued.v1"
    purpose: LinkPurpose
    expires_at: datetime


class InvitationAccepted(Event, frozen=True, kw_only=True):
    """The holder of a one-time link used it."""

    topic: ClassVar[str] = "account.invitation_accepted.v1"
    purpose: LinkPurpose


class PasswordSet(Event, frozen=True, kw_only=True):
    """The password is another; every other session ended with this."""

    topic: ClassVar[str] = "account.password_set.v1"


class SecondFactorSet(Event, frozen=True, kw_only=True):
    """Signing in takes a one-time code as well."""

    topic: ClassVar[str] = "account.second_factor_set.v1"


class SecondFactorRemoved(Event, frozen=True, kw_only=True):
    """Signing in takes the password alone, until a code is set up again."""

    topic: ClassVar[str] = "account.second_factor_removed.v1"
    reason: str


class InterestDeclared(Event, frozen=True, kw_only=True):
    """The person has a stake in *cooperative* and decides nothing about it."""

    topic: ClassVar[str] = "account.interest_declared.v1"
    cooperative: UUID
    reason: str


class InterestWithdrawn(Event, frozen=True, kw_only=True):
    """The stake in *cooperative* ended."""

    topic: ClassVar[str] = "account.interest_withdrawn.v1"
    cooperative: UUID
    reason: str


class PersonErased(Event, frozen=True, kw_only=True):
    """The personal values were erased; what the account did stays in the log."""

    topic: ClassVar[str] = "account.person_erased.v1"
    reason: str


class UserNameClaimed(Event, frozen=True, kw_only=True):
    """*account* holds the user name that this stream stands for, for good."""

    topic: ClassVar[str] = "user_name.claimed.v1"
    account: UUID


class AdministratorAdded(Event, frozen=True, kw_only=True):
    """*account* is one of those who run the installation."""

    topic: ClassVar[str] = "roster.administrator_added.v1"
    account: UUID


class AdministratorRemoved(Event, frozen=True, kw_only=True):
    """*account* runs the installation no more."""

    topic: ClassVar[str] = "roster.administrator_removed.v1"
    account: UUID


AccountEvent = (
    AccountCreated
    | AccountChanged
    | RoleChanged
    | AccountDisabled
    | AccountEnabled
    | InvitationIssued
    | InvitationAccepted
    | PasswordSet
    | SecondFactorSet
    | SecondFactorRemoved
    | InterestDeclared
    | InterestWithdrawn
    | PersonErased
)
RosterEvent = AdministratorAdded | AdministratorRemoved
UserNameEvent: TypeAlias = UserNameClaimed
