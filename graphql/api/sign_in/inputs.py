"""What mutations of people about themselves take. They become no command of the domain."""

import strawberry

from api.execution.context import Context
from api.mutations.fields import optional, required
from application.access.attempt import Attempt
from domain.kernel.actors import Role


@strawberry.input(description="Name, password and the human check.")
class SignInInput:
    """Signing in."""

    user_name: str = required("Your user name.")
    password: str = required("Your password.")
    role: Role | None = optional("What you want to be here; refused when the account is not that.")
    human_check: str | None = optional("The solution of a challenge from GET /human-check.")
    second_factor: str | None = optional("The six digits of your authenticator, if you use one.")
    device: str | None = optional(
        "What the last signIn of this device answered: it comes in while others lock the name."
    )

    def attempt(self, context: Context) -> Attempt:
        """Return the attempt."""
        return Attempt(
            user_name=self.user_name,
            password=self.password,
            address=context.caller.address,
            role=self.role,
            human_check=self.human_check,
            second_factor=self.second_factor,
            device=self.device,
            agent=context.caller.agent,
        )

    def __repr__(self) -> str:
        return "SignInInput()"


@strawberry.input(description="Which of your sessions.")
class EndSessionInput:
    """The end of a session."""

    session: strawberry.ID = required("Its id.")


@strawberry.input(description="The old password and the new one.")
class ChangePasswordInput:
    """Change of password."""

    password: str = required("The password that holds now.")
    new_password: str = required("The one that shall hold: at least 10 characters, hard to guess.")
    second_factor: str | None = optional("A code of your authenticator, if you use one.")


@strawberry.input(description="A one-time link and the password to choose with it.")
class AcceptLinkInput:
    """Use of a link."""

    link: str = required("What follows the # of the link.")
    new_password: str = required("The password that shall hold.")


@strawberry.input(description="Who forgot the password.")
class RequestPasswordResetInput:
    """A request for a link."""

    user_name: str = required("The user name.")
    human_check: str | None = optional("The solution of a challenge from GET /human-check.")


@strawberry.input(description="A secret that was proposed, and a code that it makes.")
class SetSecondFactorInput:
    """Setting up one-time codes."""

    secret: str = required("The secret from `proposeSecondFactor`.")
    code: str = required("The six digits that the authenticator shows now.")
    password: str | None = optional("Your password, once more.")
    second_factor: str | None = optional(
        "A code of the authenticator that you have used so far, if you replace one."
    )


@strawberry.input(description="A link from a mail that told of a change.")
class UndoChangeInput:
    """Undoing."""

    link: str = required("What follows the # of the link.")
