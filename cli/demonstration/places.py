"""Where the invented cooperatives sit: real villages of Central Java and Bali.

The codes come from the Ministry's list as `lokal` ships it; the points are only
roughly right (a regency's middle, moved a little), because that list has none.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

import msgspec
from lokal import wilayah

from cli.demonstration.dice import Dice, shuffled
from domain.cooperative.events import Coordinates
from domain.kernel.area_codes import NATIONAL, parent_of

PROVINCES = ("33", "51")
SEMARANG = "33.74"

# Middles in hundredths of a degree, latitude south and longitude east.
_MIDDLES: Mapping[str, tuple[int, int]] = {
    "33.01": (755, 10895),
    "33.02": (745, 10920),
    "33.03": (735, 10940),
    "33.04": (736, 10968),
    "33.05": (764, 10965),
    "33.06": (770, 11000),
    "33.07": (738, 10990),
    "33.08": (750, 11025),
    "33.09": (745, 11065),
    "33.10": (768, 11062),
    "33.11": (768, 11083),
    "33.12": (790, 11100),
    "33.13": (761, 11098),
    "33.14": (740, 11100),
    "33.15": (710, 11092),
    "33.16": (706, 11135),
    "33.17": (680, 11142),
    "33.18": (676, 11105),
    "33.19": (680, 11086),
    "33.20": (660, 11075),
    "33.21": (692, 11062),
    "33.22": (722, 11045),
    "33.23": (728, 11014),
    "33.24": (703, 11015),
    "33.25": (702, 10985),
    "33.26": (704, 10963),
    "33.27": (703, 10938),
    "33.28": (702, 10915),
    "33.29": (702, 10892),
    "33.71": (748, 11022),
    "33.72": (756, 11082),
    "33.73": (733, 11050),
    "33.74": (702, 11041),
    "33.75": (690, 10967),
    "33.76": (688, 10912),
    "51.01": (833, 11468),
    "51.02": (845, 11508),
    "51.03": (855, 11517),
    "51.04": (850, 11530),
    "51.05": (853, 11540),
    "51.06": (835, 11535),
    "51.07": (842, 11555),
    "51.08": (817, 11505),
    "51.71": (866, 11522),
}
_FAR, _NEAR = Decimal("0.05"), Decimal("0.012")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A village with the area that holds the members of its cooperative."""

    village: str
    village_name: str
    regency: str
    province: str
    membership_area: str
    coordinates: Coordinates | None = None


def place_of(number: int) -> Place:
    """Return where the *number*-th cooperative sits; one in twelve serves a whole province.

    Regencies take turns, each with villages of its own, so a handful of cooperatives
    already spreads over both provinces.
    """
    order = _regencies()
    place = _place(number, order[number % len(order)], number // len(order))
    wide = Dice("province-wide", number).below(12) == 0
    return msgspec.structs.replace(place, membership_area=place.province) if wide else place


def place_in(regency: str, number: int) -> Place:
    """Return a village of *regency* that no cooperative below *number* sits in."""
    return _place(number, regency, -1)


def territories() -> tuple[str, ...]:
    """Return every area with an office: the country, both provinces, regencies and cities."""
    return (NATIONAL, *PROVINCES, *_regencies())


def area_name(code: str) -> str:
    """Return the name of an area.

    >>> area_name("33.74")
    'Kota Semarang'
    """
    return wilayah.wilayah_name(code) or "Nasional"


def _place(number: int, regency: str, turn: int) -> Place:
    """Return the village whose *turn* it is in *regency*."""
    villages = _villages(regency)
    village = villages[turn % len(villages)]
    return Place(
        village=village.code,
        village_name=village.name,
        regency=regency,
        province=parent_of(regency),
        membership_area=regency,
        coordinates=_point(number, regency),
    )


def _point(number: int, regency: str) -> Coordinates:
    """Move the middle of *regency* a little; a city (71 and above) is small."""
    reach = _NEAR if regency[3] == "7" else _FAR
    dice = Dice("point", number)
    south, east = (Decimal(middle).scaleb(-2) for middle in _MIDDLES[regency])
    return Coordinates(
        latitude=dice.between(-reach, reach, "latitude") - south,
        longitude=dice.between(-reach, reach, "longitude") + east,
    )


@cache
def _regencies() -> tuple[str, ...]:
    """Return every regency and city, Semarang first, so that it is in every demonstration."""
    found = [area.code for code in PROVINCES for area in wilayah.list_wilayah(code)]
    return (SEMARANG, *(code for code in shuffled(found, "regencies") if code != SEMARANG))


@cache
def _villages(regency: str) -> Sequence[wilayah.Wilayah]:
    """Return the villages of *regency*, neighbours apart."""
    districts = wilayah.list_wilayah(regency)
    found = [village for area in districts for village in wilayah.list_wilayah(area.code)]
    return shuffled(found, regency)
