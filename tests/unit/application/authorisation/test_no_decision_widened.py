"""Every decision that was ever made about a field holds until somebody changes it on purpose.

`decisions.json` is the table as it stood when the rights moved beside the fields: the
rules by name, and the fields that each of them decided about. Whoever gives a field
another right changes its line there, and thereby says so.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.building.rights import rights_of
from api.building.schema import build_schema
from application.authorisation import Reach, Rule, ViewScope, permit, scope, table
from application.authorisation.denials import Denied
from application.authorisation.rules import EVERYTHING
from domain.kernel.actors import Role, Scope
from tests.unit.application.authorisation.actors import ACTORS

FROZEN: dict[str, Any] = msgspec.json.decode(
    (Path(__file__).parent / "decisions.json").read_bytes()
)
DECIDED = {
    f"{kind}.{name}": rule
    for rule, types in FROZEN["fields"].items()
    for kind, names in types.items()
    for name in names.split()
}
RIGHTS = rights_of(build_schema()._schema)

NARROWED = {
    "Assessment.cooperative": "REGISTRY",
    "Assessment.score": "REGISTRY",
    "Assessment.scoreHistory": "REGISTRY",
    "Assessment.entered": "CASES",
    "AssessmentDone.assessment": "CASES",
    "CooperativeDone.cooperative": "REGISTRY",
    "Score.assessment": "CASES",
    "Score.cooperative": "REGISTRY",
}
"""Edges that everybody might follow, whose rows were always read by another rule: now theirs."""

SAID_OTHERWISE = {
    "ANYBODY": Reach.UNOWNED,  # ANYWHERE before, though no row may be listed by it
    "INSPECTION": Reach.OFFICES,  # TERRITORY before, with the office in the resolver
}


def old_rule(name: str) -> Rule:
    """Return the rule *name* as it was frozen."""
    said = FROZEN["rules"][name]
    reach = {Role(role): Reach[far] for role, far in said["reach"].items()}
    return Rule(reach=reach, scope=Scope(said["scope"]) if said["scope"] else None)


def test_every_frozen_decision_is_about_a_field_of_the_schema() -> None:
    """Who takes a field away takes it out there; new fields need no line."""
    assert set(DECIDED) <= set(RIGHTS)


@pytest.mark.parametrize("field", sorted(DECIDED))
def test_the_right_to_a_field_is_the_one_that_was_decided(field: str) -> None:
    """By name where the rule has one; an edge has the rule by which its rows were read."""
    wanted = NARROWED.get(field, DECIDED[field])
    assert RIGHTS[field] == getattr(table, wanted)


@pytest.mark.parametrize("name", sorted(FROZEN["rules"]))
def test_a_named_rule_reaches_as_far_as_it_did(name: str) -> None:
    """The same roles, with the same scope of a key, and equally far."""
    old, new = old_rule(name), getattr(table, name)
    assert (set(old.reach), old.scope) == (set(new.reach), new.scope)
    for role in old.reach.keys() - {Role.SYSTEM}:
        assert new.reach[role] is SAID_OTHERWISE.get(name, old.reach[role])


@pytest.mark.parametrize("role", Role)
def test_whoever_was_kept_out_is_kept_out(role: Role) -> None:
    """No field opens to a role that the frozen table did not name, whatever it is called now.

    But what is public is so for everybody: a key for other things is no longer kept from it.
    """
    actor = ACTORS[role]
    for field, name in DECIDED.items():
        if not RIGHTS[field].public and _may(actor, field, RIGHTS[field]):
            assert _may(actor, field, old_rule(NARROWED.get(field, name)))


@pytest.mark.parametrize("field", sorted(NARROWED))
def test_an_edge_reads_the_rows_that_it_read_before(field: str) -> None:
    """The scope of the edge is that of the frozen rule, for every role, and what is public."""
    old, public = old_rule(NARROWED[field]), RIGHTS[field].public
    for actor in ACTORS.values():
        now = _rows(actor, field, RIGHTS[field])
        if public and isinstance(now, ViewScope):
            before = _rows(actor, field, old)
            own = before.own if isinstance(before, ViewScope) else ViewScope()
            assert (now.own, now.public or own == EVERYTHING) == (own, True)
            continue
        assert _rows(actor, field, RIGHTS[field]) == _rows(actor, field, old)


def _may(actor: Any, field: str, rule: Rule) -> bool:
    try:
        permit(actor, field, rule)
    except Denied:
        return False
    return True


def _rows(actor: Any, field: str, rule: Rule) -> object:
    try:
        return scope(actor, field, rule)
    except Denied as denied:
        return type(denied)
