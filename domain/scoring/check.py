"""Everything that is wrong with a ruleset, told before it is published.

An empty answer means a flawless ruleset, and no law's tables have given one yet.
"""

from domain.scoring.check_structure import check_structure
from domain.scoring.check_tables import check_tables
from domain.scoring.findings import Finding, FindingCode, Severity, blocks
from domain.scoring.ruleset import Ruleset

__all__ = ["Finding", "FindingCode", "Severity", "blocks", "check"]


def check(ruleset: Ruleset) -> tuple[Finding, ...]:
    """Return what is wrong with *ruleset*, structure first, then table by table."""
    return (*check_structure(ruleset), *check_tables(ruleset))
