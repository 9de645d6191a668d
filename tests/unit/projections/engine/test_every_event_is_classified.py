"""Whoever adds an event is told of every view that does not know yet what to do with it."""

from typing import Any

import msgspec
import pytest

from domain.kernel.events import Event
from domain.office.events import OfficeClosed
from projections.engine.projection import Projection, Unclassified, ignoring
from projections.engine.tables import read_tables
from projections.engine.views import VIEWS
from projections.views.offices.project import PROJECTION as OFFICES


class Unheard(Event, frozen=True, kw_only=True):
    """An event that somebody added a minute ago."""


UNIONS = [(view, union) for view in VIEWS for union in view.unions]


@pytest.mark.parametrize(("view", "union"), UNIONS, ids=lambda each: getattr(each, "name", ""))
def test_a_view_fails_on_an_event_that_is_new_in_one_of_its_unions(
    view: Projection, union: Any
) -> None:
    """The sentence names the view and the event."""
    unions = tuple(each | Unheard if each is union else each for each in view.unions)
    with pytest.raises(Unclassified, match=f"view {view.name} .*Unheard"):
        msgspec.structs.replace(view, unions=unions)


@pytest.mark.parametrize("view", VIEWS, ids=lambda each: each.name)
def test_every_event_that_is_ignored_has_a_reason(view: Projection) -> None:
    """A sentence, for whoever wonders later."""
    assert all(why.endswith(".") for why in view.ignores.values())


def test_an_event_of_no_union_is_not_read() -> None:
    """It would never come, or somebody forgot the union."""
    with pytest.raises(Unclassified, match="Unheard"):
        msgspec.structs.replace(OFFICES, reads=OFFICES.reads | {Unheard})


def test_an_event_is_not_read_and_ignored_at_once() -> None:
    """One of both is a mistake."""
    with pytest.raises(Unclassified, match="OfficeClosed"):
        msgspec.structs.replace(OFFICES, ignores=ignoring("It ends.", OfficeClosed))


def test_a_table_file_holds_tables_and_indexes_only() -> None:
    """Anything else would be carried out by no rebuild."""
    for text in ("DROP TABLE offices;", "CREATE INDEX loans_id ON loans (id);"):
        with pytest.raises(ValueError, match="makes tables and their indexes"):
            read_tables(text)
