"""Everything that has to do with being let in, put together once a process.

The handler and the identities are the two that others share; see `cli.composition`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import structlog

from application.access.account_service import AccountService
from application.access.identities import Identities
from application.access.invitations import Invitations
from application.access.key_issuing import KeyIssuing
from application.access.new_passwords import NewPasswords
from application.access.second_factors import SecondFactors
from application.access.sign_in import SignIn
from application.kernel.handler import Handler
from application.kernel.ports import Clock, EventStore
from infrastructure.access.access_log import AccessLog
from infrastructure.access.access_watch import AccessWatch
from infrastructure.access.credentials import Credentials
from infrastructure.access.human_check import HumanCheck
from infrastructure.access.one_time_links import OneTimeLinks
from infrastructure.access.passwords import Passwords
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.access.service_key_secrets import ServiceKeySecrets
from infrastructure.access.sessions import Sessions
from infrastructure.access.sign_in_failures import SignInFailures
from infrastructure.mail.mailers import FolderMailer, Mailer, SmtpMailer
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings

LOG = structlog.get_logger()


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """The parts that let people and programs in, and what they leave behind."""

    identities: Identities
    sign_in: SignIn
    new_passwords: NewPasswords
    second_factors: SecondFactors
    invitations: Invitations
    accounts: AccountService
    keys: KeyIssuing
    key_secrets: ServiceKeySecrets
    sessions: Sessions
    credentials: Credentials
    passwords: Passwords
    human_check: HumanCheck
    access_log: AccessLog
    refused: RefusedCommandTable
    failures: SignInFailures
    clock: Clock

    async def sweep(self) -> None:
        """Forget what has ended by itself; worth doing every few minutes."""
        now = self.clock.now()
        await self.sessions.sweep(now)
        await self.failures.sweep(now)
        await self.human_check.sweep(now)


@asynccontextmanager
async def open_access(
    *,
    store: EventStore,
    handler: Handler,
    pool: Pool,
    settings: Settings,
    clock: Clock,
    data_folder: Path,
) -> AsyncIterator[Access]:
    """Put the parts together on *pool*, and listen for what other processes end.

    *data_folder* takes the mails when there is neither a mail server nor a mail folder.
    """
    async with AsyncExitStack() as stack:
        access = _assemble(
            store, handler, pool, settings, clock, mailer=mailer_of(settings, data_folder)
        )
        stack.push_async_callback(access.passwords.close)
        stack.push_async_callback(access.invitations.close)
        identities = access.identities
        watch = AccessWatch(pool, forget=identities.forget, forget_all=identities.forget_all)
        await stack.enter_async_context(watch.watching())
        sweeping = asyncio.create_task(keep_swept(access), name="sweeping")
        stack.callback(sweeping.cancel)
        yield access


async def keep_swept(access: Access, pause: float = 300.0) -> None:
    """Sweep now and every *pause* seconds; what fails is told and tried again."""
    while True:
        try:
            await access.sweep()
        except Exception:
            LOG.exception("sweep_failed")
        await asyncio.sleep(pause)


def mailer_of(settings: Settings, data_folder: Path) -> Mailer:
    """Return the mail server's client, or the folder that mails are written to."""
    if settings.smtp_url is not None:
        return SmtpMailer(settings.smtp_url, settings.mail_from)
    folder = Path(settings.mail_folder) if settings.mail_folder else data_folder / "mail"
    return FolderMailer(folder, settings.mail_from)


def address_of(settings: Settings) -> str:
    """Return the address that people use, without a slash at its end.

    >>> address_of(Settings(port=8000))
    'http://127.0.0.1:8000'
    """
    return settings.public_url or f"http://{settings.host}:{settings.port}"


def _assemble(
    store: EventStore,
    handler: Handler,
    pool: Pool,
    settings: Settings,
    clock: Clock,
    *,
    mailer: Mailer,
) -> Access:
    sessions = Sessions(
        pool,
        idle=timedelta(seconds=settings.session_idle_seconds),
        longest=timedelta(seconds=settings.session_seconds),
    )
    passwords = Passwords(
        passes=settings.argon2_passes,
        memory_kib=settings.argon2_memory_kib,
        lanes=settings.argon2_lanes,
    )
    secrets, credentials, links = ServiceKeySecrets(pool), Credentials(pool), OneTimeLinks(pool)
    failures = SignInFailures(pool, allowed=settings.sign_in_limit)
    human_check = HumanCheck(pool, enabled=settings.human_check)
    access_log = AccessLog(pool)
    identities = Identities(store, sessions, secrets, clock)
    return Access(
        identities=identities,
        sign_in=SignIn(
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            failures=failures,
            passwords=passwords,
            human_check=human_check,
            access_log=access_log,
            clock=clock,
        ),
        new_passwords=NewPasswords(
            handler=handler,
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            links=links,
            passwords=passwords,
            failures=failures,
            clock=clock,
        ),
        second_factors=SecondFactors(
            handler=handler, identities=identities, credentials=credentials, clock=clock
        ),
        invitations=Invitations(
            store=store,
            handler=handler,
            identities=identities,
            credentials=credentials,
            links=links,
            mailer=mailer,
            database=pool,
            clock=clock,
            address=address_of(settings),
        ),
        accounts=AccountService(
            handler=handler, identities=identities, sessions=sessions, links=links
        ),
        keys=KeyIssuing(handler=handler, identities=identities, secrets=secrets, sessions=sessions),
        key_secrets=secrets,
        sessions=sessions,
        credentials=credentials,
        passwords=passwords,
        human_check=human_check,
        access_log=access_log,
        refused=RefusedCommandTable(pool),
        failures=failures,
        clock=clock,
    )
