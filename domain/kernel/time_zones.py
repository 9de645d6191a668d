"""The country's three time zones, and the day that it is in each.

Presidential Decree (Keppres) 41/1987 names the provinces of each zone. Those that were split
off since stay in the zone of the province they came from: Banten and Bangka Belitung in the
west, Kalimantan Utara, Gorontalo and Sulawesi Barat in the middle, Maluku Utara and all six of
Papua in the east.
"""

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from domain.kernel.area_codes import NATIONAL


class TimeZone(StrEnum):
    """A zone of Keppres 41/1987; there is no summer time, so each is a fixed offset."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


MINISTRY = TimeZone.WIB
"""The zone of Jakarta, where the ministry is: it counts where nobody's office or area does."""

_OFFSETS = {
    TimeZone.WIB: timezone(timedelta(hours=7)),
    TimeZone.WITA: timezone(timedelta(hours=8)),
    TimeZone.WIT: timezone(timedelta(hours=9)),
}
_CENTRAL = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
_EAST = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])


def zone_of_area(area: str | None) -> TimeZone:
    """Return the zone of the province in which *area* lies; that of the ministry without one.

    >>> [zone_of_area(area).value for area in ("33.74", "73.71.01", "91.71", "ID")]
    ['WIB', 'WITA', 'WIT', 'WIB']
    """
    province = (area or NATIONAL).strip()[:2]
    if province in _EAST:
        return TimeZone.WIT
    return TimeZone.WITA if province in _CENTRAL else MINISTRY


def local(moment: datetime, zone: TimeZone) -> datetime:
    """Return *moment* (aware) as the clocks of *zone* show it."""
    return moment.astimezone(_OFFSETS[zone])


def day_in(moment: datetime, zone: TimeZone) -> date:
    """Return the day that it is in *zone* at *moment* (aware)."""
    return local(moment, zone).date()
