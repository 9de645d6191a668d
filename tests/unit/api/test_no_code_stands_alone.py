"""Beside every code of an area and every account that a type shows stands its name."""

import re
from collections.abc import Iterator

import pytest
from graphql import GraphQLObjectType, get_named_type

from api.building.rights import rights_of
from api.building.schema import build_schema
from application.authorisation.table import ANYBODY, CASES

SCHEMA = build_schema()._schema
RIGHTS = rights_of(SCHEMA)

#: How descriptions speak of an account, an officer among them, and of an office's code.
ACCOUNT = re.compile(r"\b(the|id of the) (account|officer)\b|^whose data", re.IGNORECASE)
OFFICE = re.compile(r"\boffice\b", re.IGNORECASE)

WITHOUT = {
    "Area.code": "The name of the area itself is beside it.",
    "AreaDone.areaCode": "The area is beside it.",
    "AccountDone.accountId": "Whoever gives the command names the account; it is beside it.",
    "LinkIssued.accountId": "Whoever asks for a link names the account.",
    "Viewer.account": "The name of the caller, and the account, are beside it.",
    "OfficeDone.officeCode": "The office is beside it.",
}


def leaves() -> Iterator[tuple[GraphQLObjectType, str, str, str]]:
    """Yield every field that shows a code or an id: type, name, scalar, description."""
    for kind in SCHEMA.type_map.values():
        if not isinstance(kind, GraphQLObjectType) or kind.name.startswith("__"):
            continue
        for name, field in kind.fields.items():
            scalar = get_named_type(field.type).name
            if scalar in {"AreaCode", "String", "ID"} and name != "id":
                yield kind, name, scalar, field.description or ""


def coded() -> list[str]:
    """Return the fields that show an area, an account or an office by something but its name."""
    return [
        f"{kind.name}.{name}"
        for kind, name, scalar, said in leaves()
        if not name.endswith(("Name", "Names"))
        and (scalar == "AreaCode" or name.startswith("office") or ACCOUNT.search(said))
        and name != "name"
    ]


def test_the_walk_finds_what_it_is_for() -> None:
    """Areas, accounts and offices; a description that speaks of them otherwise is found wanting."""
    assert {
        "Cooperative.village",
        "Account.territory",
        "Area.successors",
        "AuditEntry.actor",
        "Delegation.account",
        "Score.actor",
        "ComponentScore.rulingBy",
        "Registration.decidedBy",
        "EntrySource.actor",
        "RefusedCommand.office",
        "AccessEntry.subject",
    } <= set(coded())
    assert set(WITHOUT) <= set(coded())


@pytest.mark.parametrize("field", sorted(set(coded()) - set(WITHOUT)))
def test_a_code_has_its_name_beside_it(field: str) -> None:
    """Under the name of the field, with the right of the field, or a narrower one."""
    name = f"{field}Name"
    plural = f"{field.removesuffix('s')}Names"
    beside = name if name in RIGHTS else plural
    assert beside in RIGHTS, f"{field} shows a code alone."
    if RIGHTS[beside] != RIGHTS[field]:
        assert (RIGHTS[field], RIGHTS[beside]) == (ANYBODY, CASES)
