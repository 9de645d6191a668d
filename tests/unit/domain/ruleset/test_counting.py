"""One ruleset counts for a book year, an area and a kind of cooperative."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from domain.ruleset.counting import counting, covers
from domain.ruleset.state import Version, Versions
from domain.scoring.ruleset import Ruleset
from tests.unit.domain.scoring.rules import OF_2009, OF_2016, SEMARANG


def versions(*rulesets: Ruleset, retired: frozenset[str] = frozenset()) -> Versions:
    """Return the versions of one name, in the order in which they were published."""
    return Versions(
        by_digest={
            each.version: Version(
                digest=each.version, ruleset=each, retired=each.version in retired
            )
            for each in rulesets
        }
    )


BUNDLED = (versions(OF_2016), versions(OF_2009), versions(SEMARANG))


def chosen(year: int, *published: Versions, area: str = "33.73", kind: str = "KSP") -> Any:
    """Return the ruleset that counts, the bundled ones being *published* if none are."""
    found = counting(published or BUNDLED, book_year=year, kind=kind, area=area)
    return found and found.ruleset


@pytest.mark.parametrize(
    ("year", "area", "ruleset"),
    [
        (2014, "33.73", OF_2009),
        (2015, "33.74", SEMARANG),
        (2015, "33.74.01", SEMARANG),
        (2015, "33", OF_2009),
        (2015, "ID", OF_2009),
        (2016, "33.74", OF_2016),
        (2025, "33.73", OF_2016),
    ],
)
def test_the_latest_rules_that_cover_the_year_count(year: int, area: str, ruleset: Any) -> None:
    """Those of 2016 from 2016 on; before that the city's own table in the city."""
    assert chosen(year, area=area) is ruleset


def test_a_year_is_covered_by_what_is_in_force_on_its_last_day() -> None:
    """Books are judged as they were closed."""
    assert [covers(OF_2016, year) for year in (2015, 2016)] == [False, True]
    ended = replace(OF_2016, valid_to=date(2020, 12, 31))
    assert [covers(ended, year) for year in (2020, 2021)] == [True, False]
    earlier = replace(ended, valid_to=date(2020, 12, 30))
    assert not covers(earlier, 2020)


def test_for_a_kind_without_rules_none_count() -> None:
    """No table for syariah cooperatives is complete."""
    assert chosen(2024, kind="KSPPS") is None


def test_a_later_publication_displaces_nothing_by_being_later() -> None:
    """With the same first day the name that was there first stands."""
    other = versions(replace(OF_2016, id="other-2016"))
    assert chosen(2020, versions(OF_2016), other) is OF_2016
    newer = versions(replace(OF_2016, id="newer", valid_from=date(2020, 10, 10)))
    assert chosen(2020, versions(OF_2016), newer).id == "newer"
    assert chosen(2019, versions(OF_2016), newer) is OF_2016


def test_of_one_name_the_newest_version_in_use_that_covers_the_year_stands() -> None:
    """Retired and partial ones do not."""
    second = replace(OF_2016, version="2", valid_from=date(2018, 1, 1))
    partial = replace(OF_2016, version="3", partial=True)
    name = versions(OF_2016, second, partial)
    assert [chosen(year, name).version for year in (2017, 2018)] == ["1", "2"]
    assert chosen(2018, versions(OF_2016, second, retired=frozenset({"2"}))) is OF_2016
    assert chosen(2018, versions(OF_2016, retired=frozenset({"1"}))) is None
