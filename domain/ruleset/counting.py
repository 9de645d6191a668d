"""Which ruleset counts: one for a book year, an office's area and a kind of cooperative.

The books are judged as they were closed, so a ruleset covers a book year when it is in force on
the year's last day. Of those that cover it the one with the latest first day counts; one whose
first day is not known comes before all others. Of several with the same first day that of the
narrowest territory counts, such as a city's own table in that city, and then the one whose name
was published first: a later publication displaces nothing by being later.
"""

from collections.abc import Iterable
from datetime import date

from domain.kernel.area_codes import NATIONAL, lies_in
from domain.ruleset.state import Version, Versions
from domain.scoring.ruleset import Ruleset


def covers(ruleset: Ruleset, book_year: int) -> bool:
    """Say whether *ruleset* is in force on the last day of *book_year*."""
    last = date(book_year, 12, 31)
    begun = ruleset.valid_from is None or ruleset.valid_from <= last
    return begun and (ruleset.valid_to is None or last <= ruleset.valid_to)


def counting(
    published: Iterable[Versions], *, book_year: int, kind: str, area: str
) -> Version | None:
    """Return the version that counts, None when no ruleset does.

    *published* are the rulesets by name, in the order in which the names were first published;
    *area* is the membership area of a cooperative of that *kind*. Of one name the newest version
    in use that covers the year stands.
    """
    newest = (_newest(versions, book_year) for versions in published)
    fit = [each for each in newest if each is not None and _applies(each.ruleset, kind, area)]
    return max(fit, key=lambda version: _precedence(version.ruleset), default=None)


def _newest(versions: Versions, book_year: int) -> Version | None:
    usable = [
        version
        for version in versions.by_digest.values()
        if not version.retired
        and not version.ruleset.partial
        and covers(version.ruleset, book_year)
    ]
    return usable[-1] if usable else None


def _applies(ruleset: Ruleset, kind: str, area: str) -> bool:
    return kind in ruleset.applies_to and lies_in(area, ruleset.territory)


def _precedence(ruleset: Ruleset) -> tuple[date, int]:
    narrow = 0 if ruleset.territory == NATIONAL else len(ruleset.territory)
    return ruleset.valid_from or date.min, narrow
