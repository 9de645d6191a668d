"""Changes that would bring an account into other hands: asked for again, told, undone for a day.

Another mail address, where links go, and another second factor. What was there before is kept
before the command, so that whoever follows the log finds it and tells the address from before.
"""

from uuid import UUID

from msgspec import UNSET

from application.access.confirmation import Confirmation, Proof
from application.access.identities import Identities
from application.access.ports import (
    Credentials,
    Former,
    FormerValues,
    Kept,
    OneTimeLinks,
    Passwords,
    PrivateValues,
    Session,
    Sessions,
    TokenKind,
    new_token,
)
from application.access.secret_refusals import LinkWorthless
from application.kernel.handler import Handler
from application.kernel.ports import Clock
from domain.account.commands import (
    ChangeAccount,
    IssueLink,
    PersonChanges,
    RemoveSecondFactor,
    SetSecondFactor,
)
from domain.account.events import LinkPurpose
from domain.kernel.actors import SYSTEM, Actor, Role

UNDONE = "Dibatalkan dari alamat surel sebelumnya"

Change = ChangeAccount | RemoveSecondFactor | SetSecondFactor


class Sensitive:
    """Asks again before such a change, and takes it back."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        confirmation: Confirmation,
        credentials: Credentials,
        passwords: Passwords,
        sessions: Sessions,
        links: OneTimeLinks,
        former: FormerValues,
        private_values: PrivateValues,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._identities = identities
        self._confirmation = confirmation
        self._credentials = credentials
        self._passwords = passwords
        self._sessions = sessions
        self._links = links
        self._former = former
        self._private_values = private_values
        self._clock = clock

    async def prepare(self, change: Change, session: Session, actor: Actor, proof: Proof) -> None:
        """Raise unless *proof* allows *change*; keep what was there before.

        Whoever may not ask for it at all is left to the handler to refuse.
        """
        own = str(change.account) == actor.account
        if not own and actor.role is not Role.ADMINISTRATOR:
            return
        values = (await self._private_values.of([change.account])).get(change.account, {})
        email = values.get("email")
        if isinstance(change, ChangeAccount) and change.person.email in (UNSET, email):
            return
        await self._confirmation.require(session, proof)
        if email is not None:
            former = await self._before(change, email)
            await self._former.keep(former, self._clock.now())

    async def _before(self, change: Change, email: str) -> Former:
        """Return what *change* replaces."""
        if isinstance(change, ChangeAccount):
            return Former(account=change.account, name=Kept.EMAIL, value=email, email=email)
        credential = await self._credentials.by_account(change.account)
        secret = credential.totp_secret if credential is not None else None
        return Former(account=change.account, name=Kept.SECOND_FACTOR, value=secret, email=email)

    async def undo(self, token: str) -> int:
        """Put back what was there before, and shut everybody out until a new password is chosen.

        Return the position.
        """
        former = await self._former.use(token, self._clock.now())
        if former is None:
            raise LinkWorthless(field="link")
        await self._put_back(former)
        await self._shut_out(former.account)
        command = IssueLink(account=former.account, purpose=LinkPurpose.RESET)
        return (await self._handler.handle(command, actor=SYSTEM)).position

    async def _put_back(self, former: Former) -> None:
        account, now = former.account, self._clock.now()
        if former.name is Kept.SECOND_FACTOR:
            if former.value is not None:
                await self._handler.handle(SetSecondFactor(account=account), actor=SYSTEM)
            elif await self._identities.has_codes(account):
                removal = RemoveSecondFactor(account=account, reason=UNDONE)
                await self._handler.handle(removal, actor=SYSTEM)
            await self._credentials.keep_second_factor(account, former.value, now)
        change = ChangeAccount(account=account, person=PersonChanges(email=former.email))
        await self._handler.handle(change, actor=SYSTEM)

    async def _shut_out(self, account: UUID) -> None:
        """Make links, sessions and the password worthless: whoever made the change knew it."""
        credential = await self._credentials.by_account(account)
        if credential is not None:
            hashed = await self._passwords.hash(new_token(TokenKind.LINK))
            now = self._clock.now()
            await self._credentials.keep_password(account, credential.user_name, hashed, now)
        await self._links.drop(account)
        await self._sessions.end_all(account)
        self._identities.forget(account)
