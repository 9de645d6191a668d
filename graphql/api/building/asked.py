"""What questions are narrowed by: understood, or refused under the path of the argument.

An area that nobody knows, a search for nothing or a ruleset by a wrong name would answer with
an empty list, or with the whole one, and whoever asked would believe it.
"""

from collections.abc import Sequence

from api.building.scalars import AreaCode
from api.execution.context import Context
from api.execution.faults import OneNeeded, SearchTooLong
from api.viewer.today import today_of
from application.scoring.ruleset_cache import find_ruleset
from domain.account.refusals import OfficeUnknown
from domain.assessment.refusals import RulesetUnknown
from domain.cooperative.refusals import MalformedArea, UnknownArea
from domain.kernel.area_codes import well_formed
from domain.kernel.wording import Blank
from projections.views.areas import questions as areas
from projections.views.offices import questions as offices

LONGEST_SEARCH = 200


async def area_asked(context: Context, code: AreaCode | None, field: str) -> AreaCode | None:
    """Return *code* if it is, or ever was, that of an area."""
    if code is None:
        return None
    services, wanted, today = context.services, [area_code(code, field)], await today_of(context)
    if not await services.areas.known(wanted, today) and not await areas.history(
        services.views, wanted
    ):
        raise UnknownArea(field=field, value=code)
    return code


def area_code(code: AreaCode, field: str) -> AreaCode:
    """Return *code* if it looks like an area's."""
    if not well_formed(code):
        raise MalformedArea(field=field, value=code)
    return code


async def office_asked(context: Context, code: str | None, field: str) -> str | None:
    """Return *code* if it is that of an office, open or closed."""
    if code is not None and await offices.by_code(context.services.views, code) is None:
        raise OfficeUnknown(field=field, office=code)
    return code


async def rulesets_asked(
    context: Context, names: Sequence[str] | None, field: str
) -> tuple[str, ...]:
    """Return *names* if each is the plain id of a ruleset."""
    services = context.services
    for index, name in enumerate(names or ()):
        found = await find_ruleset(services.store, services.ruleset_cache, name)
        if found is None or found.id != name:
            raise RulesetUnknown(field=f"{field}[{index}]", ruleset=name)
    return tuple(names or ())


def search_asked(text: str | None, field: str) -> str | None:
    """Return *text* if something can be searched for by it."""
    if text is None:
        return None
    if len(text) > LONGEST_SEARCH:
        raise SearchTooLong(field=field, limit=LONGEST_SEARCH)
    return said(text, field)


def said(text: str, field: str) -> str:
    """Return *text* if it has a letter or a digit."""
    if not any(map(str.isalnum, text)):
        raise Blank(field=field)
    return text


def one_of(**given: object) -> None:
    """Raise `OneNeeded` unless exactly one of the arguments, by their names here, is given."""
    if sum(value is not None for value in given.values()) != 1:
        raise OneNeeded(field=next(iter(given)), names=", ".join(given))
