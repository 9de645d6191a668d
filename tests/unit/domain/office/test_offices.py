"""An office is opened, changed and closed, demands codes, and lends its head's signature."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from domain.kernel.actors import Actor, Role
from domain.kernel.refusals import Refusal
from domain.office import commands as ask
from domain.office import events as done
from domain.office import refusals as no
from domain.office.decisions import OfficeFacts, decide
from domain.office.state import Office, Period, fold, office_stream
from tests.support.refused import kinds_refused

SITI = UUID(int=1)
TODAY = date(2026, 11, 22)
FACTS = OfficeFacts(today=TODAY, delegate_fits=True)
opened = done.OfficeOpened(office="33.74", name="Dinas Semarang", territory="33.74")
open_it = ask.OpenOffice(office="33.74", name="Dinas Semarang", territory="33.74")
delegate = ask.DelegateSignature(
    office="33.74", account=SITI, first=TODAY, last=date(2026, 12, 1), reason="SK 12/2026"
)
delegated = done.SignatureDelegated(
    account=SITI, first=TODAY, last=date(2026, 12, 1), reason="SK 12/2026"
)


def refusals(
    office: Office | None, command: ask.OfficeCommand, facts: OfficeFacts = FACTS
) -> list[type[Refusal]]:
    """Return why *command* may not happen."""
    return kinds_refused(lambda: decide(office, command, facts))


def test_an_office_opens_once() -> None:
    """The code of an office is never given twice."""
    assert decide(None, open_it, FACTS) == (opened,)
    assert refusals(fold([opened]), open_it) == [no.OfficeExists]


def test_an_office_is_described_well() -> None:
    """Three mistakes are told at once."""
    bad = ask.OpenOffice(office="?", name=" ", territory="99")
    facts = OfficeFacts(today=TODAY, territory_known=False)
    assert refusals(None, bad, facts) == [
        no.OfficeNameMissing,
        no.TerritoryUnknown,
        no.OfficeCodeMalformed,
    ]


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            ask.ChangeOffice(office="33.74", name="Dinas", territory="33", reason="merged"),
            done.OfficeChanged(name="Dinas", territory="33", reason="merged"),
        ),
        (ask.CloseOffice(office="33.74", reason="merged"), done.OfficeClosed(reason="merged")),
        (
            ask.DemandSecondFactor(office="33.74", roles=(Role.OFFICER, Role.OFFICER)),
            done.SecondFactorDemanded(roles=(Role.OFFICER,)),
        ),
        (delegate, delegated),
    ],
)
def test_an_office_changes(command: ask.OfficeCommand, event: done.OfficeEvent) -> None:
    """Each command makes its one event."""
    assert decide(fold([opened]), command, FACTS) == (event,)


def test_a_closed_office_is_gone() -> None:
    """Nothing happens in an office that is not there."""
    closed = fold([opened, done.OfficeClosed(reason="merged")])
    assert refusals(closed, delegate) == [no.OfficeNotFound]
    assert refusals(None, delegate) == [no.OfficeNotFound]


def test_a_signature_is_lent_for_days_to_come_to_an_officer() -> None:
    """Nobody signs yesterday, and nobody from elsewhere signs."""
    late = msgspec.structs.replace(delegate, last=date(2026, 11, 1), reason="")
    facts = OfficeFacts(today=TODAY)
    assert refusals(fold([opened]), late, facts) == [
        no.OfficeReasonMissing,
        no.PeriodReversed,
        no.DelegateUnsuitable,
    ]


def test_a_delegation_ends() -> None:
    """Who does not sign for the head cannot stop doing so."""
    end = ask.EndDelegation(office="33.74", account=SITI, reason="back")
    assert refusals(fold([opened]), end) == [no.DelegationAbsent]
    (ended,) = decide(fold([opened, delegated]), end, FACTS)
    office = fold([opened, delegated, ended])
    assert office is not None
    assert office.delegates == {}


def test_an_office_is_folded_from_its_events() -> None:
    """Every event leaves the office as it says."""
    office = fold(
        [
            opened,
            done.OfficeChanged(name="Dinas", territory="33", reason="merged"),
            done.SecondFactorDemanded(roles=(Role.OFFICER,)),
            delegated,
        ]
    )
    assert office == Office(
        office="33.74",
        name="Dinas",
        territory="33",
        second_factor=frozenset({Role.OFFICER}),
        delegates={SITI: Period(TODAY, date(2026, 12, 1))},
    )
    assert fold([delegated]) is None
    assert fold([opened, opened]) == fold([opened])
    assert office_stream("33") != office_stream("33.74")


def test_the_head_signs_always_and_the_delegate_on_lent_days() -> None:
    """On the day after, the delegate signs no more."""
    head = Actor(account="h", role=Role.EXECUTIVE)
    lent = Actor(account="o", role=Role.OFFICER, signature=(TODAY, TODAY))
    plain = Actor(account="o", role=Role.OFFICER)
    tomorrow = date(2026, 11, 23)
    assert [each.signs_on(TODAY) for each in (head, lent, plain)] == [True, True, False]
    assert not lent.signs_on(tomorrow)
    assert Period(TODAY, TODAY).covers(TODAY)


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(TypeError, match="OfficeCommand"):
        decide(fold([opened]), ask.OfficeCommand(office="33.74"), FACTS)
