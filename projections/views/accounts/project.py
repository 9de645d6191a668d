"""How facts change the list of accounts."""

from domain.account.events import (
    AccountChanged,
    AccountCreated,
    AccountDisabled,
    AccountEnabled,
    InterestDeclared,
    InterestWithdrawn,
    InvitationAccepted,
    InvitationIssued,
    PasswordSet,
    PersonErased,
    RoleChanged,
    SecondFactorRemoved,
    SecondFactorSet,
)
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import Change, PresentRows
from projections.engine.projection import Projection, Row

COLUMNS = (
    "id",
    "user_name",
    "role",
    "office",
    "territory",
    "cooperative",
    "enabled",
    "second_factor",
    "erased",
    "interests",
    "created_at",
    "changed_at",
    "version",
)


def _created(fact: EventRow, _row: Row) -> Row:
    return {
        "id": fact.stream,
        "user_name": fact.event.user_name,
        **_place(fact),
        "enabled": True,
        "second_factor": False,
        "erased": False,
        "interests": [],
        "created_at": fact.recorded_at,
        "changed_at": fact.recorded_at,
    }


def _role_changed(fact: EventRow, _row: Row) -> Row:
    return {**_place(fact), "changed_at": fact.recorded_at}


def _place(fact: EventRow) -> Row:
    event = fact.event
    return {
        "role": event.role,
        "office": event.office,
        "territory": event.territory,
        "cooperative": event.cooperative,
    }


def _sets(**values: object) -> Change:
    """Return the change that sets *values*."""
    return lambda fact, _row: {**values, "changed_at": fact.recorded_at}


def _declared(fact: EventRow, row: Row) -> Row:
    return {"interests": [*row["interests"], fact.event.cooperative]}


def _withdrawn(fact: EventRow, row: Row) -> Row:
    return {"interests": [each for each in row["interests"] if each != fact.event.cooperative]}


ACCOUNTS = PresentRows(
    table="accounts",
    columns=COLUMNS,
    changes={
        AccountCreated: _created,
        AccountChanged: _sets(),
        RoleChanged: _role_changed,
        AccountDisabled: _sets(enabled=False),
        AccountEnabled: _sets(enabled=True),
        InvitationIssued: _sets(),
        InvitationAccepted: _sets(),
        PasswordSet: _sets(),
        SecondFactorSet: _sets(second_factor=True),
        SecondFactorRemoved: _sets(second_factor=False),
        InterestDeclared: _declared,
        InterestWithdrawn: _withdrawn,
        PersonErased: _sets(erased=True),
    },
)

PROJECTION = Projection(
    name="accounts",
    version=1,
    tables=("accounts",),
    reads=frozenset(ACCOUNTS.changes),
    apply=ACCOUNTS.apply,
)
