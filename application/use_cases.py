"""Every use case of the system, subject by subject."""

from typing import Any

from application.accounts import account_cases
from application.areas import area_cases
from application.assessments import assessment_cases
from application.cooperatives import cooperative_cases
from application.offices import office_cases
from application.operators import operator_case
from application.rulesets import ruleset_cases
from application.service_keys import service_key_cases
from application.use_case import UseCase


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
