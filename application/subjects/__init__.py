"""How the commands of each subject are carried out: what is loaded, and whose it is."""

from application.kernel.use_case import AnySubject
from application.subjects.account import ACCOUNTS
from application.subjects.area import AREA_LISTS, AREAS
from application.subjects.assessment import ASSESSMENTS
from application.subjects.cooperative import COOPERATIVES
from application.subjects.office import OFFICES
from application.subjects.ruleset import RULESETS
from application.subjects.service_key import SERVICE_KEYS

SUBJECTS: tuple[AnySubject, ...] = (
    ACCOUNTS,
    AREAS,
    AREA_LISTS,
    ASSESSMENTS,
    COOPERATIVES,
    OFFICES,
    RULESETS,
    SERVICE_KEYS,
)
"""Every subject; each type of command belongs to one of them."""
