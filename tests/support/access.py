"""Being let in, on a real database: the parts of a server, with a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from application.access.services import Access
from application.kernel.handler import Handler
from cli.composition.access import access_effects, forgetting_of, open_access
from cli.composition.access_adapters import AccessAdapters, access_adapters
from cli.composition.following import mail_reactor
from domain.account.commands import CreateAccount, IssueLink, Person
from domain.account.events import InvitationIssued, LinkPurpose
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.office.commands import OpenOffice
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from projections.reactors.runner import Reactors
from tests.support.given import NOW
from tests.support.null_ports import EveryArea
from tests.support.office import MemoryDocuments
from tests.support.waiting import until
from tests.unit.domain.cooperative.papers import REGISTER

CHEAP = Settings(
    argon2_passes=1, argon2_memory_kib=512, argon2_lanes=1, human_check=False, sign_in_limit=3
)
PASSWORD = "pelangi di atas bukit teh"  # noqa: S105 - of a test
ADDRESS = "203.0.113.7"


class MovedClock:
    """A clock that stands until a test moves it."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.moment

    def move(self, **by: float) -> None:
        """Move it forward, by what `timedelta` takes."""
        self.moment += timedelta(**by)


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A server's parts as far as people and programs are let in.

    *interrupted* is a handler whose process dies as soon as the log has the command.
    """

    access: Access
    adapters: AccessAdapters
    handler: Handler
    interrupted: Handler
    store: AsyncpgEventStore
    pool: Pool
    clock: MovedClock
    mail: Path

    async def open_office(self, code: str = "33.74") -> None:
        """Begin an office whose code is that of its area."""
        await self.handler.handle(
            OpenOffice(office=code, name=f"Dinas {code}", territory=code), actor=SYSTEM
        )

    async def cooperative(self) -> UUID:
        """Register a cooperative, as anybody may, and return its id."""
        await self.handler.handle(REGISTER, actor=SYSTEM)
        return REGISTER.cooperative

    async def account(
        self, user_name: str, role: Role = Role.ADMINISTRATOR, **place: object
    ) -> UUID:
        """Make an account that has no password yet."""
        account = uuid4()
        command = CreateAccount(
            account=account,
            user_name=user_name,
            role=role,
            person=Person(full_name="Siti Rahayu", email=f"{user_name}@example.id"),
            **place,  # type: ignore[arg-type] # whatever goes with the role
        )
        await self.handler.handle(command, actor=SYSTEM)
        return account

    async def member(
        self, user_name: str, role: Role = Role.ADMINISTRATOR, **place: object
    ) -> UUID:
        """Make an account whose password is the usual one."""
        account = await self.account(user_name, role, **place)
        await self.access.new_passwords.accept(await self.link(account), PASSWORD)
        return account

    async def link(self, account: UUID, purpose: LinkPurpose = LinkPurpose.INVITATION) -> str:
        """Return the token of a new link for *account*, as the mail would carry it."""
        command = IssueLink(account=account, purpose=purpose)
        await self.access.invitations.issue(command, actor=SYSTEM)
        events = (await self.store.read([account]))[account]
        issued = events[-1].event
        assert isinstance(issued, InvitationIssued)
        return await self.adapters.links.add(account, issued.purpose, issued.expires_at)

    @asynccontextmanager
    async def mailing(self) -> AsyncIterator[Reactors]:
        """Run the reactor that mails links, as a server does."""
        reactors = Reactors(self.pool, [mail_reactor(self.adapters, self.store)])
        await reactors.start()
        try:
            yield reactors
        finally:
            await reactors.stop()

    async def mail_links(self) -> None:
        """Run the reactor that mails links until the whole log is mailed."""
        async with self.mailing() as reactors:

            async def mailed() -> bool:
                return all(each.lag == 0 for each in await reactors.status())

            await until(mailed)

    async def session(self, account: UUID) -> str:
        """Begin a session of *account* and return its token."""
        token, _ = await self.access.sessions.begin(account, at=self.clock.now(), address=ADDRESS)
        return token

    async def actor(self, account: UUID) -> Actor:
        """Return *account* in action."""
        actor = await self.access.identities.actor_of(account)
        assert actor is not None
        return actor


async def eventually(holds: Callable[[], bool]) -> None:
    """Return as soon as *holds* does; a minute without it fails the test."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.01)


def token_in(link: str) -> str:
    """Return the token of a link."""
    return link.partition("#")[2]


@asynccontextmanager
async def open_house(
    pool: Pool, mail: Path, settings: Settings = CHEAP, *, start: datetime = NOW
) -> AsyncIterator[House]:
    """Lend the parts on *pool* from *start* on, with mails written below *mail*."""
    clock = MovedClock(start)
    async with AsyncpgEventStore(pool, Mapper()) as store:
        adapters = access_adapters(pool, store, settings, clock, mail)
        handler, interrupted = (
            Handler(
                store,
                clock,
                MemoryDocuments(),
                areas=EveryArea(),
                refused=adapters.refused,
                origins=adapters.origins,
                effects=what_follows,
            )
            for what_follows in (access_effects(adapters), {})
        )
        async with (
            forgetting_of(adapters.identities, pool),
            open_access(adapters, store=store, handler=handler) as access,
        ):
            yield House(
                access=access,
                adapters=adapters,
                handler=handler,
                interrupted=interrupted,
                store=store,
                pool=pool,
                clock=clock,
                mail=mail / "mail",
            )
