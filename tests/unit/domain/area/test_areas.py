"""Areas are added, renamed and retired by decree; a code is never given twice."""

from datetime import date

import msgspec
import pytest

from domain.area import commands as ask
from domain.area import events as done
from domain.area import refusals as no
from domain.area.decisions import codes_of, decide
from domain.area.state import UNTOUCHED, AreaHistory, area_stream, fold
from domain.kernel.refusals import Refusal
from tests.support.refused import kinds_refused

DAY = date(2026, 1, 1)
DECREE = "Permendagri 1/2026"
KNOWN = frozenset({"33", "33.74", "33.74.01"})
add = ask.AddArea(
    code="33.74.17", name=" Baru ", valid_from=DAY, decree=DECREE, system="Kepmendagri"
)
added = done.AreaAdded(
    code="33.74.17", name="Baru", system="Kepmendagri", valid_from=DAY, decree=DECREE
)
rename = ask.RenameArea(code="33.74", name="Kota Semarang Raya", valid_from=DAY, decree=DECREE)
renamed = done.AreaRenamed(code="33.74", name="Kota Semarang Raya", valid_from=DAY, decree=DECREE)
retire = ask.RetireArea(code="33.74.01", valid_to=DAY, decree=DECREE, successors=("33.74",))
retired = done.AreaRetired(code="33.74.01", valid_to=DAY, decree=DECREE, successors=("33.74",))


def refusals(
    area: AreaHistory, command: ask.AreaCommand, known: frozenset[str] = KNOWN
) -> list[type[Refusal]]:
    """Return why *command* may not happen."""
    return kinds_refused(lambda: decide(area, command, known))


@pytest.mark.parametrize(("command", "event"), [(add, added), (rename, renamed), (retire, retired)])
def test_a_decree_changes_the_list(command: ask.AreaCommand, event: done.AreaEvent) -> None:
    """Each command makes its one event."""
    assert decide(UNTOUCHED, command, KNOWN) == (event,)


@pytest.mark.parametrize("code", ["3374", "33.7", "33.74.1", "33.74.01.10011", "x"])
def test_a_code_has_its_form(code: str) -> None:
    """Digits without points are another system's."""
    assert refusals(UNTOUCHED, msgspec.structs.replace(add, code=code)) == [no.AreaCodeMalformed]


def test_a_code_is_never_given_twice() -> None:
    """Neither one in force, nor one that was added or retired before."""
    taken = msgspec.structs.replace(add, code="33.74")
    assert refusals(UNTOUCHED, taken) == [no.AreaExists]
    assert refusals(fold([added]), add) == [no.AreaExists]
    assert refusals(fold([retired]), add) == [no.AreaExists]


def test_an_area_lies_in_another() -> None:
    """A district of a regency that does not exist is refused; a province lies in the country."""
    orphan = msgspec.structs.replace(add, code="99.01")
    assert refusals(UNTOUCHED, orphan) == [no.ParentUnknown]
    assert decide(UNTOUCHED, msgspec.structs.replace(add, code="99"), KNOWN)


def test_a_change_names_its_decree() -> None:
    """Names and codes change by decree only."""
    assert refusals(UNTOUCHED, msgspec.structs.replace(add, name=" ", decree="")) == [
        no.AreaNameMissing,
        no.DecreeMissing,
    ]


def test_an_unknown_or_retired_area_does_not_change() -> None:
    """A retired code keeps its history as it is."""
    assert refusals(UNTOUCHED, msgspec.structs.replace(rename, code="99")) == [no.AreaNotFound]
    assert refusals(fold([retired]), rename) == [no.AreaRetiredAlready]


def test_an_area_added_by_decree_is_known_at_once() -> None:
    """It need not be in the published list."""
    later = msgspec.structs.replace(rename, code="33.74.17", valid_from=date(2027, 1, 1))
    assert decide(fold([added]), later, KNOWN)


def test_days_only_move_forward() -> None:
    """A name cannot hold from before the one that it follows."""
    assert refusals(fold([renamed]), rename) == [no.DateBeforeLast]


def test_a_successor_exists() -> None:
    """An address must lead somewhere."""
    lost = msgspec.structs.replace(retire, successors=("33.99",))
    assert refusals(UNTOUCHED, lost) == [no.SuccessorUnknown]


def test_a_command_names_the_codes_that_decide() -> None:
    """Its own, its parent's, its successors'."""
    assert set(codes_of(retire)) == {"33.74.01", "33.74"}
    assert set(codes_of(rename)) == {"33.74", "33"}


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(TypeError, match="AreaCommand"):
        decide(UNTOUCHED, ask.AreaCommand(code="33"), KNOWN)
    assert area_stream("33") != area_stream("33.74")
