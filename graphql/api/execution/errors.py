"""What a client is told under `errors`, and what it is never told.

Only errors that we raised on purpose speak for themselves. Everything else becomes
`INTERNAL` with a reference that the log knows too: no stack, SQL or path ever leaves.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import structlog
from graphql import GraphQLError, ValueNode

from api.execution.faults import ForgedCursor, OutcomeNotKnown, RequestFault, Unavailable
from application.authorisation import Forbidden, Unauthenticated
from domain.kernel.log import OutcomeUnknown
from domain.kernel.refusals import Refusal, Refusals
from domain.kernel.text import Text
from infrastructure.postgres.away import is_away
from projections.querying.paging import ForgedCursor as CursorOfAnotherList

Presented = dict[str, Any]

UNAUTHENTICATED = Text(
    "Masuk dahulu; token tidak ada, salah, atau sudah berakhir.",
    "Sign in first; the token is missing, wrong or outworn.",
)
FORBIDDEN = Text("Peran Anda tidak boleh melakukan ini.", "Your role may not do this.")
INTERNAL = Text(
    "Terjadi kesalahan pada sistem. Sebutkan rujukan {reference} kepada pengelola.",
    "Something went wrong here. Give the reference {reference} to the administrator.",
)

logger = structlog.get_logger("sokoguru.api")


def present(error: GraphQLError, language: str) -> Presented:
    """Return *error* as clients see it: message, place, and a code to go by."""
    shown: Presented = {"message": error.message}
    if error.locations:
        shown["locations"] = [place.formatted for place in error.locations]
    if error.path is not None:
        shown["path"] = error.path
    if error.extensions:  # given by the engine, before anything ran
        shown["extensions"] = error.extensions
    else:
        shown |= describe(error.original_error or error, language)
    return shown


def describe(error: Exception, language: str) -> Presented:
    """Return message and extensions for *error*, masked unless it was raised on purpose."""
    match error:
        case RequestFault():
            return _told(error.message, language, error.code, **details(error), **error.more)
        case Refusal():
            return _refused([error], language)
        case Refusals():
            return _refused(error.items, language)
        case CursorOfAnotherList():
            return describe(ForgedCursor(field=error.field), language)
        case Unauthenticated():
            return _told(UNAUTHENTICATED, language, "UNAUTHENTICATED")
        case Forbidden():
            return _told(FORBIDDEN, language, "FORBIDDEN")
        case GraphQLError(nodes=[ValueNode(), *_]):
            return {"message": error.message, "extensions": {"code": "BAD_USER_INPUT"}}
    lost = when_away(error)
    return describe(lost, language) if lost else _masked(error, language)


def when_away(error: Exception) -> RequestFault | None:
    """Return what is told when *error* is due to a database that is away, None otherwise."""
    if isinstance(error, OutcomeUnknown):
        return OutcomeNotKnown()
    if is_away(error):
        logger.warning("database_unavailable", error=type(error.__cause__ or error).__name__)
        return Unavailable()
    return None


def details(refusal: Refusal) -> Presented:
    """Return what a program or a form wants to know of *refusal* beside its message."""
    remedy = refusal.remedy
    return {"field": refusal.field, "remedy": {"id": remedy.id, "en": remedy.en}}


def _refused(refusals: Iterable[Refusal], language: str) -> Presented:
    """Return refusals of a question; those of a command travel as data instead."""
    found = [
        {"code": each.code, "message": each.message.in_language(language), **details(each)}
        for each in refusals
    ]
    return {
        "message": found[0]["message"],
        "extensions": {"code": "BAD_USER_INPUT", "refusals": found},
    }


def _told(message: Text, language: str, code: str, **more: object) -> Presented:
    return {"message": message.in_language(language), "extensions": {"code": code, **more}}


def _masked(error: Exception, language: str) -> Presented:
    reference = uuid4().hex[:12]
    logger.error("request_failed", reference=reference, exc_info=error)
    return _told(INTERNAL.format(reference=reference), language, "INTERNAL", reference=reference)


def envelope(errors: Iterable[Presented]) -> Mapping[str, Any]:
    """Return a response that has errors and no data."""
    return {"errors": list(errors)}
