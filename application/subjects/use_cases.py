"""Every use case of the system, subject by subject."""

from typing import Any

from application.kernel.use_case import UseCase
from application.subjects.account import account_cases
from application.subjects.area import area_cases
from application.subjects.assessment import assessment_cases
from application.subjects.cooperative import cooperative_cases
from application.subjects.office import office_cases
from application.subjects.operator import operator_case
from application.subjects.ruleset import ruleset_cases
from application.subjects.service_key import service_key_cases


def use_cases() -> tuple[UseCase[Any], ...]:
    """Return them all, one for each type of command."""
    return (
        *cooperative_cases(),
        *assessment_cases(),
        *ruleset_cases(),
        *account_cases(),
        operator_case(),
        *office_cases(),
        *service_key_cases(),
        *area_cases(),
    )
