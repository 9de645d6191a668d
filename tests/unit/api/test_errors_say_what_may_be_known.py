"""What each kind of error becomes under `errors`."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from graphql import GraphQLError

from api.execution.errors import describe, present
from api.execution.faults import PageTooLarge
from api.execution.loaders import Loaders
from api.http.caller import Caller
from application.authorisation import Forbidden, Unauthenticated
from application.kernel.refusals import NotFound
from application.scoring.ruleset_cache import RulesetCache
from domain.kernel.log import LogUnavailable, OutcomeUnknown
from domain.kernel.refusals import Refusals
from projections.querying.paging import ForgedCursor
from tests.support.memory_store import MemoryEventStore

MISSING = NotFound(field="id", id=UUID(int=1))
KINDS: list[tuple[Exception, str]] = [
    (PageTooLarge(field="first", limit=200, given=201), "BAD_USER_INPUT"),
    (MISSING, "BAD_USER_INPUT"),
    (Refusals((MISSING, MISSING)), "BAD_USER_INPUT"),
    (ForgedCursor("x"), "BAD_USER_INPUT"),
    (Unauthenticated(), "UNAUTHENTICATED"),
    (Forbidden("Query.dashboard", "guest"), "FORBIDDEN"),
    (LogUnavailable("at /srv"), "UNAVAILABLE"),
    (OutcomeUnknown(None), "UNAVAILABLE"),
    (ConnectionRefusedError("at /srv"), "UNAVAILABLE"),
    (asyncpg.DiskFullError("at /srv"), "UNAVAILABLE"),
    (asyncpg.InterfaceError("pool is closed"), "UNAVAILABLE"),
    (asyncpg.DataError("a value that cannot be sent"), "INTERNAL"),
    (RuntimeError("at /srv"), "INTERNAL"),
]


@pytest.mark.parametrize(("error", "code"), KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_error_has_a_code_and_words_in_both_languages(
    error: Exception, code: str, language: str
) -> None:
    """Raised on purpose it speaks for itself; otherwise it is masked."""
    shown = describe(error, language)
    assert shown["extensions"]["code"] == code
    assert shown["message"]
    assert "srv" not in shown["message"]


def test_a_question_that_is_refused_lists_every_reason() -> None:
    """As a mutation does in its data."""
    shown = describe(Refusals((MISSING, MISSING)), "en")
    assert [each["code"] for each in shown["extensions"]["refusals"]] == ["not_found"] * 2


def test_the_place_of_an_error_is_kept() -> None:
    """Path and locations lead to the field."""
    error = GraphQLError("x", path=["a", 0], original_error=MISSING)
    assert present(error, "en")["path"] == ["a", 0]


async def test_a_ruleset_that_the_log_does_not_hold_is_a_fault_of_ours() -> None:
    """A score always names a ruleset that was published; anything else is masked and logged."""
    services: Any = SimpleNamespace(store=MemoryEventStore(), ruleset_cache=RulesetCache())
    with pytest.raises(LookupError):
        await Loaders(services).ruleset("sha256:0")


def test_a_caller_never_shows_its_token() -> None:
    """Not in a log line, not in a traceback."""
    assert "secret" not in repr(Caller(address="10.0.0.1", token="secret"))  # noqa: S106
