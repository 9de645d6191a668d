"""Any thing by its id: how each kind is looked up, and by which right.

What follows an office or a territory is narrowed to what the caller may see. The other
kinds may be seen by a role or not at all, and then they are simply not there; the own account
is there for everybody.
"""

from collections.abc import Mapping

from api.execution.context import Context
from api.relay.nodes import NodeId
from application.authorisation import Rule, ViewScope, permit, scope
from application.authorisation.denials import Denied
from application.authorisation.table import ADMINISTRATION, ANYBODY, CASES, REGISTRY
from projections.views.accounts import questions as accounts
from projections.views.areas import questions as areas
from projections.views.audit_trail import questions as audit_trail
from projections.views.offices import questions as offices
from projections.views.service_keys import questions as service_keys

NARROWED: Mapping[str, Rule] = {
    "Cooperative": REGISTRY,
    "Assessment": CASES,
    "Score": REGISTRY,
    "AuditEntry": CASES,
}
"""The right by which each kind of row is narrowed to what the caller may see."""

IN_WHOLE: Mapping[str, Rule] = {
    "Account": ADMINISTRATION,
    "ServiceKey": ADMINISTRATION,
    "Office": ANYBODY,
    "Area": ANYBODY,
}
"""The right to each kind that is seen by a role in whole, or not at all."""


async def resolve(context: Context, wanted: NodeId, field: str) -> object | None:
    """Return the row of the thing *wanted*, None when it is not there or not for the caller.

    Raises `api.relay.nodes.MalformedId`, which names *field*, for what can be no id.
    """
    if wanted.kind in NARROWED:
        return await _narrowed(context, wanted, field)
    rule = IN_WHOLE.get(wanted.kind)
    if rule is None:
        return None
    if wanted.kind == "Account" and wanted.key == context.actor.account:
        rule = ANYBODY
    try:
        permit(context.actor, wanted.kind, rule)
    except Denied:
        return None
    return await _in_whole(context, wanted, field)


async def _narrowed(context: Context, wanted: NodeId, field: str) -> object | None:
    """Return a row of a view, as far as the caller's scope reaches."""
    loaders = context.loaders
    match wanted.kind:
        case "Cooperative":
            return await loaders.cooperative(wanted.uuid(field), _seen(context, wanted))
        case "Assessment":
            return await loaders.assessment(wanted.uuid(field), _seen(context, wanted))
        case "Score":
            return await loaders.score(wanted.number(field), _seen(context, wanted))
    position, views = wanted.number(field), context.services.views
    seen = _seen(context, wanted)
    found = await audit_trail.by_positions(views, scope=seen, positions=[position])
    return found.get(position)


def _seen(context: Context, wanted: NodeId) -> ViewScope:
    return scope(context.actor, wanted.kind, NARROWED[wanted.kind])


async def _in_whole(context: Context, wanted: NodeId, field: str) -> object | None:
    """Return a row of a list that the caller may see all of."""
    views = context.services.views
    match wanted.kind:
        case "Account":
            key = wanted.uuid(field)
            return await accounts.by_id(views, key) or await service_keys.by_id(views, key)
        case "ServiceKey":
            return await service_keys.by_id(views, wanted.uuid(field))
        case "Office":
            return await offices.by_code(views, wanted.key)
    names = (await areas.history(views, [wanted.key])).get(wanted.key, ())
    return names[0] if names else None
