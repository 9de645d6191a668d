"""What the services of this room need from outside: Protocols, and the plain values they speak in.

Adapters lie in `infrastructure.access` and `infrastructure.mail` and are joined to the services
in `cli.composition` alone. Import everything from here; the modules below only keep the list
readable: `sessions` (who is signed in), `secrets` (what signing in is checked against), `checks`
(what guards the forms), `receipts` (of registrations), `records` (what is kept for auditors and
for people), `tokens` (how a token looks, which services and adapters must agree on), `mail`.
"""

from application.access.ports.checks import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    HumanCheck,
    OneTimeCodes,
    Passwords,
    PasswordStrength,
    SignInFailures,
    TooBusy,
    Weakness,
)
from application.access.ports.devices import KnownDevices
from application.access.ports.former_values import UNDO_WITHIN, Former, FormerValues, Kept
from application.access.ports.mail import Mailer, MailNotSent
from application.access.ports.receipts import Receipts
from application.access.ports.records import (
    NEWEST,
    AccessLog,
    AccessRow,
    PrivateValues,
    RefusalLog,
    RefusalRow,
)
from application.access.ports.secrets import (
    Credential,
    Credentials,
    LastUse,
    Link,
    OneTimeLinks,
    ServiceKeySecrets,
)
from application.access.ports.sessions import Session, Sessions
from application.access.ports.tokens import (
    TokenKind,
    kind_of,
    new_token,
    shown_prefix,
    token_hash,
)

__all__ = [
    "LONGEST_PASSWORD",
    "NEWEST",
    "SHORTEST_PASSWORD",
    "UNDO_WITHIN",
    "AccessLog",
    "AccessRow",
    "Credential",
    "Credentials",
    "Former",
    "FormerValues",
    "HumanCheck",
    "Kept",
    "KnownDevices",
    "LastUse",
    "Link",
    "MailNotSent",
    "Mailer",
    "OneTimeCodes",
    "OneTimeLinks",
    "PasswordStrength",
    "Passwords",
    "PrivateValues",
    "Receipts",
    "RefusalLog",
    "RefusalRow",
    "ServiceKeySecrets",
    "Session",
    "Sessions",
    "SignInFailures",
    "TokenKind",
    "TooBusy",
    "Weakness",
    "kind_of",
    "new_token",
    "shown_prefix",
    "token_hash",
]
