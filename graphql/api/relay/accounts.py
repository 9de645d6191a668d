"""Accounts as the API names them: by an opaque id like anything else, or by a word.

The log names an account, and the program behind a service key, by its UUID. Those who have no
account, ``guest`` and ``system``, are words there and stay words here.
"""

from typing import Any
from uuid import UUID

import strawberry

from api.building.describe import query
from api.relay.nodes import IdOfAnotherKind, opaque, read_id
from application.authorisation import Rule
from domain.kernel.actors import GUEST, SYSTEM

WORDS = frozenset({GUEST.account, SYSTEM.account})
"""The authors that have no account."""

KINDS = frozenset({"Account", "ServiceKey"})
"""What may be the author of something."""


def account_shown(account: str) -> strawberry.ID:
    """Return *account*, as the log names it, as the API shows it.

    >>> account_shown("guest")
    'guest'
    """
    try:
        return opaque("Account", UUID(account))
    except ValueError:
        return strawberry.ID(account)


def account_shown_if_any(account: str | None) -> strawberry.ID | None:
    """As `account_shown`; nobody stays None."""
    return None if account is None else account_shown(account)


def account_asked(text: str | None, *, field: str) -> str | None:
    """Return the account that *text* means, as the log names it, or refuse it; None is none."""
    if text is None or text in WORDS:
        return text
    found = read_id(text, field=field)
    if found.kind not in KINDS:
        raise IdOfAnotherKind(field=field, kind="Account", found=found.kind)
    return str(found.uuid(field))


def account(description: str, source: str, *, right: Rule | None = None) -> Any:
    """Describe a field that shows the account in the row's attribute *source*."""

    def read(root: strawberry.Parent[Any]) -> strawberry.ID:
        return account_shown(getattr(root, source))

    return query(description, right=right)(staticmethod(read))


def account_if_any(description: str, source: str, *, right: Rule | None = None) -> Any:
    """As `account`, where the attribute may be None."""

    def read(root: strawberry.Parent[Any]) -> strawberry.ID | None:
        return account_shown_if_any(getattr(root, source))

    return query(description, right=right)(staticmethod(read))
