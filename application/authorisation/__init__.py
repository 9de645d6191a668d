"""The one place that says who may do and see what; where nothing is said, it is denied.

`authorise` guards commands by the table of commands. `permit` guards single fields and
`scope` the rows behind them, by the rule that stands beside each field in the API.
"""

from application.authorisation.denials import Forbidden, OutsideTerritory, Unauthenticated
from application.authorisation.guard import authorise, owns, permit, scope
from application.authorisation.rules import NotAboutRows, Reach, Resource, Rule, ViewScope

__all__ = [
    "Forbidden",
    "NotAboutRows",
    "OutsideTerritory",
    "Reach",
    "Resource",
    "Rule",
    "Unauthenticated",
    "ViewScope",
    "authorise",
    "owns",
    "permit",
    "scope",
]
