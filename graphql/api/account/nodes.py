"""Accounts, keys, offices and areas by their ids; what is not for the caller is not there."""

from api.account.types import show_account, show_key
from api.area.types import show_area
from api.execution.context import Context
from api.office.types import show_office
from api.relay.nodes import Node, NodeId
from application.authorisation import permit
from application.authorisation.denials import Denied
from projections.views.accounts import questions as accounts
from projections.views.areas import questions as areas
from projections.views.offices import questions as offices
from projections.views.service_keys import questions as service_keys

RULES = {
    "Account": "Query.account",
    "ServiceKey": "Query.serviceKeys",
    "Office": "Query.office",
    "Area": "Query.area",
}
"""The field by whose rule each kind of thing may be seen."""


async def resolve_access(context: Context, wanted: NodeId) -> Node | None:
    """Return the thing *wanted*, None when it is of another kind or not for the caller."""
    try:
        permit(context.actor, RULES.get(wanted.kind, wanted.kind))
    except Denied:
        return None
    return await _find(context, wanted)


async def _find(context: Context, wanted: NodeId) -> Node | None:
    views = context.services.views
    match wanted.kind:
        case "Account":
            account = await accounts.by_id(views, wanted.uuid("id"))
            return show_account(account) if account else None
        case "ServiceKey":
            key = await service_keys.by_id(views, wanted.uuid("id"))
            return show_key(key) if key else None
        case "Office":
            office = await offices.by_code(views, wanted.key)
            return show_office(office) if office else None
    rows = (await areas.history(views, [wanted.key])).get(wanted.key, ())
    return show_area(rows[0]) if rows else None
