"""The one place that says who may do and see what; everything not listed is denied.

`authorise` guards commands, `scope` guards rows and `permit` guards single fields;
all three read the same table, so no path to a thing is looser than another.
"""

from application.authorisation.denials import Forbidden, OutsideTerritory, Unauthenticated
from application.authorisation.guard import authorise, permit, rule_of, scope
from application.authorisation.rules import Reach, Resource, Rule, ViewScope

__all__ = [
    "Forbidden",
    "OutsideTerritory",
    "Reach",
    "Resource",
    "Rule",
    "Unauthenticated",
    "ViewScope",
    "authorise",
    "permit",
    "rule_of",
    "scope",
]
