"""How events change the list of accounts."""

from domain.account.events import (
    AccountChanged,
    AccountCreated,
    AccountDisabled,
    AccountEnabled,
    AccountEvent,
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
from projections.engine.tables import tables


def _created(recorded: EventRow, _row: Row) -> Row:
    return {
        "id": recorded.stream,
        "user_name": recorded.event.user_name,
        **_place(recorded),
        "enabled": True,
        "second_factor": False,
        "erased": False,
        "interests": [],
        "created_at": recorded.recorded_at,
        "changed_at": recorded.recorded_at,
    }


def _role_changed(recorded: EventRow, _row: Row) -> Row:
    return {**_place(recorded), "changed_at": recorded.recorded_at}


def _place(recorded: EventRow) -> Row:
    event = recorded.event
    return {
        "role": event.role,
        "office": event.office,
        "territory": event.territory,
        "cooperative": event.cooperative,
    }


def _sets(**values: object) -> Change:
    """Return the change that sets *values*."""
    return lambda recorded, _row: {**values, "changed_at": recorded.recorded_at}


def _declared(recorded: EventRow, row: Row) -> Row:
    return {"interests": [*row["interests"], recorded.event.cooperative]}


def _withdrawn(recorded: EventRow, row: Row) -> Row:
    return {"interests": [each for each in row["interests"] if each != recorded.event.cooperative]}


ACCOUNTS = PresentRows(
    table="accounts",
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
    tables=tables(__file__),
    unions=(AccountEvent,),
    reads=frozenset(ACCOUNTS.changes),
    apply=ACCOUNTS.apply,
)
