"""The one form of a legal number: what uniqueness, search and lookup compare.

Offices type one number in many ways. Its letters and its numbers, in their order, are the
number; what stands between them is not. What was typed is kept, because certificates carry it.
"""

import re
import unicodedata

from domain.kernel.characters import plain_capitals

_DATE = re.compile(r"(?<=\w)\W*((TER)?TANGGAL|TGL\W*\d).*", re.DOTALL)
_TITLE = re.compile(r"\W*(BADANHUKUM\W*)?(NOMOR|NOMER|NO(?=[^A-Z]|BH|AHU)|NR(?=[^A-Z]))?")
_RUN = re.compile(r"\d+|[^\W\d_]+")


def number_form(number: str) -> str:
    """Return *number* as it is compared: runs of letters and of digits, without leading zeros.

    Spaces, signs, capitals, "No." in front and the date behind make no other number, nor do
    Cyrillic or Greek letters that look like Latin ones.

    >>> number_form("No. 0003967//BH/KDK.11-1/XI/1998 tanggal 12 November 1998")
    '3967/BH/KDK/11/1/XI/1998'
    """
    return "/".join(map(_plain, _RUN.findall(_bare(number))))


def spelling(number: str) -> str:
    """Return *number* in the plainest spelling of the time when its signs still counted.

    >>> spelling("No. 0003967//BH/KDK.11-1 tanggal 12 November 1998")
    '3967/BH/KDK.11-1'
    """
    dashed = "".join("-" if unicodedata.category(each) == "Pd" else each for each in _bare(number))
    return re.sub(r"(\W)\1+", r"\1", dashed).strip("/.-,( ").lstrip("0")


def _bare(number: str) -> str:
    """Return *number* in plain capitals, without spaces, title and date."""
    capitals = "".join(plain_capitals(number).split())
    return _DATE.sub("", capitals[_title_of(capitals) :])


def _title_of(capitals: str) -> int:
    found = _TITLE.match(capitals)
    return found.end() if found else 0


def _plain(run: str) -> str:
    if not run.isdecimal():
        return run
    digits = "".join(str(unicodedata.decimal(each)) for each in run)
    return digits.lstrip("0") or "0"
