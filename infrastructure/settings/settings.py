"""Every setting of Sokoguru, with the default that works on a laptop.

The environment names a setting `SOKOGURU_` and its name in capitals. Read it once,
through `infrastructure.settings.environment.read_settings`; nothing else looks at the environment.
A number here is only a default: no module keeps a second copy of it.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SWITCH = "on or off"

DatabaseAddress = Annotated[str, Meta(pattern=r"^postgres(ql)?://")]
WebAddress = Annotated[str, Meta(pattern=r"^https?://[^/\s]+$")]
NetworkAddress = Annotated[str, Meta(pattern=r"^[0-9A-Fa-f.:]+(/\d{1,3})?$")]
OperatorToken = Annotated[str, Meta(min_length=16)]
MailServer = Annotated[str, Meta(pattern=r"^smtps?://")]
MailAddress = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$")]


def whole(least: int, most: int, meaning: str) -> Meta:
    """Describe a whole number from *least* to *most*."""
    accepts = f"a whole number from {least} to {most}"
    return Meta(ge=least, le=most, description=meaning, extra={"accepts": accepts})


def text(accepts: str, meaning: str, *, secret: bool = False) -> Meta:
    """Describe a text; a *secret* one is never shown in a message."""
    return Meta(description=meaning, extra={"accepts": accepts, "secret": secret})


def listing(accepts: str, meaning: str) -> Meta:
    """Describe several texts, separated by commas."""
    return Meta(description=meaning, extra={"accepts": f"{accepts}, separated by commas"})


def switch(meaning: str) -> Meta:
    """Describe something that is on or off."""
    return Meta(description=meaning, extra={"accepts": SWITCH})


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this installation runs; times in seconds, sizes in bytes unless the name says more."""

    database_url: Annotated[
        DatabaseAddress | None,
        text(
            "an address like postgresql://user:password@host/database",
            "An external PostgreSQL, 15 or later, as the server comes in; without it the embedded "
            "one runs.",
            secret=True,
        ),
    ] = None
    owner_url: Annotated[
        DatabaseAddress | None,
        text(
            "an address like postgresql://owner:password@host/database",
            "The external PostgreSQL as migrate and rebuild come in; a server refuses to know it.",
            secret=True,
        ),
    ] = None
    data_dir: Annotated[
        str | None,
        text("a folder", "Folder of the embedded PostgreSQL; the user's data folder without it."),
    ] = None
    host: Annotated[str, text("a host name or address", "Where the server listens.")] = "127.0.0.1"
    port: Annotated[int, whole(0, 65_535, "Port to listen on; 0 takes any free one.")] = 8000
    workers: Annotated[
        int,
        whole(0, 256, "Processes that answer requests; 0 takes one for every two processors."),
    ] = 0
    public_url: Annotated[
        WebAddress | None,
        text(
            "an address like https://koperasi.example.go.id",
            "The address that people use, for links in mails and on certificates.",
        ),
    ] = None
    cors_origins: Annotated[
        tuple[WebAddress, ...],
        listing(
            "addresses like https://example.go.id", "Other sites whose pages may call the API."
        ),
    ] = ()

    trusted_proxies: Annotated[
        tuple[NetworkAddress, ...],
        listing(
            "addresses or networks like 10.0.0.5 or 10.0.0.0/24",
            "Proxies in front, whose X-Forwarded-For is believed; nobody's without it.",
        ),
    ] = ()
    operator_token: Annotated[
        OperatorToken | None,
        text(
            "at least 16 characters",
            "Whoever sends it as a bearer token sees /metrics and the details of health; "
            "without it only this machine does.",
            secret=True,
        ),
    ] = None

    log_format: Annotated[
        Literal["console", "json"],
        text("console or json", "Log lines for people, or for machines."),
    ] = "console"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        text("debug, info, warning or error", "The least important log line that is shown."),
    ] = "info"

    pool_min: Annotated[int, whole(0, 1_000, "Database connections kept open.")] = 2
    pool_max: Annotated[int, whole(1, 1_000, "Database connections at most.")] = 10
    connect_seconds: Annotated[int, whole(1, 300, "How long to wait for the database.")] = 10
    statement_seconds: Annotated[int, whole(1, 3_600, "How long one statement may take.")] = 30

    body_limit: Annotated[int, whole(1_024, 1_073_741_824, "Bytes of a request body at most.")] = (
        1_048_576
    )
    upload_limit: Annotated[
        int, whole(1_024, 1_073_741_824, "Bytes of an uploaded document at most.")
    ] = 10_485_760
    head_seconds: Annotated[
        int, whole(1, 300, "How long the head of a request may take to arrive.")
    ] = 10
    body_seconds: Annotated[
        int,
        whole(1, 3_600, "How long a body may take to arrive, and a second more for each 4 KiB."),
    ] = 30
    address_connections: Annotated[
        int, whole(1, 100_000, "Connections that one address may have open at once.")
    ] = 200
    query_depth: Annotated[int, whole(1, 100, "Levels of fields in one operation.")] = 15
    query_cost: Annotated[int, whole(1, 10_000_000, "Cost of one operation at most.")] = 20_000
    query_tokens: Annotated[int, whole(10, 100_000, "Tokens of one document at most.")] = 1_200
    at_least_seconds: Annotated[
        int, whole(0, 300, "How long a query waits for the position that it asks for.")
    ] = 5
    rate_limit: Annotated[
        int, whole(1, 1_000_000, "Requests per minute, for each address and each token.")
    ] = 12_000
    sign_in_limit: Annotated[
        int, whole(1, 1_000, "Failed sign-ins per quarter hour before an account is locked.")
    ] = 10

    argon2_passes: Annotated[int, whole(1, 100, "Passes of the password hash.")] = 3
    argon2_memory_kib: Annotated[
        int, whole(512, 4_194_304, "Memory of the password hash, in KiB.")
    ] = 65_536
    argon2_lanes: Annotated[int, whole(1, 64, "Parallel lanes of the password hash.")] = 4
    session_idle_seconds: Annotated[
        int, whole(60, 31_536_000, "A session ends after so long without use.")
    ] = 3_600
    session_seconds: Annotated[
        int, whole(60, 31_536_000, "A session ends after so long in any case.")
    ] = 43_200
    human_check: Annotated[bool, switch("Ask public forms for a proof of work.")] = True

    recompute_nightly: Annotated[bool, switch("Compute every score again each night.")] = True
    recompute_hour: Annotated[
        int, whole(0, 23, "The hour of Jakarta from which on that is done.")
    ] = 1

    smtp_url: Annotated[
        MailServer | None,
        text(
            "an address like smtp://user:password@host:587",
            "The mail server; without it mails are written to the mail folder.",
            secret=True,
        ),
    ] = None
    mail_from: Annotated[MailAddress, text("a mail address", "The sender of mails.")] = (
        "sokoguru@localhost"
    )
    mail_folder: Annotated[
        str | None, text("a folder", "Where mails are written when there is no mail server.")
    ] = None


def contradictions(settings: Settings) -> tuple[str, ...]:
    """Say which values of *settings* cannot stand together.

    >>> contradictions(Settings(pool_min=20))
    ('SOKOGURU_POOL_MIN is 20, but may not be above SOKOGURU_POOL_MAX (10).',)
    """
    orders = [("pool_min", "pool_max"), ("session_idle_seconds", "session_seconds")]
    return tuple(
        f"SOKOGURU_{low.upper()} is {getattr(settings, low)}, "
        f"but may not be above SOKOGURU_{high.upper()} ({getattr(settings, high)})."
        for low, high in orders
        if getattr(settings, low) > getattr(settings, high)
    )
