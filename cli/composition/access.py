"""Everything that has to do with being let in: adapters, services, and what runs beside them.

The handler is handed in, because the services give it commands; the effects of commands need the
adapters, so those are built first: `access_adapters`, `access_effects`, `open_access`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import structlog

from application.access.effects import effects
from application.access.identities import Identities
from application.access.invitations import Invitations
from application.access.key_issuing import KeyIssuing
from application.access.new_passwords import NewPasswords
from application.access.ports import Mailer
from application.access.second_factors import SecondFactors
from application.access.services import Access
from application.access.sign_in import SignIn
from application.kernel.handler import Effect, Handler
from application.kernel.ports import Clock, EventStore
from infrastructure.access.access_log import AccessLogTable
from infrastructure.access.credentials import CredentialTable
from infrastructure.access.human_check import AltchaHumanCheck
from infrastructure.access.one_time_links import OneTimeLinkTable
from infrastructure.access.password_strength import weaknesses
from infrastructure.access.passwords import Argon2Passwords
from infrastructure.access.private_values import PrivateValueTable
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.access.second_factor import TotpCodes
from infrastructure.access.service_key_secrets import ServiceKeySecretTable
from infrastructure.access.sessions import CHANNEL, SessionTable
from infrastructure.access.sign_in_failures import SignInFailureTable
from infrastructure.event_store import Listener
from infrastructure.mail.mailers import FolderMailer, SmtpMailer
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings

LOG = structlog.get_logger()

BETWEEN_SWEEPS = 300.0
"""Seconds between two times that what has ended by itself is removed."""


class AccessAdapters(msgspec.Struct, frozen=True, kw_only=True):
    """The adapters on one database, and *identities*, which the effects of commands need too.

    *address* is that of the pages people use, without a slash at its end.
    """

    identities: Identities
    sessions: SessionTable
    credentials: CredentialTable
    links: OneTimeLinkTable
    key_secrets: ServiceKeySecretTable
    failures: SignInFailureTable
    passwords: Argon2Passwords
    human_check: AltchaHumanCheck
    access_log: AccessLogTable
    refused: RefusedCommandTable
    private_values: PrivateValueTable
    mailer: Mailer
    address: str
    clock: Clock

    async def sweep(self) -> None:
        """Remove what has ended by itself; worth doing every few minutes."""
        now = self.clock.now()
        await self.sessions.sweep(now)
        await self.failures.sweep(now)
        await self.human_check.sweep(now)


def access_adapters(
    pool: Pool, store: EventStore, settings: Settings, clock: Clock, data_folder: Path
) -> AccessAdapters:
    """Build the adapters on *pool*.

    *data_folder* takes the mails when there is neither a mail server nor a mail folder.
    """
    sessions = SessionTable(
        pool,
        idle=timedelta(seconds=settings.session_idle_seconds),
        longest=timedelta(seconds=settings.session_seconds),
    )
    key_secrets = ServiceKeySecretTable(pool)
    return AccessAdapters(
        identities=Identities(store, sessions, key_secrets, clock),
        sessions=sessions,
        credentials=CredentialTable(pool),
        links=OneTimeLinkTable(pool),
        key_secrets=key_secrets,
        failures=SignInFailureTable(pool, allowed=settings.sign_in_limit),
        passwords=Argon2Passwords(
            passes=settings.argon2_passes,
            memory_kib=settings.argon2_memory_kib,
            lanes=settings.argon2_lanes,
        ),
        human_check=AltchaHumanCheck(pool, enabled=settings.human_check),
        access_log=AccessLogTable(pool),
        refused=RefusedCommandTable(pool),
        private_values=PrivateValueTable(pool),
        mailer=mailer_of(settings, data_folder),
        address=address_of(settings),
        clock=clock,
    )


def access_effects(adapters: AccessAdapters) -> Mapping[type[Any], Sequence[Effect]]:
    """Return what the handler does at once after commands on accounts and keys."""
    return effects(
        identities=adapters.identities,
        sessions=adapters.sessions,
        links=adapters.links,
        credentials=adapters.credentials,
        clock=adapters.clock,
    )


@asynccontextmanager
async def open_access(
    adapters: AccessAdapters, *, pool: Pool, store: EventStore, handler: Handler
) -> AsyncIterator[Access]:
    """Lend the services; meanwhile hear what other processes end, and sweep."""
    access = _services(adapters, store, handler)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(adapters.passwords.close)
        stack.push_async_callback(access.invitations.close)
        await stack.enter_async_context(_forgetting(adapters.identities, pool))
        sweeping = asyncio.create_task(keep_swept(adapters), name="sweeping")
        stack.callback(sweeping.cancel)
        yield access


async def keep_swept(adapters: AccessAdapters, pause: float = BETWEEN_SWEEPS) -> None:
    """Sweep now and every *pause* seconds; what fails is told and tried again."""
    while True:
        try:
            await adapters.sweep()
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


def _forgetting(identities: Identities, pool: Pool) -> Listener:
    """Return what hears of accounts and keys to look up anew.

    After a lost connection everybody is looked up anew: something may have been said meanwhile.
    """
    return Listener(
        pool,
        CHANNEL,
        heard=lambda subject: identities.forget(UUID(subject)),
        opened=identities.forget_all,
    )


def _services(adapters: AccessAdapters, store: EventStore, handler: Handler) -> Access:
    identities, credentials = adapters.identities, adapters.credentials
    sessions, links = adapters.sessions, adapters.links
    passwords, failures = adapters.passwords, adapters.failures
    clock, codes = adapters.clock, TotpCodes()
    return Access(
        identities=identities,
        sign_in=SignIn(
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            failures=failures,
            passwords=passwords,
            codes=codes,
            human_check=adapters.human_check,
            access_log=adapters.access_log,
            clock=clock,
        ),
        new_passwords=NewPasswords(
            handler=handler,
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            links=links,
            passwords=passwords,
            strength=weaknesses,
            failures=failures,
            clock=clock,
        ),
        second_factors=SecondFactors(
            handler=handler, credentials=credentials, codes=codes, clock=clock
        ),
        invitations=Invitations(
            store=store,
            handler=handler,
            identities=identities,
            credentials=credentials,
            links=links,
            private_values=adapters.private_values,
            clock=clock,
            address=adapters.address,
        ),
        keys=KeyIssuing(handler=handler, secrets=adapters.key_secrets),
        sessions=sessions,
        credentials=credentials,
        key_secrets=adapters.key_secrets,
        passwords=passwords,
        human_check=adapters.human_check,
        access_log=adapters.access_log,
        refused=adapters.refused,
        private_values=adapters.private_values,
        clock=clock,
    )
