"""Mutations of people about themselves: coming in, going out, passwords, one-time codes.

None of them is a command that a client could give: a password or a code is checked first,
by the services of `application.access`, and what enters the log follows from that.
"""

from typing import Annotated

import strawberry

from api.building.describe import attribute, object_type
from api.building.scalars import Position
from api.execution.context import Context
from api.mutations.declared import act
from api.mutations.refused import Refused
from api.mutations.success import AccessDone, AccessResult, Success
from api.relay.nodes import opaque, uuid_of
from api.sign_in.inputs import (
    AcceptLinkInput,
    ChangePasswordInput,
    EndSessionInput,
    RequestPasswordResetInput,
    SetSecondFactorInput,
    SignInInput,
    UndoChangeInput,
)
from api.sign_in.own import own_session
from application.access.confirmation import Proof
from application.authorisation.table import ANYBODY, WITH_ITS_ROW
from domain.kernel.actors import Role


@object_type("You are signed in.", right=WITH_ITS_ROW)
class SignedIn(Success):
    """Success of signing in."""

    token: str = attribute("Send it as `Authorization: Bearer`. It is never shown again.")
    device: str = attribute(
        "Keep it on this device and give it when you sign in again; it opens nothing by itself."
    )
    session: strawberry.ID = attribute("Id of the session, for `endSession`.")
    role: Role = attribute("What you are here.")
    second_factor_due: bool = attribute(
        "Your office demands a one-time code; until you set one up you may do nothing else."
    )


@object_type(
    "A secret to put into an authenticator; nothing is kept of it yet.", right=WITH_ITS_ROW
)
class SecondFactorProposed(Success):
    """A proposal for one-time codes."""

    secret: str = attribute("The secret, in base32.")
    address: str = attribute("The same as an otpauth: address, for a QR code.")


SignInResult = Annotated[
    SignedIn | Refused, strawberry.union("SignInResult", description="What came of signing in.")
]
SecondFactorResult = Annotated[
    SecondFactorProposed | Refused,
    strawberry.union("SecondFactorResult", description="What came of asking for a secret."),
]


@act(
    "Sign in. Anybody; the answer does not tell which user names exist.",
    SignInResult,
    right=ANYBODY,
)
async def sign_in(context: Context, given: SignInInput) -> SignedIn:
    """Begin a session."""
    done = await context.services.access.sign_in.sign_in(given.attempt(context))
    return SignedIn(
        position=await _now(context),
        token=done.token,
        device=done.device,
        session=opaque("Session", done.session.id),
        role=done.actor.role,
        second_factor_due=done.owes_code,
    )


@act(
    "Sign out: end the session of this request. Whoever is signed in.", AccessResult, right=ANYBODY
)
async def sign_out(context: Context) -> AccessDone:
    """End the session of this request."""
    await context.services.access.sign_in.sign_out(await own_session(context))
    return AccessDone(position=await _now(context))


@act("End one of your other sessions. Whoever is signed in.", AccessResult, right=ANYBODY)
async def end_session(context: Context, given: EndSessionInput) -> AccessDone:
    """End the session that the input names, if it is one of the caller's own."""
    own = await own_session(context)
    wanted = uuid_of(given.session, "Session", field="session")
    await context.services.access.sign_in.end(own.account, wanted)
    return AccessDone(position=await _now(context))


@act(
    "Change your password; your other sessions end. Whoever is signed in.",
    AccessResult,
    right=ANYBODY,
)
async def change_password(context: Context, given: ChangePasswordInput) -> AccessDone:
    """Let another password hold."""
    own, access = await own_session(context), context.services.access
    position = await access.new_passwords.change(
        own,
        context.actor,
        Proof(password=given.password, code=given.second_factor),
        given.new_password,
    )
    return AccessDone(position=Position(position))


@act(
    "Choose a password with a one-time link; all sessions of the account end. Anybody.",
    AccessResult,
    right=ANYBODY,
)
async def accept_link(context: Context, given: AcceptLinkInput) -> AccessDone:
    """Use a link up."""
    done = await context.services.access.new_passwords.accept(given.link, given.new_password)
    return AccessDone(position=Position(done.position), device=done.device)


@act(
    "Ask for a link to choose a new password, by mail. The answer is always the same.",
    AccessResult,
    right=ANYBODY,
)
async def request_password_reset(context: Context, given: RequestPasswordResetInput) -> AccessDone:
    """Ask for a link; whether the account exists shows neither in the answer nor in its time."""
    access = context.services.access
    await access.sign_in.require_human(given.human_check)
    access.resets.ask(given.user_name)
    return AccessDone(position=await _now(context))


@act(
    "Get a secret for one-time codes; `setSecondFactor` makes it count.",
    SecondFactorResult,
    right=ANYBODY,
)
async def propose_second_factor(context: Context) -> SecondFactorProposed:
    """Make a secret that counts for nothing yet."""
    own = await own_session(context)
    proposal = await context.services.access.second_factors.propose(own, context.actor)
    return SecondFactorProposed(
        position=await _now(context), secret=proposal.secret, address=proposal.address
    )


@act(
    "Sign in with one-time codes from now on; asks again for your password. Whoever is signed in.",
    AccessResult,
)
async def set_second_factor(context: Context, given: SetSecondFactorInput) -> AccessDone:
    """Let a proposed secret count."""
    own, access = await own_session(context), context.services.access
    proof = Proof(password=given.password, code=given.second_factor)
    position = await access.second_factors.confirm(
        own, context.actor, given.secret, given.code, proof
    )
    return AccessDone(position=Position(position))


@act(
    "Undo a change of the mail address or of one-time codes, with the link that was mailed to the "
    "address from before; all sessions end and a link to choose a password is mailed. Anybody.",
    AccessResult,
    right=ANYBODY,
)
async def undo_change(context: Context, given: UndoChangeInput) -> AccessDone:
    """Put back what was there before."""
    position = await context.services.access.sensitive.undo(given.link)
    return AccessDone(position=Position(position))


async def _now(context: Context) -> Position:
    return Position(await context.services.store.last_position())
