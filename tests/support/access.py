"""Being let in, on a real database: the parts of a server, with a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from application.access.assembly import Access, open_access
from application.kernel.handler import Handler
from domain.account.commands import CreateAccount, Person
from domain.account.events import LinkPurpose
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.office.commands import OpenOffice
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from tests.support.given import NOW
from tests.support.null_ports import EveryArea
from tests.support.office import MemoryDocuments

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
    """A server's parts as far as people and programs are let in."""

    access: Access
    handler: Handler
    store: AsyncpgEventStore
    pool: Pool
    clock: MovedClock
    mail: Path

    async def open_office(self, code: str = "33.74") -> None:
        """Begin an office whose code is that of its area."""
        await self.handler.handle(
            OpenOffice(office=code, name=f"Dinas {code}", territory=code), actor=SYSTEM
        )

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
        invited = await self.access.invitations.invite(account, LinkPurpose.INVITATION, SYSTEM)
        await self.access.new_passwords.accept(token_in(invited.link), PASSWORD)
        return account

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
        handler = Handler(
            store,
            clock,
            MemoryDocuments(),
            areas=EveryArea(),
            refused=RefusedCommandTable(pool),
        )
        async with open_access(
            store=store,
            handler=handler,
            pool=pool,
            settings=settings,
            clock=clock,
            data_folder=mail,
        ) as access:
            yield House(
                access=access,
                handler=handler,
                store=store,
                pool=pool,
                clock=clock,
                mail=mail / "mail",
            )
