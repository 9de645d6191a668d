"""The adapters behind access, on one database: sessions, secrets, checks, records, mail."""

from datetime import timedelta
from pathlib import Path

import msgspec

from application.access.identities import Identities
from application.access.ports import Mailer
from application.kernel.ports import Clock, EventStore
from infrastructure.access.access_log import AccessLogTable
from infrastructure.access.credentials import CredentialTable
from infrastructure.access.former_values import FormerValueTable
from infrastructure.access.human_check import AltchaHumanCheck
from infrastructure.access.known_devices import KnownDeviceTable
from infrastructure.access.one_time_links import OneTimeLinkTable
from infrastructure.access.origins import OriginTable
from infrastructure.access.passwords import Argon2Passwords
from infrastructure.access.private_values import PrivateValueTable
from infrastructure.access.receipts import ReceiptTable
from infrastructure.access.refused_commands import RefusedCommandTable
from infrastructure.access.service_key_secrets import ServiceKeySecretTable
from infrastructure.access.sessions import SessionTable
from infrastructure.access.sign_in_failures import SignInFailureTable
from infrastructure.mail.mailers import FolderMailer, SmtpMailer
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings


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
    former: FormerValueTable
    devices: KnownDeviceTable
    passwords: Argon2Passwords
    human_check: AltchaHumanCheck
    receipts: ReceiptTable
    origins: OriginTable
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
        await self.former.sweep(now)
        await self.devices.sweep(now)
        await self.origins.sweep(now)


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
        former=FormerValueTable(pool),
        devices=KnownDeviceTable(pool),
        failures=SignInFailureTable(pool, allowed=settings.sign_in_limit),
        passwords=Argon2Passwords(
            passes=settings.argon2_passes,
            memory_kib=settings.argon2_memory_kib,
            lanes=settings.argon2_lanes,
        ),
        human_check=AltchaHumanCheck(pool, enabled=settings.human_check),
        receipts=ReceiptTable(pool),
        origins=OriginTable(pool),
        access_log=AccessLogTable(pool),
        refused=RefusedCommandTable(pool),
        private_values=PrivateValueTable(pool),
        mailer=mailer_of(settings, data_folder),
        address=address_of(settings),
        clock=clock,
    )


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
