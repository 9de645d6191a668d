"""Mutations of people about themselves: coming in, going out, passwords, one-time codes."""

import strawberry

from api.account import inputs
from api.account.attempts import attempt, own_session
from api.account.results import (
    AccessDone,
    AccessResult,
    SecondFactorProposed,
    SecondFactorResult,
    SignedIn,
    SignInResult,
)
from api.building.describe import Given, mutation
from api.building.scalars import Position
from api.execution.context import Context, Info
from api.relay.nodes import opaque, uuid_of
from application.authorisation.table import ANYBODY


@strawberry.type
class SignInMutations:
    """The part of Mutation with which people come in and go out."""

    @mutation("Sign in. Anybody; the answer does not tell which user names exist.", right=ANYBODY)
    async def sign_in(self, info: Info, input: Given[inputs.SignInInput]) -> SignInResult:
        """Sign in."""
        context = info.context

        async def work() -> SignedIn:
            done = await context.services.access.sign_in.sign_in(input.attempt(context))
            return SignedIn(
                position=await _now(context),
                token=done.token,
                session=opaque("Session", done.session.id),
                role=done.actor.role,
                second_factor_due=done.owes_code,
            )

        return await attempt(context, "SignIn", work)

    @mutation("Sign out: end the session of this request. Whoever is signed in.", right=ANYBODY)
    async def sign_out(self, info: Info) -> AccessResult:
        """Sign out."""
        context = info.context

        async def work() -> AccessDone:
            await context.services.access.sign_in.sign_out(await own_session(context))
            return AccessDone(position=await _now(context))

        return await attempt(context, "SignOut", work)

    @mutation("End one of your other sessions. Whoever is signed in.", right=ANYBODY)
    async def end_session(self, info: Info, input: Given[inputs.EndSessionInput]) -> AccessResult:
        """End a session."""
        context = info.context

        async def work() -> AccessDone:
            own, access = await own_session(context), context.services.access
            wanted = uuid_of(input.session, "Session", field="session")
            await access.sign_in.end(own.account, wanted)
            return AccessDone(position=await _now(context))

        return await attempt(context, "EndSession", work)

    @mutation("Change your password; your other sessions end. Whoever is signed in.", right=ANYBODY)
    async def change_password(
        self, info: Info, input: Given[inputs.ChangePasswordInput]
    ) -> AccessResult:
        """Change the password."""
        context = info.context

        async def work() -> AccessDone:
            own, access = await own_session(context), context.services.access
            position = await access.new_passwords.change(
                own, context.actor, input.password, input.new_password
            )
            return AccessDone(position=Position(position))

        return await attempt(context, "ChangePassword", work)

    @mutation(
        "Choose a password with a one-time link; all sessions of the account end. Anybody.",
        right=ANYBODY,
    )
    async def accept_link(self, info: Info, input: Given[inputs.AcceptLinkInput]) -> AccessResult:
        """Use a link."""
        context = info.context

        async def work() -> AccessDone:
            access = context.services.access
            position = await access.new_passwords.accept(input.link, input.new_password)
            return AccessDone(position=Position(position))

        return await attempt(context, "AcceptLink", work)

    @mutation(
        "Ask for a link to choose a new password, by mail. The answer is always the same.",
        right=ANYBODY,
    )
    async def request_password_reset(
        self, info: Info, input: Given[inputs.RequestPasswordResetInput]
    ) -> AccessResult:
        """Ask for a link."""
        context = info.context

        async def work() -> AccessDone:
            access = context.services.access
            await access.sign_in.require_human(input.human_check)
            access.invitations.ask_for_reset(input.user_name)
            return AccessDone(position=await _now(context))

        return await attempt(context, "RequestPasswordReset", work)

    @mutation("Get a secret for one-time codes; `setSecondFactor` makes it count.", right=ANYBODY)
    async def propose_second_factor(self, info: Info) -> SecondFactorResult:
        """Propose a secret."""
        context = info.context

        async def work() -> SecondFactorProposed:
            await own_session(context)
            proposal = context.services.access.second_factors.propose(context.actor)
            return SecondFactorProposed(
                position=await _now(context), secret=proposal.secret, address=proposal.address
            )

        return await attempt(context, "ProposeSecondFactor", work)

    @mutation("Sign in with one-time codes from now on. Whoever is signed in.")
    async def set_second_factor(
        self, info: Info, input: Given[inputs.SetSecondFactorInput]
    ) -> AccessResult:
        """Set the codes up."""
        context = info.context

        async def work() -> AccessDone:
            own, access = await own_session(context), context.services.access
            position = await access.second_factors.confirm(
                own, context.actor, input.secret, input.code
            )
            return AccessDone(position=Position(position))

        return await attempt(context, "SetSecondFactor", work)


async def _now(context: Context) -> Position:
    return Position(await context.services.store.last_position())
