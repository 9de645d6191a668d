"""Who may see a row, as conditions of SQL; a value is never part of the text."""

from uuid import UUID

import msgspec
import pytest

from application.authorisation import ViewScope
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row with an id."""

    id: int


LIST = Listing(sql="SELECT id FROM things", row=Row, public="published")


def test_a_scope_that_says_nothing_sees_nothing() -> None:
    """An empty scope is a mistake of ours, and it must not open everything."""
    assert LIST.visible(ViewScope()).sql == "false"


def test_a_scope_of_an_office_sees_no_rows_of_a_view() -> None:
    """Rows belong to territories and cooperatives: an office is nothing to narrow them by."""
    assert LIST.visible(ViewScope(office="33.74")).sql == "false"
    where = LIST.visible(ViewScope(territory="33.74", office="33.74"))
    assert where.sql.startswith("false AND ")


def test_the_whole_country_is_no_condition() -> None:
    """The ministry sees every row."""
    assert LIST.visible(ViewScope(territory="ID")).sql == "true"


def test_every_condition_of_a_scope_must_hold() -> None:
    """A cooperative in another territory than the actor's is not seen."""
    where = LIST.visible(ViewScope(territory="33.74", cooperative=UUID(int=1)))
    own = "membership_area >= $1 AND membership_area < $2 AND cooperative_id = $3"
    assert where.sql == own
    assert where.values == ["33.74", "33.74/", UUID(int=1)]
    both = LIST.visible(ViewScope(territory="33.74", cooperative=UUID(int=1), public=True))
    assert both.sql == f"({own} OR published)"


def test_what_is_public_is_seen_beside_everything_else() -> None:
    """Alone it is all that is seen; the whole country holds it anyway."""
    assert LIST.visible(ViewScope(public=True)).sql == "(false OR published)"
    assert LIST.visible(ViewScope(territory="ID", public=True)).sql == "true"
    assert LIST.visible(ViewScope(office="33.74", public=True)).sql == "(false OR published)"


@pytest.mark.parametrize(
    ("area", "inside"),
    [("33.7", True), ("33.7.1", True), ("33.74", False), ("33", False), ("33.6.9", False)],
)
def test_an_area_holds_what_begins_with_its_code_and_a_dot(area: str, *, inside: bool) -> None:
    """33.74 begins with the signs of 33.7 and still does not lie in it."""
    where = Conditions()
    where.within("33.7")
    low, high = where.values
    assert (str(low) <= area < str(high)) is inside


def test_what_is_not_given_does_not_narrow() -> None:
    """An empty filter leaves the list whole."""
    where = Conditions()
    where.among("kind", [])
    where.equal("nik", None)
    where.within(None)
    assert where.sql == "true"


def test_the_present_and_the_past_are_two_conditions() -> None:
    """As of a position a row must have begun, and not yet ended."""
    now, then = Conditions(), Conditions()
    now.true_at(None, since="valid_from")
    then.true_at(9, since="valid_from")
    assert now.sql == "valid_to IS NULL"
    assert then.sql == "valid_from <= $1 AND (valid_to IS NULL OR valid_to > $2)"
    assert then.values == [9, 9]


def test_a_list_reads_the_columns_that_its_rows_have_fields_for() -> None:
    """A new field of the row is a new column of the list, and nothing else has to name it."""
    assert columns("things", Row, "name_key") == "SELECT id, name_key FROM views.things"
