"""What mutations on accounts, sessions and keys take, and the commands they become."""

from datetime import datetime
from uuid import UUID

import strawberry

from api.building.describe import attribute, optional
from api.building.scalars import AreaCode
from api.execution.context import Context
from api.mutations.pipeline import ChangeInput, CommandInput, new_id
from api.relay.nodes import uuid_of
from application.access.sign_in import Attempt
from domain.account import commands
from domain.account.commands import Person
from domain.account.events import LinkPurpose
from domain.kernel.actors import Role, Scope
from domain.service_key.commands import RevokeServiceKey


@strawberry.input(description="Name, password and the human check.")
class SignInInput:
    """Signing in."""

    user_name: str = attribute("Your user name.")
    password: str = attribute("Your password.")
    role: Role | None = optional("What you want to be here; refused when the account is not that.")
    human_check: str | None = optional("The solution of a challenge from GET /human-check.")
    second_factor: str | None = optional("The six digits of your authenticator, if you use one.")

    def attempt(self, context: Context) -> Attempt:
        """Return the attempt."""
        return Attempt(
            user_name=self.user_name,
            password=self.password,
            address=context.caller.address,
            role=self.role,
            human_check=self.human_check,
            second_factor=self.second_factor,
            agent=context.caller.agent,
        )

    def __repr__(self) -> str:
        return "SignInInput()"


@strawberry.input(description="The old password and the new one.")
class ChangePasswordInput:
    """Change of password."""

    password: str = attribute("The password that holds now.")
    new_password: str = attribute("The one that shall hold: at least 10 characters, hard to guess.")


@strawberry.input(description="A one-time link and the password to choose with it.")
class AcceptLinkInput:
    """Use of a link."""

    link: str = attribute("What follows the # of the link.")
    new_password: str = attribute("The password that shall hold.")


@strawberry.input(description="Who forgot the password.")
class RequestPasswordResetInput:
    """A request for a link."""

    user_name: str = attribute("The user name.")
    human_check: str | None = optional("The solution of a challenge from GET /human-check.")


@strawberry.input(description="A secret that was proposed, and a code that it makes.")
class SetSecondFactorInput:
    """Setting up one-time codes."""

    secret: str = attribute("The secret from `proposeSecondFactor`.")
    code: str = attribute("The six digits that the authenticator shows now.")


@strawberry.input(description="Which of your sessions.")
class EndSessionInput:
    """The end of a session."""

    session: strawberry.ID = attribute("Its id.")


@strawberry.input(description="Who somebody is; none of this enters the log.")
class PersonInput:
    """Personal values."""

    full_name: str = attribute("Name of the person.")
    email: str | None = optional("E-mail address, for links.")
    phone: str | None = optional("Telephone number.")

    def person(self) -> Person:
        """Return the values."""
        return Person(full_name=self.full_name, email=self.email, phone=self.phone)


@strawberry.input(description="What an account is, and the place that goes with it.")
class PlaceFields:
    """The fields of a role, shared by creation and change."""

    role: Role = attribute("What the account shall do here.")
    office: str | None = optional("Code of the office; officers and executives need one.")
    territory: AreaCode | None = optional("Area an auditor without an office may read.")
    cooperative: strawberry.ID | None = optional("The cooperative an operator acts for.")

    def place(self) -> UUID | None:
        """Return the UUID of the cooperative."""
        own = self.cooperative
        return uuid_of(own, "Cooperative", field="cooperative") if own else None


@strawberry.input(description="A new account.")
class CreateAccountInput(PlaceFields, CommandInput):
    """Creation."""

    user_name: str = attribute("What the person will sign in with.")
    person: PersonInput = attribute("Who it is.")

    def command(self, context: Context) -> commands.CreateAccount:
        """Return the command."""
        return commands.CreateAccount(
            account=new_id(context, self.command_id, "account"),
            user_name=self.user_name,
            role=self.role,
            person=self.person.person(),
            office=self.office,
            territory=self.territory,
            cooperative=self.place(),
        )


@strawberry.input(description="A new account for the operator of a verified cooperative.")
class InviteOperatorInput(CommandInput):
    """Invitation."""

    cooperative: strawberry.ID = attribute("The cooperative.")
    user_name: str = attribute("What the person will sign in with.")
    person: PersonInput = attribute("Who it is.")

    def command(self, context: Context) -> commands.InviteOperator:
        """Return the command."""
        return commands.InviteOperator(
            account=new_id(context, self.command_id, "account"),
            cooperative=uuid_of(self.cooperative, "Cooperative", field="cooperative"),
            user_name=self.user_name,
            person=self.person.person(),
        )


@strawberry.input(description="A command about one account.")
class AccountChange(ChangeInput):
    """What names the account."""

    account: strawberry.ID = attribute("Id of the account.")

    @property
    def key(self) -> UUID:
        """The account's UUID."""
        return uuid_of(self.account, "Account", field="account")


@strawberry.input(description="New personal values, given whole.")
class ChangeAccountInput(AccountChange):
    """Change of personal values."""

    person: PersonInput = attribute("Who it is.")

    def command(self) -> commands.ChangeAccount:
        """Return the command."""
        return commands.ChangeAccount(
            account=self.key,
            expected_version=self.expected_version,
            person=self.person.person(),
        )


@strawberry.input(description="Another role.")
class ChangeRoleInput(PlaceFields, AccountChange):
    """Change of role."""

    reason: str = attribute("Why.")

    def command(self) -> commands.ChangeRole:
        """Return the command."""
        return commands.ChangeRole(
            account=self.key,
            expected_version=self.expected_version,
            role=self.role,
            office=self.office,
            territory=self.territory,
            cooperative=self.place(),
            reason=self.reason,
        )


@strawberry.input(description="A change of an account that has to be justified.")
class JustifiedAccountChange(AccountChange):
    """An account and a reason."""

    reason: str = attribute("Why.")

    def command(self, kind: type[commands.AccountCommand]) -> commands.AccountCommand:
        """Return the command of that *kind*."""
        return kind(  # type: ignore[call-arg] # each kind given has a reason
            account=self.key, expected_version=self.expected_version, reason=self.reason
        )


@strawberry.input(description="A stake in a cooperative.")
class InterestInput(JustifiedAccountChange):
    """An interest."""

    cooperative: strawberry.ID = attribute("The cooperative.")

    def interest(
        self, kind: type[commands.DeclareInterest] | type[commands.WithdrawInterest]
    ) -> commands.AccountCommand:
        """Return the command of that *kind*."""
        return kind(
            account=self.key,
            expected_version=self.expected_version,
            cooperative=uuid_of(self.cooperative, "Cooperative", field="cooperative"),
            reason=self.reason,
        )


@strawberry.input(description="A one-time link for an account.")
class IssueLinkInput:
    """A link. Without commandId: a link cannot be shown a second time."""

    account: strawberry.ID = attribute("Id of the account.")
    purpose: LinkPurpose = strawberry.field(
        default=LinkPurpose.INVITATION, description="What it is for; it decides how long it holds."
    )

    @property
    def key(self) -> UUID:
        """The account's UUID."""
        return uuid_of(self.account, "Account", field="account")


@strawberry.input(description="A new service key.")
class CreateServiceKeyInput:
    """Creation of a key. Without commandId: a secret cannot be shown a second time."""

    name: str = attribute("Which system it is for.")
    scopes: list[Scope] = attribute("What it shall be good for.")
    expires_at: datetime = attribute("When it ends by itself; two years from now at most.")
    office: str | None = optional("Bound to the territory of this office.")
    cooperative: strawberry.ID | None = optional("Bound to this cooperative.")

    def place(self) -> UUID | None:
        """Return the UUID of the cooperative."""
        own = self.cooperative
        return uuid_of(own, "Cooperative", field="cooperative") if own else None


@strawberry.input(description="A new key in the place of another.")
class RotateServiceKeyInput:
    """Rotation."""

    key: strawberry.ID = attribute("The key to replace.")
    expires_at: datetime = attribute("When the new one ends by itself.")
    overlap_until: datetime = attribute("Until when the old one works as well.")

    @property
    def replaced(self) -> UUID:
        """The UUID of the key to replace."""
        return uuid_of(self.key, "ServiceKey", field="key")


@strawberry.input(description="The end of a key.")
class RevokeServiceKeyInput(ChangeInput):
    """Revocation."""

    key: strawberry.ID = attribute("The key.")
    reason: str = attribute("Why.")

    def command(self) -> RevokeServiceKey:
        """Return the command."""
        return RevokeServiceKey(
            key=uuid_of(self.key, "ServiceKey", field="key"),
            expected_version=self.expected_version,
            reason=self.reason,
        )
