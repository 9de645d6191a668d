"""The categories a cooperative can be placed in, as certificates print them.

The codes of 2009 and of 2016 share their two upper members only: whether one
predicate is better than another is answered by the ruleset, never by this list.
"""

from enum import StrEnum


class Predicate(StrEnum):
    """Every health category that any ruleset of the law uses."""

    SEHAT = "SEHAT"
    CUKUP_SEHAT = "CUKUP_SEHAT"
    KURANG_SEHAT = "KURANG_SEHAT"
    TIDAK_SEHAT = "TIDAK_SEHAT"
    SANGAT_TIDAK_SEHAT = "SANGAT_TIDAK_SEHAT"
    DALAM_PENGAWASAN = "DALAM_PENGAWASAN"
    DALAM_PENGAWASAN_KHUSUS = "DALAM_PENGAWASAN_KHUSUS"
