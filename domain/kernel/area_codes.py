"""Where a cooperative's members live, and what an office's territory covers.

Codes are the Ministry of Home Affairs' dotted ones: ``33`` a province, ``33.74`` a
regency or city, ``33.74.01`` a district, ``33.74.01.1001`` a village; ``ID`` is the
whole country. A prefix is not enough: ``33.7`` is no parent of ``33.74``.
"""

import re

NATIONAL = "ID"

_SHAPE = re.compile(r"ID|[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")


def well_formed(code: str) -> bool:
    """Say whether *code* looks like an area's, or is that of the whole country.

    >>> well_formed("33.74"), well_formed("ID"), well_formed("33.7")
    (True, True, False)
    """
    return bool(_SHAPE.fullmatch(code))


def lies_in(area: str, territory: str) -> bool:
    """Say whether *area* is *territory* itself or inside it.

    >>> lies_in("33.74.01", "33.74"), lies_in("33", "33.74"), lies_in("33.74", "33.7")
    (True, False, False)
    """
    return territory in (NATIONAL, area) or area.startswith(territory + ".")


def parent_of(area: str) -> str:
    """Return the code one level up: a province's parent is the country.

    >>> parent_of("33.74.01"), parent_of("33")
    ('33.74', 'ID')
    """
    return area.rpartition(".")[0] or NATIONAL


def province_of(area: str) -> str:
    """Return the province that *area* lies in.

    >>> province_of("33.74.01.1001")
    '33'
    """
    return area.split(".", maxsplit=1)[0]


def district_of(area: str) -> str:
    """Return the district that *area* lies in.

    >>> district_of("33.74.01.1001")
    '33.74.01'
    """
    return ".".join(area.split(".")[:3])


def areas_around(area: str) -> tuple[str, ...]:
    """Return *area* and every area that it lies in, the nearest first.

    >>> areas_around("33.74.01"), areas_around("ID")
    (('33.74.01', '33.74', '33', 'ID'), ('ID',))
    """
    return (area,) if area == NATIONAL else (area, *areas_around(parent_of(area)))


def regency_of(area: str) -> str:
    """Return the regency or city that *area* lies in.

    >>> regency_of("33.74.01.1001")
    '33.74'
    """
    return ".".join(area.split(".")[:2])
