"""Mail: written to a folder on a laptop, sent by a mail server in an office.

Sending happens in a thread, because the standard library's client waits for its server.
Whoever sends hears of a server that is away and tries again later; an address that the
server refuses for good is a matter for the log, because no later try would be better.
"""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import structlog

LOG = structlog.get_logger()
_SECONDS = 20
_FOR_GOOD = 500  # from this reply code on, a mail server says never and not later


class MailNotSent(Exception):
    """The mail server is away or does not take mails now. Says nothing of the address."""


class Mailer(Protocol):
    """Delivers mails, or tries to."""

    async def send(self, to: str, subject: str, text: str) -> None:
        """Deliver *text* to the address *to*, or raise what may be over later."""


class FolderMailer:
    """Writes each mail as a file, for laptops and tests."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, to: str, subject: str, text: str) -> None:
        """Write the mail into the folder, readable by its owner only."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{uuid4().hex}.eml"
        path.touch(mode=0o600)
        path.write_bytes(_message(self._sender, to, subject, text).as_bytes())


class SmtpMailer:
    """Hands mails to the server of an ``smtp:`` or ``smtps:`` address."""

    def __init__(self, address: str, sender: str) -> None:
        self._address = urlsplit(address)
        self._sender = sender

    async def send(self, to: str, subject: str, text: str) -> None:
        """Send the mail; raises `MailNotSent` when a later try may be better."""
        message = _message(self._sender, to, subject, text)
        try:
            await asyncio.to_thread(self._deliver, message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = sorted({code for code, _ in error.recipients.values()})
            if min(codes) < _FOR_GOOD:
                raise MailNotSent(f"reply {codes[0]}") from None
            LOG.warning("mail_refused", codes=codes)
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent(type(error).__name__) from None

    def _deliver(self, message: EmailMessage) -> None:
        with self._connect() as server:
            if self._address.username:
                server.login(unquote(self._address.username), unquote(self._address.password or ""))
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        """Connect with TLS; plain text only to a server that offers no TLS and no log-in."""
        host = self._address.hostname or "localhost"
        context = ssl.create_default_context()
        if self._address.scheme == "smtps":
            port = self._address.port or smtplib.SMTP_SSL_PORT
            return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        server = smtplib.SMTP(host, self._address.port or smtplib.SMTP_PORT, timeout=_SECONDS)
        if server.has_extn("starttls") or self._address.username:
            server.starttls(context=context)
        return server


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    return message
