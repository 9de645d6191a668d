"""Secrets never reach a log line, whoever puts them there."""

import io
import json
import logging

import pytest
import structlog

from application.access.ports import TokenKind, new_token
from infrastructure.logs.configure import configure_logging
from infrastructure.logs.log_secrets import HIDDEN, hide_secrets
from infrastructure.settings.settings import Settings

TOKEN = new_token(TokenKind.SESSION)
SECRETS = ("kopi-hitam", TOKEN, "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA")


def test_fields_with_a_telling_name_lose_their_value() -> None:
    """A password is hidden however deep it lies."""
    line = {
        "event": "seen",
        "password": "kopi-hitam",
        "given": {"secondFactor": "123456", "user": "siti", "list": [{"token": 1}, TOKEN]},
        "count": 3,
    }
    assert hide_secrets(None, "info", line) == {
        "event": "seen",
        "password": HIDDEN,
        "given": {"secondFactor": HIDDEN, "user": "siti", "list": [{"token": HIDDEN}, HIDDEN]},
        "count": 3,
    }


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_line_shows_no_secret_in_either_form(form: str) -> None:
    """Neither in a field, nor in a message of a library, nor in a stack."""
    out = io.StringIO()
    configure_logging(Settings(log_format=form, log_level="debug"), out)  # type: ignore[arg-type] # one of the two
    log = structlog.get_logger("test")
    log.info("signed_in", password=SECRETS[0], header=f"Bearer {SECRETS[1]}", known=SECRETS[2])
    logging.getLogger("library").warning("asked with %s", SECRETS[1])
    failure = ValueError(f"no such session {SECRETS[1]}")
    log.error("failed", address="postgresql://ani:kopi-hitam@host/db", exc_info=failure)
    written = out.getvalue()
    assert written.count(HIDDEN) >= 5
    for secret in SECRETS:
        assert secret not in written
    if form == "json":
        assert json.loads(written.splitlines()[0])["event"] == "signed_in"
