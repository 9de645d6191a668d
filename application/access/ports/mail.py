"""Mail, as far as whoever sends it has to know."""

from typing import Protocol


class MailNotSent(Exception):
    """The mail server cannot be reached, or cannot take the mail now; trying again may help."""


class Mailer(Protocol):
    """Delivers mails as plain text."""

    async def send(self, to: str, subject: str, text: str) -> None:
        """Deliver *text* to the address *to*, or raise `MailNotSent`.

        A mail whose address is refused for good is a line in the log.
        """
