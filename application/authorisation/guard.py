"""The guard reads rules: may this actor do this to that, and which rows may it see.

A command that nobody entered in the table is denied to everybody. A field brings its
rule along, and the schema is not built when one has none (`api.building.rights`).
"""

from typing import TypeVar, assert_never

import msgspec

from application.authorisation.denials import Forbidden, OutsideTerritory, Unauthenticated
from application.authorisation.rules import (
    EVERYTHING,
    NO_OFFICE,
    PUBLISHED,
    NotAboutRows,
    Reach,
    Resource,
    Rule,
    ViewScope,
)
from application.authorisation.table import COMMANDS
from domain.kernel.actors import Actor, Role
from domain.kernel.area_codes import NATIONAL, lies_in

T = TypeVar("T")
NOBODY = Rule(reach={})


def authorise(actor: Actor, command_type: type, subject: Resource) -> None:
    """Let *actor* give a command of *command_type* about *subject*, or raise.

    `Unauthenticated` and `Forbidden` say that the role never may; `OutsideTerritory`
    that the thing is not the actor's, which callers report like an unknown id.
    """
    action = command_type.__name__
    reach = _reach(actor, action, COMMANDS.get(command_type, NOBODY))
    if not _holds(reach, actor, subject):
        raise OutsideTerritory(action)


def permit(actor: Actor, field: str, rule: Rule) -> None:
    """Let *actor* read *field* of a row that it reached lawfully, or raise."""
    if not rule.public:
        _reach(actor, field, rule)


def owns(actor: Actor, field: str, rule: Rule, row: Resource) -> bool:
    """Say whether *row*, which may be public, is within the reach of *rule* for *actor*."""
    return _holds(_reach(actor, field, rule), actor, row)


def scope(actor: Actor, field: str, rule: Rule) -> ViewScope:
    """Return the rows that *rule* lets *actor* see through *field*, named ``Type.field``.

    Raises `Unauthenticated` or `Forbidden` when there can be none, and `NotAboutRows`
    when *rule* does not say which rows. What is public is public to everybody: nobody sees
    less for being signed in.
    """
    if not rule.public:
        return _rows(actor, field, rule)
    try:
        own = _rows(actor, field, rule)
    except (Forbidden, Unauthenticated):
        return PUBLISHED
    return own if own == EVERYTHING else msgspec.structs.replace(own, public=True)


def _rows(actor: Actor, field: str, rule: Rule) -> ViewScope:
    """Return the rows within the reach of *rule* for *actor*."""
    reach = _reach(actor, field, rule)
    match reach:
        case Reach.ANYWHERE | Reach.NATIONAL:
            return EVERYTHING
        case Reach.PUBLISHED:
            return PUBLISHED
        case Reach.TERRITORY if actor.cooperative is None:
            return ViewScope(territory=_known(actor.territory, field, actor))
        case Reach.OWN | Reach.TERRITORY:
            return ViewScope(cooperative=_known(actor.cooperative, field, actor))
        case Reach.OFFICES if actor.territory == NATIONAL:
            return EVERYTHING
        case Reach.OFFICE | Reach.OFFICES:
            return ViewScope(office=actor.office or NO_OFFICE)
        case Reach.SELF | Reach.UNOWNED:
            raise NotAboutRows(f"The rule of {field} does not say which rows.")
    assert_never(reach)


def _reach(actor: Actor, action: str, rule: Rule) -> Reach:
    """Return how far *rule* lets *actor* go, or raise when it may not at all."""
    reach = rule.reach.get(actor.role)
    if reach is None and actor.role is Role.GUEST:
        raise Unauthenticated
    if reach is None or _lacks(actor, rule) or _is_local(actor, reach):
        raise Forbidden(action, actor.role)
    return reach


def _lacks(actor: Actor, rule: Rule) -> bool:
    """Say whether *actor* is a key that is good for other things only."""
    return actor.role is Role.SERVICE and rule.scope is not None and rule.scope not in actor.scopes


def _is_local(actor: Actor, reach: Reach) -> bool:
    """Say whether *reach* is the ministry's and *actor* is not of the ministry."""
    return reach is Reach.NATIONAL and actor.territory != NATIONAL


def _holds(reach: Reach, actor: Actor, subject: Resource) -> bool:
    """Say whether *subject* is within *reach* of *actor*."""
    match reach:
        case Reach.ANYWHERE | Reach.NATIONAL:
            return True
        case Reach.OFFICES if actor.territory == NATIONAL:
            return True
        case Reach.OFFICE | Reach.OFFICES:
            return actor.office is not None and actor.office == subject.office
        case Reach.SELF:
            return actor.account == subject.account
        case Reach.TERRITORY if actor.cooperative is None:
            return (
                actor.territory is not None
                and subject.membership_area is not None
                and lies_in(subject.membership_area, actor.territory)
            )
        case Reach.OWN | Reach.TERRITORY:
            return actor.cooperative is not None and actor.cooperative == subject.cooperative
        case Reach.PUBLISHED | Reach.UNOWNED:
            return False  # It may be read by anybody and changed by nobody.
    assert_never(reach)


def _known(value: T | None, field: str, actor: Actor) -> T:
    """Return *value*; an account without a cooperative or territory sees nothing."""
    if value is None:
        raise Forbidden(field, actor.role)
    return value
