"""Mail: written to a folder on a laptop, sent by a mail server in an office.

Sending happens in a thread, because the standard library's client waits for its server. A server
that cannot be reached raises `MailNotSent`, so that whoever sends can try again later; a mailbox
that does not exist, or an address that is none, is a line in the log, because trying again would
not help. No form waits for a mail: an answer that depends on it would tell who has an account.
"""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import structlog

from application.access.ports import MailNotSent
from domain.kernel.contacts import malformed_contact

LOG = structlog.get_logger()
_SECONDS = 20  # that a mail server has for each answer
_PERMANENT = 500  # the first of the codes with which a mail server refuses for good


class FolderMailer:
    """Writes each mail as a file, for laptops and tests."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, to: str, subject: str, text: str) -> None:
        """Write the mail into the folder, readable by its owner only."""
        if _unsendable(to):
            return
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
        """Send the mail, or raise `MailNotSent`, which names the error and not the address."""
        if _unsendable(to):
            return
        message = _message(self._sender, to, subject, text)
        try:
            await asyncio.to_thread(self._deliver, message)
        except (OSError, smtplib.SMTPException) as error:
            if _refused_for_good(error):
                LOG.warning("mail_refused", error=type(error).__name__)
                return
            raise MailNotSent(type(error).__name__) from error

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


def _unsendable(to: str) -> bool:
    """Say whether *to* is no one mail address, as it may have been kept before that was checked."""
    found = malformed_contact(to, "email")
    for refusal in found:
        LOG.warning("mail_refused", error=type(refusal).__name__)
    return bool(found)


def _refused_for_good(error: Exception) -> bool:
    """Say whether the server knows no such mailbox: a code from 500 on (RFC 5321) for each."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= _PERMANENT for code, _ in error.recipients.values())


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    return message
