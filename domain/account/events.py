"""What can happen to an account. Names, addresses and secrets are never in here.

*person* maps the name of a personal value (``full_name``, ``email``, ``phone``) to the
salted commitment to it; the values lie beside the log and can be erased.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
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

    user_name: str
    role: Role
    person: Mapping[str, str] = {}
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None


class AccountChanged(Event, frozen=True, kw_only=True):
    """The personal values are now *person*, all of them."""

    person: Mapping[str, str]


class RoleChanged(Event, frozen=True, kw_only=True):
    """The account is something else now, from its next request on."""

    role: Role
    office: str | None = None
    territory: str | None = None
    cooperative: UUID | None = None
    reason: str


class AccountDisabled(Event, frozen=True, kw_only=True):
    """The account may not be used; its sessions ended with this."""

    reason: str


class AccountEnabled(Event, frozen=True, kw_only=True):
    """The account may be used again."""

    reason: str


class InvitationIssued(Event, frozen=True, kw_only=True):
    """A one-time link was made; only its holder can use it, until *expires_at*."""

    purpose: LinkPurpose
    expires_at: datetime


class InvitationAccepted(Event, frozen=True, kw_only=True):
    """The holder of a one-time link used it."""

    purpose: LinkPurpose


class PasswordSet(Event, frozen=True, kw_only=True):
    """The password is another; every other session ended with this."""


class SecondFactorSet(Event, frozen=True, kw_only=True):
    """Signing in takes a one-time code as well."""


class SecondFactorRemoved(Event, frozen=True, kw_only=True):
    """Signing in takes the password alone, until a code is set up again."""

    reason: str


class InterestDeclared(Event, frozen=True, kw_only=True):
    """The person has a stake in *cooperative* and decides nothing about it."""

    cooperative: UUID
    reason: str


class InterestWithdrawn(Event, frozen=True, kw_only=True):
    """The stake in *cooperative* ended."""

    cooperative: UUID
    reason: str


class PersonErased(Event, frozen=True, kw_only=True):
    """The personal values were erased; what the account did stays in the log."""

    reason: str


class UserNameClaimed(Event, frozen=True, kw_only=True):
    """*account* holds the user name that this stream stands for, for good."""

    account: UUID


class AdministratorAdded(Event, frozen=True, kw_only=True):
    """*account* is one of those who run the installation."""

    account: UUID


class AdministratorRemoved(Event, frozen=True, kw_only=True):
    """*account* runs the installation no more."""

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
