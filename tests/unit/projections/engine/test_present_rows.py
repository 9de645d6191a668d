"""A row for each thing as it is now: patched by events, once each."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.account.events import AccountCreated, AccountDisabled
from domain.kernel.actors import Role
from domain.kernel.events import Event
from domain.office.events import DelegationEnded, OfficeOpened, SignatureDelegated
from projections.engine.event_rows import EventRow
from projections.views.accounts.project import ACCOUNTS
from projections.views.offices.project import OFFICES
from tests.support.given import NOW

SITI = UUID(int=1)
created = AccountCreated(user_name="siti", role=Role.ADMINISTRATOR)
disabled = AccountDisabled(reason="leave")


def recorded(*events: Event) -> list[EventRow]:
    """Return *events* as the rows of one stream."""
    return [
        EventRow(version, SITI, version, type(event), event, NOW, "somebody", None, None)
        for version, event in enumerate(events, start=1)
    ]


def row(known: dict[UUID, Any], *given: EventRow) -> Any:
    """Return the one row that *given* leaves changed."""
    (changed,) = ACCOUNTS.fold(given, known)
    return changed


def test_an_event_that_comes_twice_changes_nothing() -> None:
    """The row knows which version it has seen."""
    first, second = recorded(created, disabled)
    seen = row({}, first, second)
    assert (seen["enabled"], seen["version"]) == (False, 2)
    assert ACCOUNTS.fold([first, second], {SITI: seen}) == []


def test_a_batch_may_be_cut_anywhere() -> None:
    """One by one or both at once comes to the same row."""
    first, second = recorded(created, disabled)
    assert row({SITI: row({}, first)}, second) == row({}, first, second)


def test_a_delegation_takes_the_place_of_the_one_before() -> None:
    """Whoever signs for the head does so for one period at a time."""
    opened = OfficeOpened(office="33.74", name="Dinas", territory="33.74")
    lent = SignatureDelegated(
        account=SITI, first=date(2026, 1, 1), last=date(2026, 1, 2), reason="SK"
    )
    ended = DelegationEnded(account=SITI, reason="back")
    (office,) = OFFICES.fold(recorded(opened, lent, lent), {})
    assert office["delegates"].count("2026-01-02") == 1
    (office,) = OFFICES.fold(recorded(opened, lent, ended), {})
    assert office["delegates"] == "[]"
